"""Runs of bytes of one alphabet, found quickly in much text."""

from collections.abc import Container, Iterator

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]

_BLOCK = 8
_FULL = 0xFF
_MASKS = [f"{mask:08b}" for mask in range(256)]
_ONES_AT_END = np.array([len(mask) - len(mask.rstrip("1")) for mask in _MASKS], np.int64)
_ONES_AT_START = np.array([len(mask) - len(mask.lstrip("1")) for mask in _MASKS], np.int64)


HEX_DIGITS = b"0123456789abcdefABCDEF"


def marks_of(letters: Container[int]) -> bytes:
    """A table for `bytes.translate` that makes 1 of these bytes and 0 of others."""
    return bytes(int(value in letters) for value in range(256))


class Alphabet:
    """A set of bytes, and the shortest run of them that is of interest.

    A run of `least` ≥ 15 bytes covers a whole aligned block of 8, so only such blocks are looked
    for, and how far their neighbours go on.
    """

    def __init__(self, letters: bytes, least: int) -> None:
        if least < 2 * _BLOCK - 1:
            raise ValueError("A shorter run need not cover a block.")
        self._table = marks_of(letters)
        self._least = least

    def runs(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Start and end of each run, in order."""
        starts, ends = self.places(data)
        return zip(starts.tolist(), ends.tolist(), strict=True)

    def places(self, data: bytes) -> tuple[Places, Places]:
        """Starts and ends of all runs, in order."""
        starts, ends = runs_of_marks(np.frombuffer(data.translate(self._table), np.uint8))
        long = ends - starts >= self._least
        return starts[long], ends[long]


def runs_of_marks(marks: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Starts and ends of those runs of ones that cover an aligned block of 8."""
    blocks = np.packbits(marks)
    full = np.flatnonzero(blocks == _FULL)
    if not len(full):
        return full, full
    breaks = np.flatnonzero(full[1:] - full[:-1] > 1)
    firsts, lasts = full[np.append(0, breaks + 1)], full[np.append(breaks, len(full) - 1)]
    before = np.where(firsts > 0, _ONES_AT_END[blocks[firsts - 1]], 0)
    after = np.where(
        lasts + 1 < len(blocks), _ONES_AT_START[blocks[np.minimum(lasts + 1, len(blocks) - 1)]], 0
    )
    return firsts * _BLOCK - before, (lasts + 1) * _BLOCK + after


def edges_of(marks: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Starts and ends of all runs of ones among noughts and ones."""
    padded = np.zeros(len(marks) + 2, np.uint8)
    padded[1:-1] = marks
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def ranges(starts: Places, counts: Places, step: int = 1) -> Places:
    """start, start + step … for each count, one after the other."""
    ends = np.cumsum(counts)
    within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts, counts)
    found: Places = np.repeat(starts, counts) + within * step
    return found


def counted(marks: NDArray[np.uint8], starts: Places, ends: Places) -> Places:
    """How many ones are in each span; spans do not overlap, and are in order."""
    if not len(starts):
        return starts
    edges = np.stack((starts, ends), 1).reshape(-1)
    padded = np.append(marks, np.uint8(0))
    sums: Places = np.add.reduceat(padded, edges, dtype=np.int64)[::2]
    sums[starts == ends] = 0
    return sums
