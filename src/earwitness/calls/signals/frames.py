"""Short-time spectra of one channel, block by block, and the two strongest sines of each frame."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import SoundSource

Reals = NDArray[np.float64]

FRAMES_A_BLOCK = 512

LOWEST, HIGHEST = 250.0, 3400.0
"""Hz. What a telephone carries (ITU-T G.712: 300 to 3400 Hz), without mains hum below."""

LOBE = 2
"""Bins on each side of a sine that hold its energy under a Hann window (Harris 1978, table 1)."""


@dataclass(frozen=True, slots=True)
class Framing:
    """Frames of `size` samples, one every `hop` samples, at `rate` Hz."""

    rate: int
    size: int
    hop: int

    @classmethod
    def of(cls, rate: int, *, size_ms: float, hop_ms: float) -> "Framing":
        """Of so many ms."""
        return cls(rate, round(rate * size_ms / 1000), round(rate * hop_ms / 1000))

    def count(self, length: int) -> int:
        """Frames in so many samples."""
        return max(0, (length - self.size) // self.hop + 1)

    def centre_ms(self, frame: float) -> float:
        """The middle of a frame, in ms."""
        return 1000 * (frame * self.hop + self.size / 2) / self.rate

    def bins(self) -> Reals:
        """Hz of each bin of a spectrum."""
        return np.asarray(np.fft.rfftfreq(self.size, 1 / self.rate), dtype=np.float64)


def power_blocks(source: SoundSource, channel: int, framing: Framing) -> Iterator[Reals]:
    """Power spectra in blocks of shape (frames, bins), in order.

    Scaled so that the bins of a sine add up to its mean square.
    """
    window = np.hanning(framing.size)
    scale = 2 / (framing.size * np.sum(window**2))
    total = framing.count(source.length)
    for first in range(0, total, FRAMES_A_BLOCK):
        count = min(FRAMES_A_BLOCK, total - first)
        start = first * framing.hop
        end = start + (count - 1) * framing.hop + framing.size
        samples = source.read(channel, start, end)
        frames = np.lib.stride_tricks.sliding_window_view(samples, framing.size)[:: framing.hop]
        spectra = np.fft.rfft(frames * window)
        yield (spectra.real**2 + spectra.imag**2) * scale


def strongest(power: Reals, bins: Reals, low: float, high: float) -> tuple[Reals, Reals]:
    """Hz and power of the strongest sine of each frame between two frequencies.

    The frequency is that of a parabola through the logarithms of the bins around the peak
    (Smith and Serra 1987, PARSHL, section 4).
    """
    first, last = int(np.searchsorted(bins, low)), int(np.searchsorted(bins, high, "right"))
    first, last = max(1, first), min(last, power.shape[1] - 1)
    rows = np.arange(len(power))
    peak = first + np.argmax(power[:, first:last], axis=1)
    left, middle, right = (np.log(power[rows, peak + step] + 1e-30) for step in (-1, 0, 1))
    bend = left - 2 * middle + right
    shift = np.where(np.abs(bend) > 1e-12, 0.5 * (left - right) / np.minimum(bend, -1e-12), 0.0)
    hertz = bins[peak] + np.clip(shift, -0.5, 0.5) * (bins[1] - bins[0])
    return hertz, energy_around(power, peak)


def energy_around(power: Reals, peak: NDArray[np.intp]) -> Reals:
    """Power in the lobe around a bin of each frame."""
    rows = np.arange(len(power))
    places = [np.clip(peak + step, 0, power.shape[1] - 1) for step in range(-LOBE, LOBE + 1)]
    return np.asarray(np.sum([power[rows, place] for place in places], axis=0))


def without_lobes(power: Reals, bins: Reals, hertz: Reals) -> Reals:
    """The same with nothing within a lobe, and a bin more, of a frequency of each frame."""
    out = power.copy()
    rows = np.arange(len(power))
    peak = np.round(hertz / (bins[1] - bins[0])).astype(int)
    for step in range(-LOBE - 1, LOBE + 2):
        out[rows, np.clip(peak + step, 0, power.shape[1] - 1)] = 0.0
    return out


def band_power(power: Reals, bins: Reals, low: float = LOWEST, high: float = HIGHEST) -> Reals:
    """Power of each frame between two frequencies."""
    return np.asarray(power[:, (bins >= low) & (bins <= high)].sum(axis=1))


def decibels(power: Reals | float) -> Reals:
    """10 log10; silence is −120 dB, below the rounding of 16 bits (−98 dB)."""
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)))
