"""First looks: whether items can agree with another at a shift, told quickly for many of them.

Most pairs with some landmarks in common are strangers, and nearly all of those are dropped here. A
look counts as `duplicate_evidence.align` does and rounds every doubt up, so that nothing is dropped
of which `duplicate_relations.relate` would make anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import Constellation
from earwitness.archive.duplicate_evidence import (
    CELL_FRAMES,
    FEWEST_FOUND,
    FEWEST_IN_CELL,
    FOUND_IN_CELL,
    NEAR_BINS,
    NEAR_FRAMES,
    REFINED_FRAMES,
)
from earwitness.archive.duplicate_relations import LEAST_COVERAGE, LEAST_SECONDS, LONGEST_STEP
from earwitness.archive.peak_maps import Flags, Frames, Ints, PeakMap

PREFERRED = np.array([0, -1, 1, -2, 2])
"""How far shifts are moved, those first that `align` prefers where as much is found at several."""

TURNED = np.array([0, 2, 1, 4, 3])
"""The same from the other item."""


@dataclass(frozen=True, slots=True)
class Others:
    """Peaks of some items, one item behind another, each to be compared at its shift.

    `frames` and `bins` are of shape (peaks,); `peaks` (how many each has), `shifts` (frames to the
    item that is looked at), `lengths` (in frames) and `are_second` (whether `align` is given the
    item after that one) of shape (items,).
    """

    frames: Frames
    bins: NDArray[np.uint8]
    peaks: Ints
    shifts: Ints
    lengths: Ints
    are_second: Flags

    def of_each(self, values: Ints) -> NDArray[np.int32]:
        """A value of each item, for each of its peaks."""
        return np.repeat(values.astype(np.int32), self.peaks)


def others_of(
    peaks: Sequence[tuple[Frames, NDArray[np.uint8]]],
    shifts: Ints,
    lengths: Ints,
    are_second: Flags,
) -> Others:
    """Items with frames and bins of each."""
    return Others(
        np.concatenate([frames for frames, _ in peaks]),
        np.concatenate([bins for _, bins in peaks]),
        np.array([len(frames) for frames, _ in peaks]),
        shifts,
        lengths,
        are_second,
    )


class LookedAt:
    """An item that others are compared with; its length in frames."""

    def __init__(self, peaks: Constellation, length: int) -> None:
        self._peaks, self._length = peaks, length
        self._wide = PeakMap(peaks, NEAR_FRAMES + REFINED_FRAMES, NEAR_BINS)

    def may_agree(self, others: Others) -> Flags:
        """Which may say anything, wherever `align` moves their shifts to."""
        nowhere = np.zeros_like(others.shifts)
        return self._may_agree(self._wide, others, nowhere, REFINED_FRAMES)

    def agree(self, others: Others) -> Flags:
        """Which may, at the shifts that `align` moves theirs to, if only the peaks of the others
        are asked for; it asks for this item's as well."""
        near = PeakMap(self._peaks, NEAR_FRAMES, NEAR_BINS)
        return self._may_agree(near, others, self._refined(others), 0)

    def _refined(self, others: Others) -> Ints:
        """How far each shift is moved to where most is found in the same frame and bin."""
        edges = np.cumsum(others.peaks) - others.peaks
        frames, exact = others.frames + others.of_each(others.shifts), PeakMap(self._peaks, 0, 0)
        found = np.stack(
            [
                np.add.reduceat(
                    exact.near(frames + np.int32(by), others.bins), edges, dtype=np.int64
                )
                for by in PREFERRED
            ]
        )
        turned = np.where(others.are_second, found[TURNED], found)
        moved = PREFERRED[turned.argmax(axis=0)]
        refined: Ints = np.where(others.are_second, -moved, moved)
        return refined

    def _may_agree(self, mapped: PeakMap, others: Others, moved: Ints, slack: int) -> Flags:
        """Counts in cells, seconds of what both cover, as `relate` asks for them.

        With `slack`, where the shift is not known by so many frames, peaks at the edge of a cell
        count on both sides where many are good, and on no side where few are.
        """
        start = np.maximum(0, -others.shifts)
        span = np.minimum(others.lengths, self._length - others.shifts) - start
        cells = Cells.of(span)
        found, own = _per_cell(mapped, others, (start, moved), cells, slack)
        begin = cells.begins() + cells.of_each(
            start + others.shifts + np.where(others.are_second, 0, moved)
        )
        end = begin + cells.lengths()
        fewest = np.minimum(own, mapped.between(begin + slack, end - slack))
        most = mapped.between(begin - slack, end + slack)
        same = (found >= np.maximum(FEWEST_FOUND, FOUND_IN_CELL * fewest)) & (
            most >= FEWEST_IN_CELL
        )
        covered = cells.sums(same) >= LEAST_COVERAGE * cells.sums(fewest >= FEWEST_IN_CELL)
        return (covered & (cells.sums(same) >= LEAST_SECONDS)) | cells.hold_a_part(same)


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of the overlaps of some items, one item behind another: `span` of each overlap in
    frames, the number of its `first` cell, and how many `count` it has; all of shape (items,)."""

    span: Ints
    first: Ints
    count: Ints

    @classmethod
    def of(cls, span: Ints) -> "Cells":
        """Cells of overlaps; one at least of each."""
        count = -(-np.maximum(1, span) // CELL_FRAMES)
        return cls(span, np.cumsum(count) - count, count)

    def of_each(self, values: Ints) -> Ints:
        """A value of each item, for each of its cells."""
        return np.repeat(values, self.count)

    def begins(self) -> Ints:
        """Frames from the beginning of the overlap."""
        number = np.arange(int(self.count.sum()), dtype=np.int64) - self.of_each(self.first)
        return number * CELL_FRAMES

    def lengths(self) -> Ints:
        """In frames; the last one of an item may be shorter."""
        left: Ints = self.of_each(self.span) - self.begins()
        return np.minimum(CELL_FRAMES, left)

    def sums(self, flags: Flags) -> Ints:
        """How many cells of each item are flagged."""
        sums: Ints = np.add.reduceat(flags, self.first, dtype=np.int64)
        return sums

    def hold_a_part(self, flags: Flags) -> Flags:
        """Which items have flagged cells enough in a row for a shared part."""
        places = np.flatnonzero(flags)
        items = self.of_each(np.arange(len(self.span)))[places]
        follows = (np.diff(places) <= LONGEST_STEP) & (np.diff(items) == 0)
        in_a_row = np.ones(max(0, len(places) - LEAST_SECONDS + 1), dtype=np.bool_)
        for by in range(LEAST_SECONDS - 1):
            in_a_row &= follows[by : by + len(in_a_row)]
        held = np.zeros(len(self.span), dtype=np.bool_)
        held[items[: len(in_a_row)][in_a_row]] = True
        return held


def _per_cell(
    mapped: PeakMap, others: Others, times: tuple[Ints, Ints], cells: Cells, slack: int
) -> tuple[Ints, Ints]:
    """Peaks of the others that are found in each cell at most, and that stand there at least.

    `times` is where the overlap starts, and how far the shift is moved, for each item.
    """
    start, moved = times
    count, end = int(cells.count.sum()), others.of_each(cells.span)
    first, last = others.of_each(cells.first), others.of_each(cells.first + cells.count - 1)
    time = others.frames - others.of_each(start - np.where(others.are_second, moved, 0))
    cell = time // np.int32(CELL_FRAMES)
    within = time - cell * np.int32(CELL_FRAMES)
    cell += first
    sure = (within >= slack) & (within < CELL_FRAMES - slack) & (time >= 0) & (time < end - slack)
    own = np.bincount(cell[sure], minlength=count)
    found = mapped.near(others.frames + others.of_each(others.shifts + moved), others.bins)
    found &= (time >= -slack) & (time < end + slack)
    cell, within, first, last = cell[found], within[found], first[found], last[found]
    cell = np.clip(cell, first, last)
    before = cell[(within < slack) & (cell > first)] - 1
    behind = cell[(within >= CELL_FRAMES - slack) & (cell < last)] + 1
    return np.bincount(np.concatenate([cell, before, behind]), minlength=count), own
