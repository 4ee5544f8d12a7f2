"""Channels as they must be listened to if nothing may hide in them: what differs, and louder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.laid_over import LaidOver
from earwitness.calls.ports import Samples, SoundSource

Gains = NDArray[np.float64]

BLOCK = 1_000_000
"""Samples that are read at once: a minute at 16 kHz."""

ALIKE = 0.5
"""A channel is alike to the first if no more of its energy than this stays when a multiple of the
first is taken off. Estimate. What is taken off is heard in the first, so nothing is lost."""

ROUNDING = np.float32(2 / 32768)
"""Two steps of 16 bits: what rounding leaves of two channels that are the same."""

WINDOW_SECONDS = 0.5
"""In which loudness is measured."""

TARGET, QUIETEST = 10 ** (-23 / 20), 10 ** (-80 / 20)
"""Level (RMS) to which quiet sound is raised: that of speech on the telephone (estimate). Below
−80 dBFS 16 bits hold no speech that can be understood (quantisation noise lies at −98 dBFS)."""


@dataclass(frozen=True, slots=True)
class ChannelsApart(LaidOver):
    """A `SoundSource` over another, in which a channel that is alike to the first is only what
    differs between them: a whisper beside music on both, or mixed in with turned phase.

    `shares` are the multiples of the first channel that are taken off, by channel.
    """

    shares: tuple[float, ...]

    @classmethod
    def of(cls, source: SoundSource) -> Self:
        """Compare every channel with the first; reads the sound once."""
        count = source.channels
        first, other, both = 0.0, np.zeros(count), np.zeros(count)
        for start in range(0, source.length if count > 1 else 0, BLOCK):
            one = source.read(0, start, start + BLOCK).astype(np.float64)
            first += float(one @ one)
            for channel in range(1, count):
                own = source.read(channel, start, start + BLOCK).astype(np.float64)
                other[channel] += own @ own
                both[channel] += own @ one
        return cls(
            source,
            tuple(_share(first, float(o), float(b)) for o, b in zip(other, both, strict=True)),
        )

    def read(self, channel: int, start: int, end: int) -> Samples:
        """As `SoundSource.read`."""
        own = self.source.read(channel, start, end)
        share = self.shares[channel]
        if not share:
            return own
        rest = own - np.float32(share) * self.source.read(0, start, end)
        return np.where(np.abs(rest) < ROUNDING, np.float32(0), rest)


def _share(first: float, other: float, both: float) -> float:
    """How much of the first channel is in another, by least squares; 0 if it is another sound."""
    if not first or not other:
        return 0.0
    share = both / first
    left = other - share * both
    return share if left <= ALIKE * other else 0.0


@dataclass(frozen=True, slots=True)
class Louder(LaidOver):
    """A `SoundSource` over another, its quiet parts raised to the level of speech.

    `gains` are factors in the middle of each window, shape (channels, windows).
    """

    gains: Gains

    @classmethod
    def of(cls, source: SoundSource) -> Self:
        """Measure every window; reads the sound once. Loud neighbours keep a window down, so that
        the ends of words are not torn up."""
        window = int(WINDOW_SECONDS * source.sample_rate)
        count = max(1, -(-source.length // window))
        levels = np.zeros((source.channels, count))
        step = window * max(1, BLOCK // window)
        for channel in range(source.channels):
            for start in range(0, source.length, step):
                own = source.read(channel, start, start + step).astype(np.float64)
                padded = np.pad(own, (0, -len(own) % window)).reshape(-1, window)
                place = start // window
                levels[channel, place : place + len(padded)] = np.sqrt((padded**2).mean(axis=1))
        around = np.pad(levels, ((0, 0), (1, 1)))
        loudest = np.maximum(np.maximum(around[:, :-2], around[:, 2:]), levels)
        gains = np.where(
            loudest > QUIETEST, np.maximum(1.0, TARGET / np.maximum(loudest, QUIETEST)), 1.0
        )
        return cls(source, gains)

    @property
    def raised(self) -> bool:
        """Whether any part is raised at all."""
        return bool((self.gains > 1.0).any())

    def sounding(self, channel: int) -> bool:
        """Whether there is anything to hear on a channel."""
        window = int(WINDOW_SECONDS * self.sample_rate)
        own = self.source.read(channel, 0, 10 * window)
        return bool(len(own)) and float(np.sqrt(np.mean(own.astype(np.float64) ** 2))) > QUIETEST

    def read(self, channel: int, start: int, end: int) -> Samples:
        """As `SoundSource.read`."""
        first = max(0, start)
        own = self.source.read(channel, first, end)
        window = WINDOW_SECONDS * self.sample_rate
        middles = (np.arange(self.gains.shape[1]) + 0.5) * window
        factors = np.interp(np.arange(first, first + len(own)), middles, self.gains[channel])
        raised: Samples = np.clip(own * factors.astype(np.float32), -1.0, 1.0)
        return raised


def outside(
    spans: Sequence[tuple[int, int]], covered: Sequence[tuple[int, int]], least_ms: int
) -> list[tuple[int, int]]:
    """What of the spans lies in none of the covered ones, at least so long; in order, in ms."""
    left: list[tuple[int, int]] = []
    for start, end in spans:
        for first, last in covered:
            if last <= start or first >= end:
                continue
            if first - start >= least_ms:
                left.append((start, first))
            start = max(start, last)
        if end - start >= least_ms:
            left.append((start, end))
    return left
