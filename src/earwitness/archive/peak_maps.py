"""Peak maps: whether a constellation has a peak near a place, told quickly for many places."""

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import BINS, Constellation
from earwitness.archive.duplicate_evidence import NEAR_BINS

BYTES = -(-(BINS + 2 * NEAR_BINS) // 8)

Flags = NDArray[np.bool_]
Frames = NDArray[np.int32]
Ints = NDArray[np.int64]


class PeakMap:
    """One bit for each frame and bin with a peak near: 25 bytes a frame, 34 MB for six hours.

    Near is so many frames and bins away, at most `NEAR_BINS`.
    """

    def __init__(self, peaks: Constellation, frames: int, bins: int) -> None:
        self._reach = frames
        self._frames = int(peaks.frames[-1]) + 1 if len(peaks) else 0
        self._last = self._frames + 2 * frames + 1
        bits = np.zeros((self._last + 1) * BYTES, dtype=np.uint8)
        for up in range(NEAR_BINS - bins, NEAR_BINS + bins + 1):
            columns = peaks.bins + up
            places = (peaks.frames.astype(np.int64) + frames + 1) * BYTES + (columns >> 3)
            np.bitwise_or.at(bits, places, (0x80 >> (columns & 7)).astype(np.uint8))
        self._bits = bits.copy()
        for by in range(BYTES, (frames + 1) * BYTES, BYTES):
            self._bits[by:] |= bits[:-by]
            self._bits[:-by] |= bits[by:]
        counts = np.bincount(peaks.frames, minlength=self._frames)
        self._before = np.concatenate([[0], np.cumsum(counts)])

    def near(self, frames: Frames, bins: NDArray[np.uint8]) -> Flags:
        """Which places have a peak near; the first and the last row have none."""
        rows = np.clip(frames + np.int32(self._reach + 1), 0, self._last)
        columns = bins + np.uint8(NEAR_BINS)
        held = self._bits[rows * np.int32(BYTES) + (columns >> 3)] << (columns & 7)
        flags: Flags = held >= 0x80
        return flags

    def between(self, start: Ints, end: Ints) -> Ints:
        """How many peaks lie from one frame to before another."""
        low, high = (np.clip(one, 0, self._frames) for one in (start, end))
        counts: Ints = self._before[np.maximum(low, high)] - self._before[low]
        return counts
