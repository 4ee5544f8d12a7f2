"""What is costly to count is counted once, for as long as what it follows from is the same."""

from collections.abc import Callable, MutableMapping
from threading import Lock
from typing import TypeVar

MOST = 500
"""Answers kept; the oldest goes. Estimate."""

Key = TypeVar("Key")
Answer = TypeVar("Answer")
_kept: dict[object, tuple[object, object]] = {}
_lock = Lock()


def remembered(what: object, follows_from: object, work_out: Callable[[], Answer]) -> Answer:
    """The answer to a question, worked out the first time, and anew when it follows from something
    else: `follows_from` must name all of that, and an outdated answer is not kept."""
    with _lock:
        kept = _kept.get(what)
    if kept is not None and kept[0] == follows_from:
        return kept[1]  # type: ignore[return-value]
    answer = work_out()
    with _lock:
        _kept.pop(what, None)
        make_room(_kept, MOST)
        _kept[what] = (follows_from, answer)
    return answer


def kept_among(
    kept: MutableMapping[Key, Answer], key: Key, most: int, work_out: Callable[[], Answer]
) -> Answer:
    """What is kept under a key, worked out the first time; of more than `most` the oldest goes."""
    try:
        return kept[key]
    except KeyError:
        answer = work_out()
    make_room(kept, most)
    kept[key] = answer
    return answer


def make_room(kept: MutableMapping[Key, Answer], most: int) -> None:
    """Drop the oldest until one more is not too many."""
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)  # another thread may have dropped it
