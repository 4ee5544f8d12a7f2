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


TOGETHER = ((8, 4), (64, 3))
TOGETHER_IN_FEWER = 2
"""Landmarks at the same shift (±1 frame) that make a candidate, where at most one in so many is
kept. Measured with `benchmarks/duplicate_density.py`: of pairs of 64 real strangers of 43 s become
candidates at one in 4 with four 2.3 %, at one in 16 with three 0.2 %, at one in 128 with two 0.2 %.
Candidates are looked at closely. Of 587 copies one in 32 finds 570, with four together 564."""


@dataclass(frozen=True, slots=True)
class Density:
    """One landmark out of `one_in` is kept; those met more than `common` times say nothing."""

    one_in: int
    common: int

    @property
    def together(self) -> int:
        """How many landmarks at the same shift make a candidate."""
        fits = (together for most, together in TOGETHER if self.one_in <= most)
        return next(fits, TOGETHER_IN_FEWER)


def density_of(peaks: int) -> Density:
    """The density for an archive with so many peaks.

    It changes in steps, at doublings of the archive: between two steps an index can grow.
    """
    landmarks, kept = peaks * LANDMARKS_A_PEAK, KEPT_ONE_IN
    while landmarks // kept > MOST_LANDMARKS:
        kept *= 2
    most = 1 << max(0, (landmarks // kept - 1).bit_length())
    return Density(one_in=kept, common=max(COMMON, COMMON_TIMES * most * kept // DIFFERENT))
