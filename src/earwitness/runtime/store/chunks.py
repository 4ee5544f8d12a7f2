"""Long lists in pieces: SQLite takes a limited number of values in one query."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 300

Item = TypeVar("Item")


def in_chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """The items in order, at most `size` at once; none is asked for before its time."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
