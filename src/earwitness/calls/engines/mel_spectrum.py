"""Mel spectra in numpy, as librosa makes them by default (Slaney's scale and norm)."""

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Frames = NDArray[np.float32]

_LINEAR_HZ, _LINEAR_STEP, _LOG_STEP = 1000.0, 200.0 / 3, np.log(6.4) / 27
"""Slaney's scale (Auditory Toolbox, 1998): linear below 1 kHz, logarithmic above."""

_BLOCK = 4096
"""Frames transformed at once: bounds the memory of a long call."""


def mel_power(
    samples: NDArray[np.float32], *, rate: int, window: int, step: int, bands: int
) -> Frames:
    """Power in each band, shape (frames, bands); frame `i` is centred on sample `i * step`.

    `samples` has shape (time,) at `rate` Hz; `window` and `step` in samples. Periodic Hann window,
    zeros beyond both ends.
    """
    padded = np.pad(samples, window // 2)
    if len(padded) < window:
        return np.zeros((0, bands), np.float32)
    views = sliding_window_view(padded, window)[::step]
    hann = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)).astype(np.float32)
    filters = mel_filters(rate, window, bands)
    out = np.empty((len(views), bands), np.float32)
    for start in range(0, len(views), _BLOCK):
        spectrum = np.fft.rfft(views[start : start + _BLOCK] * hann, axis=1)
        power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
        out[start : start + _BLOCK] = power @ filters
    return out


@cache
def mel_filters(rate: int, window: int, bands: int) -> Frames:
    """Triangles of equal area on Slaney's scale, shape (window // 2 + 1, bands)."""
    edges = _hertz(np.linspace(0.0, _mel(rate / 2), bands + 2))
    bins = np.fft.rfftfreq(window, 1 / rate)
    slopes = edges[:, np.newaxis] - bins[np.newaxis, :]
    widths = np.diff(edges)[:, np.newaxis]
    rising, falling = -slopes[:-2] / widths[:-1], slopes[2:] / widths[1:]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    areas = 2.0 / (edges[2:] - edges[:-2])
    return np.ascontiguousarray((triangles * areas[:, np.newaxis]).T, np.float32)


def _mel(hertz: float) -> float:
    if hertz < _LINEAR_HZ:
        return hertz / _LINEAR_STEP
    return float(_LINEAR_HZ / _LINEAR_STEP + np.log(hertz / _LINEAR_HZ) / _LOG_STEP)


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    corner = _LINEAR_HZ / _LINEAR_STEP
    high = _LINEAR_HZ * np.exp(_LOG_STEP * (np.maximum(mels, corner) - corner))
    return np.where(mels < corner, mels * _LINEAR_STEP, high)
