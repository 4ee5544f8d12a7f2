"""Bandwidth: up to which frequency a channel holds sound."""

import numpy as np

from earwitness.archive.channels import Channel
from earwitness.archive.examination.spectra import Reals, decibels, power_frames

FRAME_SECONDS = 0.032
BELOW_PEAK_DB = 55.0
"""The edge is where the mean spectrum stays so far below its peak. Estimate: voiced speech falls
by some 40 dB to 4 kHz, and the noise of 8-bit telephone coding lies 38 dB down but is spread."""

TELEPHONE_RATE = 8000
"""Hz, ITU-T G.711; such sound ends at 4 kHz at most."""

SPANS = ((2800, 3600), (4700, 7500))
"""Hz inside the telephone band, and above it where resampling filters have come down. Estimate."""

MIN_DROP_DB = 20.0
"""Chosen on the development half of `benchmarks/examination_formats.py`: of 35 wide recordings
none but a recorded telephone call fell by more than 13 dB, of 70 widened ones none by less than
25 dB."""


def mean_spectrum(channel: Channel, rate: int) -> tuple[Reals, Reals]:
    """(Hz, dB) of the mean power spectrum; empty where the sound is shorter than a frame."""
    size = 2 * round(FRAME_SECONDS * rate / 2)
    total, frames = np.zeros(size // 2 + 1), 0
    for piece in power_frames(channel, size, size // 2):
        total += piece.sum(axis=0)
        frames += len(piece)
    if not frames:
        return np.zeros(0), np.zeros(0)
    return np.asarray(np.fft.rfftfreq(size, 1 / rate), dtype=np.float64), decibels(total / frames)


def upper_edge(channel: Channel, rate: int) -> float | None:
    """Hz above which the mean spectrum stays `BELOW_PEAK_DB` under its peak; None for silence."""
    hertz, levels = mean_spectrum(channel, rate)
    if not len(levels) or levels.max() < -100:
        return None
    return float(hertz[np.flatnonzero(levels > levels.max() - BELOW_PEAK_DB)[-1]])


def telephone_drop(channel: Channel, rate: int) -> float | None:
    """dB by which the mean spectrum falls from inside the telephone band to above it.

    None where the file could not hold more than telephone sound, or the sound is too short.
    """
    hertz, levels = mean_spectrum(channel, rate)
    if rate < 2 * TELEPHONE_RATE or not len(levels) or levels.max() < -100:
        return None
    inside, above = (np.median(levels[(hertz >= low) & (hertz < high)]) for low, high in SPANS)
    return float(inside - above)
