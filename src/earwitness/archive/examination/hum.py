"""Mains hum: whether it is there, and where its phase jumps.

The phase of the mains runs on whether anybody speaks or not; a cut shifts it (C. Grigoras, Digital
audio recording analysis: the electric network frequency (ENF) criterion, IJSLL 12:1, 2005;
D. P. Nicolalde Rodríguez et al., Audio authenticity: detecting ENF discontinuity with high
precision phase analysis, IEEE TIFS 5:3, 2010).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.channels import Channel, blocks
from earwitness.archive.examination.spectra import Reals

Complexes = NDArray[np.complex128]

MAINS = (50.0, 60.0)
"""Hz; 50 in Europe and Asia, 60 in the Americas."""

HARMONICS = (1, 2, 3, 4, 5, 6)
"""A telephone channel keeps little below 300 Hz, so that overtones may be all that is left."""

MAX_OFF = 0.01
"""The mains may run this share off its rating: ±0.5 Hz of 50 (EN 50160, 99.5 % of a year)."""

MIN_PROMINENCE_DB = 18.0
"""Of a line over the median of its neighbourhood. Estimate; at less, the phase is noise."""

SIDE_SECONDS, STEP_SECONDS = 0.8, 0.05
MIN_SECONDS = 4.0
PIECES = 120
"""Of 2 s, every second, in which the line is looked for. Estimate: hum is there from the start."""

MIN_JUMP = 1.2
"""Radians. Chosen on the development half of `benchmarks/examination.py`."""


@dataclass(frozen=True, slots=True)
class Hum:
    """A steady line at a multiple of the mains frequency: Hz, dB over its neighbourhood."""

    frequency: float
    prominence_db: float


def find_hum(channel: Channel, rate: int) -> Hum | None:
    """The most prominent line near a multiple of 50 or 60 Hz, None if none stands out.

    A voice moves and so spreads; the median over pieces of 2 s keeps what is always there.
    """
    size = 2 * rate
    if len(channel) < MIN_SECONDS * rate:
        return None
    beginning = channel[: size + (PIECES - 1) * (size // 2)]
    frames = np.lib.stride_tricks.sliding_window_view(beginning, size)[:: size // 2]
    padded = 4 * size
    power = np.abs(np.fft.rfft(frames * np.hanning(size), padded)[:, : 400 * padded // rate]) ** 2
    steady = np.median(power, axis=0)
    bins = np.arange(len(steady)) * rate / padded
    found = [
        hum
        for mains in MAINS
        for harmonic in HARMONICS
        if (hum := _line(steady, bins, mains * harmonic)) is not None
    ]
    return max(found, key=lambda hum: hum.prominence_db, default=None)


def _line(steady: Reals, bins: Reals, frequency: float) -> Hum | None:
    near = np.abs(bins - frequency) <= max(MAX_OFF * frequency, 0.5)
    around = (np.abs(bins - frequency) <= 12) & (np.abs(bins - frequency) > 4)
    if not near.any() or not around.any():
        return None
    places = np.flatnonzero(near)
    top = places[int(np.argmax(steady[places]))]
    prominence = 10 * np.log10((steady[top] + 1e-12) / (np.median(steady[around]) + 1e-12))
    return Hum(float(bins[top]), float(prominence)) if prominence >= MIN_PROMINENCE_DB else None


def phase_jumps(channel: Channel, rate: int, hum: Hum) -> Reals:
    """The jump of the hum's phase in radians (0 to π), every `STEP_SECONDS` from `SIDE_SECONDS` on.

    The sides are compared after both are turned back by the hum's own frequency, which is taken
    as steady over two sides (it drifts by some mHz a second).
    """
    step, side = round(STEP_SECONDS * rate), round(SIDE_SECONDS / STEP_SECONDS)
    sums = _step_sums(channel, rate, hum.frequency, step)
    if len(sums) < 2 * side:
        return np.zeros(0)
    taper = np.hanning(side + 2)[1:-1]
    sides = np.lib.stride_tricks.sliding_window_view(sums, side) @ taper
    turns = np.angle(sides[side:] * np.conj(sides[:-side]))
    usual = np.angle(np.mean(np.exp(1j * turns)))  # a frequency that was read a little off
    return np.asarray(np.abs(np.angle(np.exp(1j * (turns - usual)))))


def _step_sums(channel: Channel, rate: int, frequency: float, step: int) -> Complexes:
    """The sound of each step, turned back by a frequency, summed; the rest of the last left out."""
    sums, start = [np.zeros(0, dtype=np.complex128)], 0
    for block in blocks(channel, step):
        time = np.arange(start, start + len(block)) / rate
        turned = block * np.exp(-2j * np.pi * frequency * time)
        sums.append(turned[: len(turned) // step * step].reshape(-1, step).sum(axis=1))
        start += len(block)
    return np.concatenate(sums)


def strongest_jump(channel: Channel, rate: int, hum: Hum) -> tuple[float, float]:
    """(radians, second) of the greatest jump; (0, 0) where the sound is too short."""
    jumps = phase_jumps(channel, rate, hum)
    if not len(jumps):
        return 0.0, 0.0
    best = int(np.argmax(jumps))
    return float(jumps[best]), best * STEP_SECONDS + SIDE_SECONDS
