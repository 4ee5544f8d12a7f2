"""Runs of bytes of one alphabet, found quickly in much text."""

import re
from collections.abc import Iterator

import numpy as np

_BLOCK = 8
_FULL = np.uint64(0x0101010101010101)


class Alphabet:
    """A set of bytes, and the shortest run of them that is of interest.

    A run of `least` ≥ 15 bytes covers a whole aligned block of 8, so only such blocks and their
    neighbours are looked at closely.
    """

    def __init__(self, letters: bytes, least: int) -> None:
        if least < 2 * _BLOCK - 1:
            raise ValueError("A shorter run need not cover a block.")
        self._table = bytes(int(value in letters) for value in range(256))
        self._pattern = re.compile(b"[" + re.escape(letters) + b"]{%d,}" % least)

    def runs(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Start and end of each run, in order."""
        marks = np.frombuffer(data.translate(self._table), np.uint8)
        blocks = marks[: len(marks) // _BLOCK * _BLOCK].view(np.uint64)
        full = np.flatnonzero(blocks == _FULL)
        if not len(full):
            return
        gaps = np.flatnonzero(np.diff(full) > 1)
        firsts = full[np.concatenate(([0], gaps + 1))] * _BLOCK
        lasts = full[np.concatenate((gaps, [len(full) - 1]))] * _BLOCK + _BLOCK
        done = 0
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
            if first < done:
                continue
            match = self._pattern.search(
                data, max(done, first - _BLOCK + 1), min(len(data), last + _BLOCK)
            )
            if match is not None:
                done = match.end()
                yield match.span()
