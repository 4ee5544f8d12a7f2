"""What is costly to count is counted once, for as long as what it follows from is the same."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

MOST = 500
"""Answers kept; the oldest goes. Estimate."""

Known = tuple[object, ...]

Answer = TypeVar("Answer")
_kept: OrderedDict[Known, object] = OrderedDict()
_lock = Lock()


def remembered(known: Known, work_out: Callable[[], Answer]) -> Answer:
    """The answer for what is known; worked out the first time. `known` must name all that the
    answer follows from."""
    with _lock:
        if known in _kept:
            _kept.move_to_end(known)
            return _kept[known]  # type: ignore[return-value]
    answer = work_out()
    with _lock:
        _kept[known] = answer
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer
