"""Rolling windows over digits, looked up among many identifiers at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import ranges
from earwitness.publication.gate.digits.stream import Bytes, Places

WINDOW = 8
"""Digits of the window that is looked up first: the last ones of each identifier."""

_MULTIPLIER = np.uint32(2654435761)
"""Knuth, The Art of Computer Programming 3, 6.4: multiplicative hashing by the golden ratio."""

_ROOM = 64
"""Places of the filter for one identifier: about one window in 64 passes by chance. Estimate."""


def rolling(values: Bytes) -> NDArray[np.uint32]:
    """The number made of each eight digits in a row; empty for fewer."""
    if len(values) < WINDOW:
        return np.zeros(0, np.uint32)
    two = (values[:-1] * np.uint8(10) + values[1:]).astype(np.uint16)
    four = (two[:-2] * np.uint16(100) + two[2:]).astype(np.uint32)
    eight: NDArray[np.uint32] = four[:-4] * np.uint32(10_000) + four[4:]
    return eight


@dataclass(frozen=True, slots=True)
class Found:
    """Digits `firsts` to `lasts` (both included) of a stream are those of `targets`."""

    firsts: Places
    lasts: Places
    targets: NDArray[np.int64]


class DigitTable:
    """Digit strings of 8 to 16 digits, sorted by their last eight."""

    def __init__(self, digits: NDArray[np.uint64], lengths: NDArray[np.uint8]) -> None:
        low = (digits % 10**WINDOW).astype(np.uint32)
        self._order = np.argsort(low, kind="stable")
        self._low = low[self._order]
        self._high = (digits // 10**WINDOW).astype(np.uint32)
        self._lengths = lengths.astype(np.int64)
        bits = int(np.clip(np.ceil(np.log2(max(len(low), 1) * _ROOM)), 16, 26))
        self._shift = np.uint32(32 - bits)
        self._filter = np.zeros(1 << bits, np.bool_)
        self._filter[(low * _MULTIPLIER) >> self._shift] = True

    def find(self, values: Bytes) -> Found:
        """Every place where the digits of a string stand one after the other."""
        windows = rolling(values)
        at = np.flatnonzero(self._filter.take((windows * _MULTIPLIER) >> self._shift))
        left = np.searchsorted(self._low, windows[at], "left")
        counts = np.searchsorted(self._low, windows[at], "right") - left
        targets = self._order[ranges(left, counts)]
        at = np.repeat(at, counts)
        more = self._lengths[targets] - WINDOW
        before = np.where(at >= WINDOW, windows[np.maximum(at - WINDOW, 0)], 0).astype(np.int64)
        for short in np.flatnonzero((at < WINDOW) & (more > 0) & (at >= more)):
            digits = values[at[short] - more[short] : at[short]]
            before[short] = int("".join(map(str, digits)))
        same = (before % 10**more == self._high[targets]) & (at >= more)
        at, targets = at[same], targets[same]
        return Found(at - more[same], at + WINDOW - 1, targets)
