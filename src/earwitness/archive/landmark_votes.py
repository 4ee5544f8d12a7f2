"""Votes: landmarks that two items share, counted by the shift between them (Wang 2003, 2.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from earwitness.archive.landmark_density import Density
from earwitness.archive.landmark_postings import Frames, Hashes, Ints, Segment, sorting
from earwitness.archive.portions import portions

MEETINGS_AT_ONCE = 2_000_000
"""Meetings held in memory: some 100 MB."""

SHIFT_BITS, SHIFT_ZERO = 24, 1 << 23
"""Shifts of up to 37 hours."""

Found = Sequence[tuple[Ints, Ints]]
"""For each segment: where the like of each landmark of a query begin, and how many they are."""


@dataclass(frozen=True, slots=True)
class Query:
    """Landmarks of the items from `first_item` on, and their like in all `segments`.

    `own` numbers the item of each landmark, from 0; `items` is how many items are known, `lowest`
    the first item of each query item's sound: those below it are earlier sounds. `together` (at
    least 2) landmarks at the same shift, ±1 frame, are votes enough.
    """

    segments: Sequence[Segment]
    hashes: Hashes
    frames: Frames
    own: Frames
    found: Found
    first_item: int
    items: int
    lowest: Frames
    together: int

    def against(self, segment: Segment) -> "Query":
        """The same landmarks, looked up in another segment only."""
        return replace(self, segments=[segment], found=[segment.meetings(self.hashes)])


@dataclass(frozen=True, slots=True)
class Votes:
    """Shifts with votes enough: `later` items of the query, `earlier` ones, `shifts` in frames from
    the earlier to the later, and how many votes stand `together` at each. All of shape (shifts,),
    ordered by later and earlier item."""

    later: Ints
    earlier: Ints
    shifts: Ints
    together: Ints


def query_of(
    segments: Sequence[Segment],
    landmarks: tuple[Hashes, Frames, Frames],
    density: Density,
    items: tuple[int, int, Frames],
) -> Query:
    """A query with those of its landmarks (hashes, frames, own) that are not common.

    `items` is `first_item`, `items` and `lowest`.
    """
    order = sorting(landmarks[0])
    hashes = landmarks[0][order]
    found = [segment.meetings(hashes) for segment in segments]
    met = _sums(found, len(hashes))
    kept = np.flatnonzero((met > 0) & (met <= density.common))
    frames, own = (one[order[kept]] for one in landmarks[1:])
    few = [(begin[kept], count[kept]) for begin, count in found]
    return Query(segments, hashes[kept], frames, own, few, *items, density.together)


def _sums(found: Found, landmarks: int) -> Ints:
    """How often each landmark is met in all segments together."""
    total = np.zeros(landmarks, dtype=np.int64)
    for _, count in found:
        total += count
    return total


def votes(query: Query) -> Iterator[Votes]:
    """The shifts between items of the query and items of earlier sounds.

    Memory is bounded: a few items of the query at a time; if one has too many meetings alone, some
    of the earlier items at a time.
    """
    met = _sums(query.found, len(query.own))
    by_item = np.bincount(query.own, met, len(query.lowest)).astype(np.int64)
    order = np.argsort(query.own.astype(np.uint16), kind="stable")
    behind = np.cumsum(np.bincount(query.own, minlength=len(by_item)))
    for run in portions(by_item, MEETINGS_AT_ONCE):
        own = order[behind[run.start - 1] if run.start else 0 : behind[run.stop - 1]]
        own.sort()
        passes = max(1, -(-int(by_item[run].sum()) // (2 * MEETINGS_AT_ONCE)))
        for part in range(passes):
            yield _together(_keys(query, own, (part, passes)), query)


def _keys(query: Query, landmarks: Ints, part: tuple[int, int]) -> Ints:
    """One number for each meeting of these landmarks: the two items, and the shift."""
    keys = [np.zeros(0, np.int64)]
    for segment, (begin, count) in zip(query.segments, query.found, strict=True):
        for some in portions(count[landmarks], MEETINGS_AT_ONCE):
            here = landmarks[some]
            keys.append(_keys_of(segment, query, here, begin[here], count[here], part))
    return np.concatenate(keys)


def _keys_of(
    segment: Segment, query: Query, landmarks: Ints, begin: Ints, count: Ints, part: tuple[int, int]
) -> Ints:
    own = query.own[landmarks]
    place = np.arange(int(count.sum())) + np.repeat(begin - (np.cumsum(count) - count), count)
    theirs = segment.items[place]
    wanted = theirs < np.repeat(query.lowest[own], count)
    if part[1] > 1:
        wanted &= theirs % part[1] == part[0]
    mine = (own.astype(np.int64) * query.items << SHIFT_BITS) + query.frames[landmarks]
    keys: Ints = np.repeat(mine + SHIFT_ZERO, count)[wanted]
    keys += theirs[wanted].astype(np.int64) << SHIFT_BITS
    keys -= segment.frames[place[wanted]]
    return keys


def _together(keys: Ints, query: Query) -> Votes:
    """The shifts of each pair that have votes enough with their neighbours."""
    keys.sort()
    # Most meetings are chance. Shifts with votes enough lie in runs of keys within two frames.
    close = keys[query.together - 1 :] - keys[: 1 - query.together] <= 2
    kept = np.zeros(len(keys), dtype=np.bool_)
    for by in range(query.together):
        kept[by : by + len(close)] |= close
    places, count = np.unique(keys[kept], return_counts=True)
    near = count.copy()
    neighbours = np.diff(places) == 1
    near[1:][neighbours] += count[:-1][neighbours]
    near[:-1][neighbours] += count[1:][neighbours]
    enough = near >= query.together
    places, near = places[enough], near[enough]
    own, earlier = np.divmod(places >> SHIFT_BITS, query.items)
    shifts = (places & ((1 << SHIFT_BITS) - 1)) - SHIFT_ZERO
    return Votes(own + query.first_item, earlier, shifts, near)
