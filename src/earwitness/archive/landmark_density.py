"""How many landmarks are kept, and which say nothing, in an archive of a given size."""

from dataclasses import dataclass

LANDMARKS_A_PEAK = 19
"""Measured on 26 calls of the fictional archive; 28 at most."""

KEPT_ONE_IN = 4
MOST_LANDMARKS = 200_000_000
"""Above this, fewer are kept (one in 8, in 16 …), so that the index stays below 2.4 GB on disk. It
holds about 640 hours of mono sound at one in four. Estimate: 87 landmarks a second."""

DIFFERENT = 1 << 22
"""Two landmarks of strangers are equal once in so many. Measured on the same calls: 4.2 million."""

COMMON, COMMON_TIMES = 100, 4
"""A landmark met more often than 100 times, and than four times the meetings that chance gives,
says nothing: tones, hold music, an announcement that stands in every call. Estimate."""


@dataclass(frozen=True, slots=True)
class Density:
    """One landmark out of `one_in` is kept; those met more than `common` times say nothing."""

    one_in: int
    common: int


def density_of(peaks: int) -> Density:
    """The density for an archive with so many peaks.

    It changes in steps, at doublings of the archive: between two steps an index can grow.
    """
    landmarks, kept = peaks * LANDMARKS_A_PEAK, KEPT_ONE_IN
    while landmarks // kept > MOST_LANDMARKS:
        kept *= 2
    most = 1 << max(0, (landmarks // kept - 1).bit_length())
    return Density(one_in=kept, common=max(COMMON, COMMON_TIMES * most * kept // DIFFERENT))
