"""Channels: sound that is read piece by piece, so that hours of it need little memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

SAMPLES_AT_ONCE = 480_000
"""A minute at 8 kHz, 2 MB: what is worked on at once."""

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


class Channel(Protocol):
    """One channel, float32 in −1…1: its length in samples, and any span of it.

    An array of shape (time,) is one; so is a file that is read where it is asked for.
    """

    def __len__(self) -> int: ...

    def __getitem__(self, place: slice, /) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Mix:
    """The mean of some channels of one length."""

    channels: Sequence[Channel]

    def __len__(self) -> int:
        return len(self.channels[0])

    def __getitem__(self, place: slice, /) -> NDArray[np.float32]:
        own = np.stack([channel[place] for channel in self.channels])
        mean: NDArray[np.float32] = own.mean(axis=0, dtype=np.float32)
        return mean


def blocks(channel: Channel, multiple: int = 1) -> Iterator[NDArray[np.float32]]:
    """The channel from beginning to end; each block but the last a multiple of so many samples."""
    size = max(1, SAMPLES_AT_ONCE // multiple) * multiple
    for start in range(0, len(channel), size):
        yield channel[start : start + size]


def long_runs(flags: Iterable[Flags], least: float) -> Places:
    """Runs of true flags of at least so many: first place, and the one behind. Shape (runs, 2)."""
    found, place, opened = [np.zeros((0, 2), dtype=np.int64)], 0, -1
    for own in flags:
        changes = np.diff(np.concatenate(([opened >= 0], own)).astype(np.int8))
        starts, ends = (np.flatnonzero(changes == sign) + place for sign in (1, -1))
        if opened >= 0:
            starts = np.concatenate(([opened], starts))
        opened = int(starts[-1]) if len(starts) > len(ends) else -1
        runs = np.stack([starts[: len(ends)], ends], axis=1)
        found.append(runs[runs[:, 1] - runs[:, 0] >= least])
        place += len(own)
    if opened >= 0 and place - opened >= least:
        found.append(np.array([[opened, place]], dtype=np.int64))
    return np.concatenate(found)
