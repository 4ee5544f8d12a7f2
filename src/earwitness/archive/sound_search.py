"""Sound search: which known items may share a sound with new ones, and at which shift."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import FRAME_MS, Constellation
from earwitness.archive.duplicate_evidence import Alignment, align
from earwitness.archive.duplicate_relations import LEAST_SECONDS
from earwitness.archive.landmark_density import Density
from earwitness.archive.landmark_postings import (
    Hashes,
    Segment,
    meeting_counts,
    segment_of,
)
from earwitness.archive.landmark_votes import Query, Votes, votes
from earwitness.archive.landmarks import landmarks_of
from earwitness.archive.peak_maps import PeakMaps

ITEMS_AT_ONCE, PEAKS_AT_ONCE = 64, 100_000
"""Of a query: 20 to 40 MB of landmarks at most, but for one item that is longer alone."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """All items: their sounds, where their peaks stand, and their postings."""

    items: NDArray[Any]
    sounds: NDArray[Any]
    frames: NDArray[np.int32]
    bins: NDArray[np.uint8]
    segments: Sequence[Segment]
    density: Density
    owners: NDArray[np.int32]
    ranks: NDArray[np.int64]

    def peaks(self, item: int) -> Constellation:
        """The constellation of an item."""
        start = int(self.items["start"][item])
        end = start + int(self.items["peaks"][item])
        return Constellation(
            np.array(self.frames[start:end]), self.bins[start:end].astype(np.int32)
        )

    def length(self, item: int) -> int:
        """The length of its recording, in frames."""
        return round(int(self.sounds["duration_ms"][self.owners[item]]) / FRAME_MS)

    def landmarks(self, item: int) -> tuple[Hashes, NDArray[np.int32]]:
        """Its landmarks, common ones as well."""
        return landmarks_of(self.peaks(item), self.density.one_in)

    def uncommon(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Which hashes are met seldom enough to say something."""
        flags: NDArray[np.bool_] = meeting_counts(self.segments, hashes) <= self.density.common
        return flags

    def aligned(self, pair: Pair, shift: int) -> Alignment:
        """Two items compared at a shift."""
        first, second = pair
        lengths = self.length(first), self.length(second)
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
    return Known(items, sounds, *peaks, segments, density, owners, ranks)


def batches(items: NDArray[Any], first: int) -> Iterator[range]:
    """Runs of items from `first` on whose landmarks fit into memory."""
    start, filled = first, 0
    for item in range(first, len(items)):
        own = int(items["peaks"][item])
        if item > start and (filled + own > PEAKS_AT_ONCE or item - start >= ITEMS_AT_ONCE):
            yield range(start, item)
            start, filled = item, 0
        filled += own
    if start < len(items):
        yield range(start, len(items))


def candidates_of(known: Known, items: range) -> Iterator[tuple[Pair, int]]:
    """Pairs of these items with earlier ones that agree for some seconds, and the shift."""
    maps: dict[int, PeakMaps] = {}
    query = _query(known, items)
    for segment in known.segments:
        for found in votes(segment, query, known.owners, known.ranks):
            shift = _agreed(known, found, maps, set(items))
            if shift is not None:
                yield (found.first, found.second), shift


def candidate_between(known: Known, pair: Pair) -> int | None:
    """The shift at which two items agree, by their landmarks alone; None if they do not."""
    earlier, later = sorted(pair)
    segment = segment_of([known.landmarks(earlier)], [earlier])
    query = _query(known, range(later, later + 1))
    for found in votes(segment, query, known.owners, known.ranks):
        return _agreed(known, found, {}, {later})
    return None


def _query(known: Known, items: range) -> Query:
    found = [known.landmarks(item) for item in items]
    hashes = np.concatenate([one for one, _ in found])
    frames = np.concatenate([one for _, one in found])
    own = np.repeat(np.arange(len(items), dtype=np.int32), [len(one) for one, _ in found])
    kept = known.uncommon(hashes)
    return Query(hashes[kept], frames[kept], own[kept], np.array(items, dtype=np.int32))


def _agreed(known: Known, found: Votes, maps: dict[int, PeakMaps], mapped: set[int]) -> int | None:
    """The shift with the most votes at which both hold the same for long enough."""
    is_first = found.first in mapped
    own, other = (found.first, found.second) if is_first else (found.second, found.first)
    if own not in maps:
        maps[own] = PeakMaps(known.peaks(own))
    peaks, lengths = known.peaks(other), (known.length(found.first), known.length(found.second))
    for shift in found.shifts.tolist():
        if not maps[own].may_agree(peaks, shift, lengths, is_first=is_first, seconds=LEAST_SECONDS):
            continue
        alignment = known.aligned((found.first, found.second), shift)
        if np.count_nonzero(alignment.same) >= LEAST_SECONDS:
            return int(shift)
    return None


def newly_common_items(known: Known, first_new: int) -> set[int]:
    """Items that hold a landmark which became common with the items from `first_new` on."""
    touched: list[tuple[Hashes, NDArray[np.int64]]] = []
    for items in batches(known.items, first_new):
        hashes = np.concatenate([known.landmarks(item)[0] for item in items])
        own, count = np.unique(hashes, return_counts=True)
        common = ~known.uncommon(own)
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
