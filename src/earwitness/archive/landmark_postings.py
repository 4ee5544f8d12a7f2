"""Postings: which item has which landmark where, in segments sorted by landmark.

A segment is three arrays, in memory or mapped from files. Items are whole in one segment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MERGED_AT_ONCE = 4_000_000
"""Landmarks held in memory while segments are merged: 48 MB and as much for sorting."""

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]
Frames = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Segment:
    """Landmarks sorted by `hashes`; item and frame of each. All of shape (landmarks,)."""

    hashes: Hashes
    items: Frames
    frames: Frames

    def __len__(self) -> int:
        return len(self.hashes)

    def meetings(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """For each hash: where its like begin in this segment, and how many they are.

        Several times quicker where `hashes` are sorted: then neighbours are looked up in memory
        that is at hand.
        """
        begin = np.searchsorted(self.hashes, hashes, side="left")
        return begin, np.searchsorted(self.hashes, hashes, side="right") - begin


def segment_of(hashes: Hashes, frames: Frames, items: Frames) -> Segment:
    """The segment of some landmarks. Of equal ones those of lower items come first, if `items` go
    up."""
    order = sorting(hashes)
    return Segment(hashes[order], items[order], frames[order])


def sorting(hashes: Hashes) -> Ints:
    """The stable order of hashes: as numbers of 64 bits, which sort several times faster."""
    keys = hashes.astype(np.int64) << 32 | np.arange(len(hashes))
    keys.sort()
    return keys & 0xFFFFFFFF


def meeting_counts(segments: Sequence[Segment], hashes: Hashes) -> Ints:
    """How often each hash stands in all segments together."""
    total = np.zeros(len(hashes), dtype=np.int64)
    for segment in segments:
        total += segment.meetings(hashes)[1]
    return total


def merged(segments: Sequence[Segment]) -> Iterator[Segment]:
    """One sorted sequence of all, in pieces that fit into memory."""
    total = sum(map(len, segments))
    pieces = max(1, -(-total // MERGED_AT_ONCE))
    longest = max(segments, key=len)
    places = np.linspace(0, len(longest), pieces + 1).astype(np.int64)[1:-1]
    edges = np.unique(longest.hashes[places])
    starts = [0] * len(segments)
    for edge in [*edges.tolist(), None]:
        ends = [
            len(one) if edge is None else int(np.searchsorted(one.hashes, np.uint32(edge)))
            for one in segments
        ]
        spans = [slice(*span) for span in zip(starts, ends, strict=True)]
        yield _sorted(
            [
                Segment(one.hashes[span], one.items[span], one.frames[span])
                for one, span in zip(segments, spans, strict=True)
            ]
        )
        starts = ends


def _sorted(parts: Sequence[Segment]) -> Segment:
    hashes = np.concatenate([one.hashes for one in parts])
    items = np.concatenate([one.items for one in parts])
    frames = np.concatenate([one.frames for one in parts])
    return segment_of(hashes, frames, items)
