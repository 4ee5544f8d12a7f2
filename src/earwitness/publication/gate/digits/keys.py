"""Byte patterns of at least six bytes, looked up by their first six among millions."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.digits.stream import Bytes, Places

KEY_BYTES = 6
"""Bytes that are looked up: 12 hex digits."""

_MULTIPLIER = np.uint32(2654435761)
_ROOM = 64
_MOST_BITS = 25
_TO_BUCKET = np.uint32(4)


@dataclass(frozen=True, slots=True)
class KeysFound:
    """Places in bytes, and for each the place of a key in the table."""

    at: Places
    keys: NDArray[np.int64]


class KeyTable:
    """Patterns as their first six bytes (big-endian numbers below 2^48), in buckets by a hash."""

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        bits = int(np.clip(np.ceil(np.log2(max(len(keys), 1) * _ROOM)), 16, _MOST_BITS))
        self._shift = np.uint32(32 - bits)
        hashed = self._hashed(_middle(keys))
        self._filter = np.zeros(1 << bits, np.bool_)
        self._filter[hashed] = True
        bucket = hashed >> _TO_BUCKET
        self._order = np.argsort(bucket, kind="stable").astype(np.int32)
        self._keys = keys[self._order]
        counts = np.bincount(bucket, minlength=1 << (bits - int(_TO_BUCKET)))
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)

    def __len__(self) -> int:
        return len(self._keys)

    def _hashed(self, middle: NDArray[np.uint32]) -> NDArray[np.uint32]:
        return (middle * _MULTIPLIER) >> self._shift

    def may_be(self, middle: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Whether bytes 2 to 5 of a window may be those of a key; wrong for one in 64."""
        passed: NDArray[np.bool_] = self._filter.take(self._hashed(middle))
        return passed

    def find(self, at: Places, windows: NDArray[np.uint64]) -> KeysFound:
        """Which of the windows (six bytes as a number, with its place) are keys."""
        bucket = self._hashed(_middle(windows)) >> _TO_BUCKET
        left = self._starts[bucket].astype(np.int64)
        counts = self._starts[bucket + np.uint32(1)] - left
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        place = np.repeat(left - ends + counts, counts) + np.arange(total)
        same = np.flatnonzero(self._keys[place] == np.repeat(windows, counts))
        return KeysFound(np.repeat(at, counts)[same], self._order[place[same]].astype(np.int64))


def _middle(windows: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return (windows & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def windows_at(array: Bytes, at: Places) -> NDArray[np.uint64]:
    """Six bytes from each place on, as a number."""
    value = np.zeros(len(at), np.uint64)
    for step in range(KEY_BYTES):
        value = value << np.uint64(8) | array[at + step]
    return value
