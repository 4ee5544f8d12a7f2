"""The outline of a recording: how loud it is, moment by moment, small enough to be drawn."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

HEIGHTS_PER_SECOND = 50
"""Enough to tell syllables apart; a height is a fiftieth of a second. Estimate."""

BLOCK_SECONDS = 60
Heights = NDArray[np.uint8]


class Channel(Protocol):
    """One channel: any span of it as float32 in -1 to 1."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: slice, /) -> NDArray[np.float32]: ...


def heights(channel: Channel, rate: int) -> Heights:
    """One height for each 1/50 s of a channel: the square root of the loudest sample, 0 to 255.

    The root lifts quiet voices on a telephone line to where they can be seen. `rate` in Hz. The
    channel is read minute by minute, so hours fit.
    """
    found = list(_of_blocks(channel, rate))
    return np.concatenate(found) if found else np.zeros(0, np.uint8)


def _of_blocks(channel: Channel, rate: int) -> Iterator[Heights]:
    step = rate * BLOCK_SECONDS  # whole seconds, so that no block begins within a height
    for start in range(0, len(channel), step):
        values = np.abs(channel[start : start + step])
        count = -(-len(values) * HEIGHTS_PER_SECOND // rate)
        edges = np.arange(count) * rate // HEIGHTS_PER_SECOND
        loudest = np.maximum.reduceat(values, edges)
        yield np.round(np.sqrt(np.minimum(loudest, 1)) * 255).astype(np.uint8)


def reduced(values: Heights, points: int) -> Heights:
    """The same in at most `points` heights, each the largest of its stretch."""
    if len(values) <= points or points < 1:
        return values
    edges: Sequence[int] = np.linspace(0, len(values), points, endpoint=False).astype(int).tolist()
    return np.maximum.reduceat(values, edges)
