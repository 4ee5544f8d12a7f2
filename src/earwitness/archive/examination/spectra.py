"""Short-time spectra of one channel, in pieces, so that long recordings fit into memory."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.channels import Channel

Reals = NDArray[np.float64]

SAMPLES_A_PIECE = 1_000_000
"""Of overlapping frames together: some 40 MB with their spectra."""


def power_frames(channel: Channel, size: int, hop: int) -> Iterator[Reals]:
    """Power spectra of Hann-windowed frames, in pieces of shape (frames, size // 2 + 1).

    Scaled so that a full-scale sine peaks at about 1. Sound shorter than a frame gives nothing.
    """
    count = (len(channel) - size) // hop + 1
    if count <= 0:
        return
    window = np.hanning(size)
    scale = (2 / window.sum()) ** 2
    at_once = max(1, SAMPLES_A_PIECE // size)
    for start in range(0, count, at_once):
        own = min(at_once, count - start)
        piece = channel[start * hop : (start + own - 1) * hop + size]
        frames = np.lib.stride_tricks.sliding_window_view(piece, size)[::hop]
        spectra = np.fft.rfft(frames * window)
        yield (spectra.real**2 + spectra.imag**2) * scale


def band_levels(channel: Channel, rate: int, edges: tuple[int, ...], size: int, hop: int) -> Reals:
    """Level in dB of each frame in each band of `edges` (Hz), shape (frames, bands)."""
    bins = np.fft.rfftfreq(size, 1 / rate)
    masks = [(bins >= low) & (bins < high) for low, high in pairwise(edges)]
    pieces = [
        np.stack([piece[:, mask].sum(axis=1) for mask in masks], axis=1)
        for piece in power_frames(channel, size, hop)
    ]
    powers = np.concatenate(pieces) if pieces else np.zeros((0, len(masks)))
    return decibels(powers)


def decibels(power: Reals) -> Reals:
    """10 log10, with silence at −120 dB: below the rounding of 16 bits (−98 dB)."""
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)))
