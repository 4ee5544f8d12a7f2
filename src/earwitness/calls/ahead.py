"""Making the next thing while the one before is used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The same items in the same order; a thread makes the next one while the caller is at work on
    the last. One is made ahead and no more. What making one raises, the caller meets in its turn.
    """
    waiting = iter(items)
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        coming = thread.submit(_next, waiting)
        while (made := coming.result()) is not None:
            coming = thread.submit(_next, waiting)
            yield made[0]


def _next(waiting: Iterator[Item]) -> tuple[Item] | None:
    """The next item, or None when there is no more."""
    return next(((item,) for item in waiting), None)
