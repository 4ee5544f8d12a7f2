"""Sound search: which known items may share a sound with new ones, and at which shift."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import FRAME_MS, Constellation
from earwitness.archive.duplicate_evidence import Alignment, align
from earwitness.archive.duplicate_relations import says_anything
from earwitness.archive.first_looks import LookedAt, Others, others_of
from earwitness.archive.landmark_density import Density
from earwitness.archive.landmark_postings import (
    Hashes,
    Ints,
    Segment,
    meeting_counts,
    segment_of,
)
from earwitness.archive.landmark_votes import Query, Votes, query_of, votes
from earwitness.archive.landmarks import landmarks_of_all
from earwitness.archive.portions import portions

ITEMS_AT_ONCE, PEAKS_AT_ONCE = 512, 200_000
"""Of a query: 40 to 80 MB of landmarks at most, but for one item that is longer alone."""

LOOKED_AT_ONCE = 100_000
"""Peaks of candidates held in memory: 10 MB, but for one candidate that is longer alone."""

FRAMES_A_PEAK = 16
"""Of a long silence as much memory is taken as of a peak every 250 ms."""

Pair = tuple[int, int]
Candidate = tuple[Pair, int]
"""Two items, the first of lower rank, and the shift at which they agree."""


@dataclass(frozen=True, slots=True)
class Known:
    """All items: their sounds, where their peaks stand, and their postings.

    `owners` (the sound of each), `ranks`, `starts` and `counts` (of its peaks) and `lengths` (in
    frames) are of shape (items,).
    """

    items: NDArray[Any]
    sounds: NDArray[Any]
    frames: NDArray[np.int32]
    bins: NDArray[np.uint8]
    segments: Sequence[Segment]
    density: Density
    owners: NDArray[np.int32]
    ranks: Ints
    starts: Ints
    counts: Ints
    lengths: Ints

    def peaks(self, item: int) -> Constellation:
        """The constellation of an item."""
        frames, bins = self.stored(item)
        return Constellation(frames.copy(), bins.astype(np.int32))

    def stored(self, item: int) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        """Frames and bins of its peaks, as they are stored."""
        span = slice(self.starts[item], self.starts[item] + self.counts[item])
        return self.frames[span], self.bins[span]

    def landmarks(
        self, items: Iterable[int]
    ) -> tuple[Hashes, NDArray[np.int32], NDArray[np.int32]]:
        """Their landmarks, common ones as well: hashes, frames, and whose they are, from 0."""
        return landmarks_of_all([self.peaks(item) for item in items], self.density.one_in)

    def aligned(self, pair: Pair, shift: int) -> Alignment:
        """Two items compared at a shift."""
        first, second = pair
        lengths = int(self.lengths[first]), int(self.lengths[second])
        return align(self.peaks(first), self.peaks(second), shift, lengths)


def known_of(
    items: NDArray[Any],
    sounds: NDArray[Any],
    peaks: tuple[NDArray[np.int32], NDArray[np.uint8]],
    segments: Sequence[Segment],
    density: Density,
) -> Known:
    """What is known, with items ranked by their sound's digest: so no order of arrival counts."""
    owners = np.array(items["sound"], dtype=np.int32)
    rank_of_sound = np.empty(len(sounds), dtype=np.int64)
    rank_of_sound[np.argsort(sounds["sound_sha256"], kind="stable")] = np.arange(len(sounds))
    order = np.lexsort((np.arange(len(items)), rank_of_sound[owners]))
    ranks = np.empty(len(items), dtype=np.int64)
    ranks[order] = np.arange(len(items))
    starts, counts = (items[name].astype(np.int64) for name in ("start", "peaks"))
    lengths = np.rint(sounds["duration_ms"] / FRAME_MS).astype(np.int64)[owners]
    return Known(items, sounds, *peaks, segments, density, owners, ranks, starts, counts, lengths)


def batches(known: Known, first: int) -> Iterator[range]:
    """Runs of items from `first` on whose landmarks fit into memory."""
    sizes = np.maximum(known.counts[first:], PEAKS_AT_ONCE // ITEMS_AT_ONCE)
    for own in portions(sizes, PEAKS_AT_ONCE):
        yield range(first + own.start, first + own.stop)


def candidates_of(known: Known, items: range) -> Iterator[Candidate]:
    """Pairs of these items with items of earlier sounds of which something can be said."""
    for found in votes(_query(known, items)):
        yield from _agreeing(known, found)


def candidates_between(known: Known, pairs: Iterable[Pair]) -> Iterator[Candidate]:
    """The same for some pairs of items alone."""
    earlier_of: dict[int, list[int]] = defaultdict(list)
    for pair in pairs:
        earlier_of[max(pair)].append(min(pair))
    for later, items in earlier_of.items():
        query, earlier = _query(known, range(later, later + 1)), np.sort(items)
        for some in portions(known.counts[earlier], PEAKS_AT_ONCE):
            hashes, frames, own = known.landmarks(earlier[some].tolist())
            segment = segment_of(hashes, frames, earlier[some].astype(np.int32)[own])
            for found in votes(query.against(segment)):
                yield from _agreeing(known, found)


def _query(known: Known, items: range) -> Query:
    owners = known.owners[items.start : items.stop]
    lowest = np.searchsorted(known.owners, owners).astype(np.int32)
    place = items.start, len(known.owners), lowest
    return query_of(known.segments, known.landmarks(items), known.density, place)


def _agreeing(known: Known, found: Votes) -> Iterator[Candidate]:
    """Of each pair the shift with the most votes of which something can be said."""
    turned = known.ranks[found.earlier] > known.ranks[found.later]
    told = np.where(turned, -found.shifts, found.shifts)
    order = np.lexsort((told, -found.together, found.earlier, found.later))
    edges = np.flatnonzero(np.diff(found.later, prepend=-1, append=-1))
    for start, end in pairwise(edges.tolist()):
        own = order[start:end]
        yield from _agreeing_with(
            known, int(found.later[start]), found.earlier[own], found.shifts[own]
        )


def _agreeing_with(known: Known, later: int, earlier: Ints, shifts: Ints) -> Iterator[Candidate]:
    """The same for one later item; rows of one pair stand together, the best shift first."""
    looked_at = LookedAt(known.peaks(later), int(known.lengths[later]))
    settled = -1
    sizes = known.counts[earlier] + known.lengths[earlier] // FRAMES_A_PEAK
    for some in portions(sizes, LOOKED_AT_ONCE):
        items, told = earlier[some], shifts[some]
        for look in (looked_at.may_agree, looked_at.agree):
            if not len(items):
                break
            hopeful = look(_others(known, later, items, told))
            items, told = items[hopeful], told[hopeful]
        for item, shift in zip(items.tolist(), told.tolist(), strict=True):
            if item == settled:
                continue
            is_first = known.ranks[item] < known.ranks[later]
            pair, shift = ((item, later), shift) if is_first else ((later, item), -shift)
            if says_anything(known.aligned(pair, shift)):
                settled = item
                yield pair, shift


def _others(known: Known, later: int, items: Ints, shifts: Ints) -> Others:
    stored = [known.stored(item) for item in items.tolist()]
    are_second = known.ranks[items] > known.ranks[later]
    return others_of(stored, shifts, known.lengths[items], are_second)


def newly_common_items(known: Known, first_new: int) -> set[int]:
    """Items that hold a landmark which became common with the items from `first_new` on."""
    touched: list[tuple[Hashes, NDArray[np.int64]]] = []
    for items in batches(known, first_new):
        own, count = np.unique(known.landmarks(items)[0], return_counts=True)
        common = meeting_counts(known.segments, own) > known.density.common
        touched.append((own[common], count[common]))
    if not touched:
        return set()
    hashes, place = np.unique(np.concatenate([own for own, _ in touched]), return_inverse=True)
    new = np.bincount(place, np.concatenate([count for _, count in touched]), len(hashes))
    before = meeting_counts(known.segments, hashes) - new.astype(np.int64)
    return set(_items_with(known.segments, hashes[before <= known.density.common]))


def _items_with(segments: Iterable[Segment], hashes: Hashes) -> Iterator[int]:
    for segment in segments:
        begin, count = segment.meetings(hashes)
        for start, length in zip(begin.tolist(), count.tolist(), strict=True):
            yield from segment.items[start : start + length].tolist()
