"""Candidates: an inverted index of landmarks says which tracks may share a sound, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import Constellation
from earwitness.archive.landmarks import landmarks_of

KEPT_ONE_IN = 4
MOST_LANDMARKS = 200_000_000
"""Above this, fewer are kept (one in 8, in 16 …), so that the index stays below 5 GB. It holds
about 640 hours of mono sound at one in four. Estimate: 86 landmarks a second."""

FEWEST_TOGETHER = 4
"""Landmarks at the same shift (±1 frame) that make a candidate. Measured: among 28 calls of 40 s
seven pairs of strangers passed, with 4 to 8; they are looked at closely and dropped there."""

COMMON, COMMON_TIMES = 100, 20
"""A landmark met more often than both says nothing: tones, hold music, an announcement that stands
in every call. Estimate."""

BATCH_MEETINGS = 20_000_000
SHIFT_BITS, SHIFT_ZERO = 24, 1 << 23
"""Shifts of up to 37 hours."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Item:
    """One track of one recording: `owner` numbers the recording."""

    owner: int
    peaks: Constellation


@dataclass(frozen=True, slots=True)
class Candidate:
    """Items (by place) that may share a sound: frame t of `first` is t + `shift` of `second`."""

    first: int
    second: int
    shift: int
    together: int


@dataclass(frozen=True, slots=True)
class _Index:
    """All landmarks by item (`hashes`, `frames`, `ends`), and by hash (`order`)."""

    hashes: NDArray[np.uint32]
    frames: NDArray[np.int32]
    ends: Ints
    order: Ints
    sorted_hashes: NDArray[np.uint32]


def one_in(items: Sequence[Item]) -> int:
    """One landmark out of how many is kept for an archive of this size."""
    expected = sum(4.3 * len(item.peaks) for item in items)
    kept = KEPT_ONE_IN
    while expected * KEPT_ONE_IN / kept > MOST_LANDMARKS:
        kept *= 2
    return kept


def find_candidates(items: Sequence[Item]) -> Iterator[Candidate]:
    """Pairs of items of different recordings, each with its best shift.

    Each landmark is looked up once: the cost grows with meetings, not with pairs of recordings.
    """
    index = _build(items)
    common = _common(index.sorted_hashes)
    owners = np.array([item.owner for item in items], dtype=np.int64)
    for first, last in _batches(index, common):
        yield from _of_batch(index, owners, first, last, common)


def _build(items: Sequence[Item]) -> _Index:
    kept = one_in(items)
    found = [landmarks_of(item.peaks, kept) for item in items]
    nothing = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int32)
    hashes = np.concatenate([nothing[0], *(one for one, _ in found)])
    frames = np.concatenate([nothing[1], *(one for _, one in found)])
    order = np.argsort(hashes, kind="stable")
    ends = np.cumsum([len(one) for one, _ in found], dtype=np.int64)
    return _Index(hashes, frames, ends, order, hashes[order])


def _common(sorted_hashes: NDArray[np.uint32]) -> int:
    """How often a landmark may be met before it says nothing."""
    different = 1 + int(np.count_nonzero(np.diff(sorted_hashes)))
    return max(COMMON, round(COMMON_TIMES * len(sorted_hashes) / different))


def _batches(index: _Index, common: int) -> Iterator[tuple[int, int]]:
    """Runs of items (first, last + 1) whose meetings fit into memory."""
    first, filled = 0, 0
    for item in range(len(index.ends)):
        _, meetings = _meetings(index, item, item + 1, common)
        own = int(meetings.sum())
        if filled and filled + own > BATCH_MEETINGS:
            yield first, item
            first, filled = item, 0
        filled += own
    if len(index.ends):
        yield first, len(index.ends)


def _meetings(index: _Index, first: int, last: int, common: int) -> tuple[Ints, Ints]:
    """For each landmark of these items: where its like begin in `order`, and how many."""
    hashes = index.hashes[_start(index, first) : index.ends[last - 1]]
    begin = np.searchsorted(index.sorted_hashes, hashes, side="left")
    count = np.searchsorted(index.sorted_hashes, hashes, side="right") - begin
    return begin, np.where(count > common, 0, count)


def _start(index: _Index, item: int) -> int:
    return int(index.ends[item - 1]) if item else 0


def _of_batch(
    index: _Index, owners: Ints, first: int, last: int, common: int
) -> Iterator[Candidate]:
    begin, count = _meetings(index, first, last, common)
    own = np.repeat(np.arange(len(count)) + _start(index, first), count)
    steps = np.arange(len(own)) - np.repeat(np.cumsum(count) - count, count)
    other = index.order[np.repeat(begin, count) + steps]
    mine = np.searchsorted(index.ends, own, side="right")
    theirs = np.searchsorted(index.ends, other, side="right")
    apart = (theirs < mine) & (owners[theirs] != owners[mine])
    shift = index.frames[own[apart]].astype(np.int64) - index.frames[other[apart]]
    pairs = theirs[apart] * len(index.ends) + mine[apart]
    yield from _together(pairs << SHIFT_BITS | shift + SHIFT_ZERO, len(index.ends))


def _together(meetings: Ints, item_count: int) -> Iterator[Candidate]:
    """The best shift of each pair that has enough meetings at one."""
    places, count = np.unique(meetings, return_counts=True)
    near = count.copy()
    neighbours = places[1:] - places[:-1] == 1
    near[1:][neighbours] += count[:-1][neighbours]
    near[:-1][neighbours] += count[1:][neighbours]
    enough = near >= FEWEST_TOGETHER
    places, near = places[enough], near[enough]
    pairs = places >> SHIFT_BITS
    order = np.lexsort((places, -near, pairs))
    _, best = np.unique(pairs[order], return_index=True)
    for place in order[best]:
        first, second = divmod(int(pairs[place]), item_count)
        shift = int(places[place] & ((1 << SHIFT_BITS) - 1)) - SHIFT_ZERO
        yield Candidate(first, second, shift, int(near[place]))
