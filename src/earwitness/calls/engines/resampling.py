"""Sound at another rate, read piece by piece, as if the whole had been resampled at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import gcd

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from earwitness.calls.ports import Samples, SoundSource

MARGIN = 256
"""Samples of the slower rate that are read on both sides of a piece, for the filter. FFmpeg's
resampler weighs 32 of them (libswresample, `filter_size`)."""


@dataclass(frozen=True, slots=True)
class Resampled:
    """A `SoundSource` over another, at another rate. Times do not shift."""

    source: SoundSource
    sample_rate: int

    @property
    def channels(self) -> int:
        """As of the source."""
        return self.source.channels

    @property
    def length(self) -> int:
        """Samples of one channel, the last one cut off."""
        return self.source.length * self.sample_rate // self.source.sample_rate

    def read(self, channel: int, start: int, end: int) -> Samples:
        """As `SoundSource.read`."""
        first, last = max(0, start), min(self.length, end)
        if last <= first:
            return np.zeros(0, dtype=np.float32)
        common = gcd(self.source.sample_rate, self.sample_rate)
        down, up = self.source.sample_rate // common, self.sample_rate // common
        margin = -(-MARGIN * max(1, -(-down // up)) // down)
        begin = max(0, first // up - margin)  # in steps in which both rates have a sample
        stop = -(-last // up) + margin
        piece = self.source.read(channel, begin * down, stop * down)
        offset = first - begin * up
        wanted = last - first
        out = at_rate(piece, self.source.sample_rate, self.sample_rate)[offset : offset + wanted]
        return np.pad(out, (0, wanted - len(out))) if len(out) < wanted else out


def resampled(source: SoundSource, sample_rate: int) -> SoundSource:
    """The source itself where it has this rate already."""
    return source if source.sample_rate == sample_rate else Resampled(source, sample_rate)


def at_rate(samples: Samples, rate: int, wanted: int) -> Samples:
    """One channel at another rate, float32."""
    if rate == wanted or not len(samples):
        return samples
    return np.concatenate(list(pieces_at_rate([samples], rate, wanted)))


def pieces_at_rate(pieces: Iterable[Samples], rate: int, wanted: int) -> Iterator[Samples]:
    """One channel at another rate (FFmpeg's resampler), piece by piece: the same as if it came in
    one."""
    resampler = AudioResampler(format="flt", layout="mono", rate=wanted)
    for piece in pieces:
        own = np.ascontiguousarray(piece)[np.newaxis, :]
        frame = AudioFrame.from_ndarray(own, format="flt", layout="mono")
        frame.sample_rate = rate
        yield from _samples_of(resampler.resample(frame))
    yield from _samples_of(resampler.resample(None))


def _samples_of(frames: Iterable[AudioFrame]) -> Iterator[Samples]:
    for frame in frames:
        yield frame.to_ndarray().reshape(-1).astype(np.float32, copy=False)
