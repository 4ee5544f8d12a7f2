"""Numbers written to another base than ten, without a prefix that says so: 1285ae3889, 10jn2c4h."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.digits.stream import Places

SHORTEST, LONGEST = 8, 12
"""Figures of a number that is looked at."""

BLOCK_BYTES = 1 << 16
"""Bytes that are looked through at once. Estimate."""

MOST_NUMBERS = 150_000
"""Numbers beyond which tokens of eight figures meet one of them by chance: one in 20 million
tokens. Estimate."""

_LETTERS = b"0123456789abcdefghijklmnopqrstuvwxyz"
_FIGURE = np.full(256, 255, np.uint8)
_FIGURE[list(_LETTERS)] = np.arange(36, dtype=np.uint8)
_FIGURE[list(_LETTERS.upper())] = np.arange(36, dtype=np.uint8)
_SORT = bytes(0 if one == 255 else 1 if one < 10 else 2 for one in _FIGURE.tolist())
"""What a byte is: 1 a digit, 2 a letter, 0 anything else."""


@dataclass(frozen=True, slots=True)
class BasedFound:
    """Bytes `start` to `end` are this number of those looked for."""

    start: int
    end: int
    number: int
    base: int


class BasedNumbers:
    """Numbers to bases 16 and 36, where they have enough figures; none if there are too many."""

    def __init__(self, numbers: Iterable[int]) -> None:
        ordered = sorted(set(numbers))
        self._numbers: NDArray[np.int64] = np.array(
            ordered if len(ordered) <= MOST_NUMBERS else [], np.int64
        )

    def find(self, data: bytes) -> Iterator[BasedFound]:
        """Every token of letters and digits that is one of them."""
        if not len(self._numbers):
            return
        for first in range(0, len(data), BLOCK_BYTES):
            before = data[first - 1 : first] if first else b" "
            block = before + data[first : first + BLOCK_BYTES + LONGEST + 1]
            for start, end, number, base in self._in_block(block):
                if start - 1 < BLOCK_BYTES:
                    yield BasedFound(first + start - 1, first + end - 1, number, base)

    def _in_block(self, block: bytes) -> Iterator[tuple[int, int, int, int]]:
        starts, sizes = _tokens(block)
        if not len(starts):
            return
        array = np.frombuffer(block + bytes(LONGEST), np.uint8)
        inside = np.arange(LONGEST) < sizes[:, None]
        figures = _FIGURE[array[starts[:, None] + np.arange(LONGEST)]]
        figures = np.where(inside, figures, np.uint8(0)).astype(np.int64)
        mixed = (figures > 9).any(axis=1) & ((figures < 10) & inside).any(axis=1)
        for base in (16, 36):
            fits = np.flatnonzero(mixed & (figures < base).all(axis=1))
            value = np.zeros(len(fits), np.int64)
            for step in range(LONGEST):
                longer = value * base + figures[fits, step]
                value = np.where(inside[fits, step], longer, value)
            place = np.minimum(np.searchsorted(self._numbers, value), len(self._numbers) - 1)
            for at in np.flatnonzero(self._numbers[place] == value).tolist():
                start, size = int(starts[fits[at]]), int(sizes[fits[at]])
                yield start, start + size, int(value[at]), base


def _tokens(block: bytes) -> tuple[Places, Places]:
    """Starts and sizes of runs of eight to twelve letters and digits; none where no digit touches
    a letter."""
    sort = np.frombuffer(b"\0" + block.translate(_SORT) + b"\0", np.uint8)
    if not ((sort[:-1] ^ sort[1:]) == 3).any():
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    edges = np.flatnonzero(sort == 0)
    sizes = np.diff(edges) - 1
    fits = np.flatnonzero((sizes >= SHORTEST) & (sizes <= LONGEST))
    return edges[fits], sizes[fits]
