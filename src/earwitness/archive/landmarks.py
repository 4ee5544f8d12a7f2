"""Landmarks: three peaks in a row become one number that can be looked up.

Wang (2003) pairs peaks; J. Six, "Olaf: Overly Lightweight Acoustic Fingerprinting" (2020), takes
three, whose numbers meet by chance far more seldom. Coarse steps let codecs shift a peak a little.
"""

from collections.abc import Sequence

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

AT_ONCE = 16_384
"""Peaks worked on together, so that what is in work stays in the processor's cache."""

Hashes = NDArray[np.uint32]


def landmarks_of(peaks: Constellation, one_in: int) -> tuple[Hashes, NDArray[np.int32]]:
    """Hashes of a constellation and the frames where they begin, one out of `one_in` (a power of
    two). Which are kept depends on the hash alone, so the same sound keeps the same ones."""
    hashes, places = placed_landmarks(peaks, one_in)
    return hashes, peaks.frames[places]


def landmarks_of_all(
    peaks: Sequence[Constellation], one_in: int
) -> tuple[Hashes, NDArray[np.int32], NDArray[np.int32]]:
    """The same for many constellations at once: hashes, frames, and whose they are, from 0."""
    own = np.repeat(np.arange(len(peaks), dtype=np.int32), [len(one) for one in peaks])
    frames = np.concatenate([np.zeros(0, np.int32), *(one.frames for one in peaks)])
    bins = np.concatenate([np.zeros(0, np.int32), *(one.bins for one in peaks)])
    hashes, places = placed_landmarks(Constellation(frames, bins), one_in, own)
    return hashes, frames[places], own[places]


def placed_landmarks(
    peaks: Constellation, one_in: int, own: NDArray[np.int32] | None = None
) -> tuple[Hashes, NDArray[np.intp]]:
    """Hashes, and the place of the peak with which each begins. `own` tells whose each peak is,
    where there are several sounds one behind another: no landmark reaches over an edge."""
    found = [
        _landmarks_from(peaks, one_in, own, start) for start in range(0, len(peaks), AT_ONCE)
    ] or [(np.zeros(0, np.uint32), np.zeros(0, np.intp))]
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def _landmarks_from(
    peaks: Constellation, one_in: int, own: NDArray[np.int32] | None, start: int
) -> tuple[Hashes, NDArray[np.intp]]:
    """Those that begin with one of the peaks from `start` on."""
    whole = slice(start, start + AT_ONCE + FAN_OUT)
    frames, bins = peaks.frames[whole], (peaks.bins[whole] // BIN_STEP).astype(np.int32)
    begins = min(AT_ONCE, len(peaks) - start)
    hashes, places = [np.zeros(0, np.uint32)], [np.zeros(0, np.intp)]
    for last in range(2, min(FAN_OUT, len(frames) - 1) + 1):
        count = min(begins, len(frames) - last)
        to_last = frames[last : last + count] - frames[:count]
        fits = to_last <= LONGEST_FRAMES
        if own is not None:
            fits &= own[whole][last : last + count] == own[whole][:count]
        for middle in range(1, last):
            to_second = frames[middle : middle + count] - frames[:count]
            to_third = to_last - to_second
            number = (bins[:count] << 7 | bins[middle : middle + count]) << 7
            number = (number | bins[last : last + count]) << 5 | to_second // FRAME_STEP
            number = (number << 5 | to_third // FRAME_STEP).view(np.uint32)
            kept = fits & (to_second > 0) & (to_third > 0)
            kept &= number * MIXING <= np.uint32(2**32 // one_in - 1)
            places.append(np.flatnonzero(kept) + start)
            hashes.append(number[kept])
    return np.concatenate(hashes), np.concatenate(places)
