"""Texts among other bytes, in which there is enough to hide something."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

LEAST = 15
"""Bytes. Of random ones, in a megabyte five or so are such a run (0.45 ** 15)."""

_BLOCK = 8
_FULL = np.uint64(0x0101010101010101)
_PLAIN, _LEADS_TWO, _LEADS_THREE, _FOLLOWS = 1, 2, 4, 8


def _sort(value: int) -> int:
    if 0x20 <= value < 0x7F or value in b"\t\r\n\x1b":
        return _PLAIN
    if 0xC2 <= value <= 0xDF:
        return _LEADS_TWO
    if 0xE0 <= value <= 0xEF:
        return _LEADS_THREE
    return _FOLLOWS if 0x80 <= value <= 0xBF else 0


_SORTS = bytes(map(_sort, range(256)))


def runs_of_text(data: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each run of printable ASCII, tabs, line breaks, signs that begin colours of
    a terminal, and letters of two or three bytes of UTF-8."""
    marks = _marks(np.frombuffer(data.translate(_SORTS), np.uint8))
    full = np.flatnonzero(marks[: len(marks) // _BLOCK * _BLOCK].view(np.uint64) == _FULL)
    if not len(full):
        return
    gaps = np.flatnonzero(np.diff(full) > 1)
    firsts = full[np.concatenate(([0], gaps + 1))] * _BLOCK
    lasts = full[np.concatenate((gaps, [len(full) - 1]))] * _BLOCK + _BLOCK
    for start, end in zip(firsts.tolist(), lasts.tolist(), strict=True):
        while start and marks[start - 1]:
            start -= 1
        while end < len(marks) and marks[end]:
            end += 1
        if end - start >= LEAST:
            yield start, end


def _marks(sorts: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 for each byte of a text, 0 for others."""
    marks: NDArray[np.uint8] = np.bitwise_and(sorts, _PLAIN, dtype=np.uint8)
    follows = (sorts & _FOLLOWS) >> 3
    two = ((sorts[:-1] & _LEADS_TWO) >> 1) & follows[1:]
    three = ((sorts[:-2] & _LEADS_THREE) >> 2) & follows[1:-1] & follows[2:]
    marks[:-1] |= two
    marks[1:] |= two
    marks[:-2] |= three
    marks[1:-1] |= three
    marks[2:] |= three
    return marks
