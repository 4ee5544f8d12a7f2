"""Votes: landmarks that two items share, counted by the shift between them (Wang 2003, 2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.landmark_postings import Hashes, Ints, Segment

FEWEST_TOGETHER = 4
"""Landmarks at the same shift (±1 frame) that make a candidate. Measured: of 325 pairs of strangers
of 40 s six had so many; they are looked at closely and dropped there."""

MEETINGS_AT_ONCE = 2_000_000
"""Meetings held in memory: some 100 MB."""

SHIFT_BITS, SHIFT_ZERO = 24, 1 << 23
"""Shifts of up to 37 hours."""


@dataclass(frozen=True, slots=True)
class Query:
    """Landmarks of some items, none of them common: `own` numbers the item of each, from 0."""

    hashes: Hashes
    frames: NDArray[np.int32]
    own: NDArray[np.int32]
    items: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Votes:
    """Shifts (frames, from `first` to `second`) with votes enough, the most votes first."""

    first: int
    second: int
    shifts: Ints
    together: Ints


def votes(
    segment: Segment, query: Query, owners: NDArray[np.int32], ranks: NDArray[np.int64]
) -> Iterator[Votes]:
    """Pairs of an item of the segment and a later one of the query, of different owners.

    `owners` and `ranks` are by item; the one of lower rank is `first`, whichever was asked for.
    Memory is bounded: too many meetings are gone through several times, some items each time.
    """
    begin, count = segment.meetings(query.hashes)
    passes = max(1, -(-int(count.sum()) // MEETINGS_AT_ONCE))
    for part in range(passes):
        keys = [
            _keys(segment, query, span, (begin, count), (owners, ranks), (part, passes))
            for span in _spans(count)
        ]
        yield from _together(np.concatenate(keys), query, ranks)


def _spans(count: Ints) -> Iterator[slice]:
    """Runs of landmarks whose meetings fit into memory together."""
    runs = np.cumsum(count) // MEETINGS_AT_ONCE
    edges = [0, *(np.flatnonzero(np.diff(runs)) + 1).tolist(), len(count)]
    for start, end in pairwise(edges):
        yield slice(start, end)


def _keys(
    segment: Segment,
    query: Query,
    span: slice,
    found: tuple[Ints, Ints],
    known: tuple[NDArray[np.int32], NDArray[np.int64]],
    part: tuple[int, int],
) -> Ints:
    """One number a meeting: the two items, and the shift."""
    begin, count = found[0][span], found[1][span]
    owners, ranks = known
    landmark = np.repeat(np.arange(len(count)), count)
    steps = np.arange(len(landmark)) - np.repeat(np.cumsum(count) - count, count)
    place = begin[landmark] + steps
    theirs, own = segment.items[place], query.own[span][landmark]
    mine = query.items[own]
    wanted = (theirs < mine) & (owners[theirs] != owners[mine]) & (theirs % part[1] == part[0])
    theirs, mine, own = theirs[wanted], mine[wanted], own[wanted]
    shift = query.frames[span][landmark[wanted]].astype(np.int64) - segment.frames[place[wanted]]
    shift = np.where(ranks[theirs] < ranks[mine], shift, -shift)
    pairs = theirs.astype(np.int64) * len(query.items) + own
    keys: Ints = pairs << SHIFT_BITS | shift + SHIFT_ZERO
    return keys


def _together(keys: Ints, query: Query, ranks: NDArray[np.int64]) -> Iterator[Votes]:
    """The shifts of each pair that have votes enough with their neighbours."""
    places, count = np.unique(keys, return_counts=True)
    near = count.copy()
    neighbours = places[1:] - places[:-1] == 1
    near[1:][neighbours] += count[:-1][neighbours]
    near[:-1][neighbours] += count[1:][neighbours]
    enough = near >= FEWEST_TOGETHER
    places, near = places[enough], near[enough]
    pairs = places >> SHIFT_BITS
    order = np.lexsort((places, -near, pairs))
    places, near, pairs = places[order], near[order], pairs[order]
    edges = [0, *(np.flatnonzero(np.diff(pairs)) + 1).tolist(), len(pairs)]
    for start, end in pairwise(edges):
        if start == end:
            continue
        theirs, own = divmod(int(pairs[start]), len(query.items))
        mine = int(query.items[own])
        first, second = (theirs, mine) if ranks[theirs] < ranks[mine] else (mine, theirs)
        shifts = (places[start:end] & ((1 << SHIFT_BITS) - 1)) - SHIFT_ZERO
        yield Votes(first, second, shifts, near[start:end])
