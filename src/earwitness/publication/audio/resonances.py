"""The resonances of a voice (formants), found and moved.

Linear prediction gives the poles of each frame (Makhoul, Proceedings of the IEEE 63(4), 1975).
McAdams' coefficient raises their angles to a power (Patino et al., Speaker anonymisation using the
McAdams coefficient, Interspeech 2021; baseline B2 of the VoicePrivacy challenges); a scale beside
it stands for a longer or shorter vocal tract.
"""

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.audio.short_time import BINS, FRAME, Frames

ORDER = 12
"""Poles at 8 kHz: two for each of four resonances, and some for the rest (Makhoul 1975)."""

STEADY = 1e-4
"""Share of the energy that is added as white noise, so that silence has a prediction as well: 40
dB below the frame. Estimate."""

NARROWEST = 0.985
"""No pole lies nearer to the unit circle: a bandwidth of 38 Hz, below those of vowels. Estimate."""

HIGHEST = 0.97 * np.pi
"""Where poles stop that would leave the band."""

Floats = NDArray[np.float64]
Poles = NDArray[np.complex128]


def predictors(framed: Frames) -> Floats:
    """Coefficients 1, a1 … of each frame, shape (frames, ORDER + 1) (Levinson and Durbin)."""
    power = np.abs(np.fft.rfft(framed, 2 * FRAME, axis=1)) ** 2
    lags = np.fft.irfft(power, axis=1)[:, : ORDER + 1].astype(np.float64)
    lags[:, 0] = lags[:, 0] * (1 + STEADY) + 1e-9
    out = np.zeros((len(framed), ORDER + 1))
    out[:, 0] = 1.0
    error = lags[:, 0].copy()
    for order in range(1, ORDER + 1):
        missing = np.einsum("ij,ij->i", out[:, :order], lags[:, order:0:-1])
        reflection = (-missing / error)[:, np.newaxis]
        out[:, : order + 1] += reflection * out[:, order::-1]
        error *= 1 - reflection[:, 0] ** 2
    return out


def poles(coefficients: Floats) -> Poles:
    """The poles of each frame, shape (frames, ORDER)."""
    companion = np.zeros((len(coefficients), ORDER, ORDER))
    companion[:, 0, :] = -coefficients[:, 1:]
    companion[:, np.arange(1, ORDER), np.arange(ORDER - 1)] = 1.0
    return np.linalg.eigvals(companion).astype(np.complex128)


def moved(own: Poles, exponent: float, scale: float) -> Poles:
    """Poles with their angles to the power of `exponent` (McAdams), times `scale`; those on the
    real axis stay."""
    angle = np.abs(np.angle(own))
    inside = (angle > 1e-3) & (angle < np.pi - 1e-3)
    to = np.minimum(scale * np.maximum(angle, 1e-3) ** exponent, HIGHEST)
    radius = np.minimum(np.abs(own), NARROWEST)
    return np.where(inside, radius * np.exp(1j * np.sign(own.imag) * to), own)


def envelope(own: Poles) -> Floats:
    """The size of 1/A at every frequency of a frame, shape (frames, BINS)."""
    circle = np.exp(-1j * np.pi * np.arange(BINS) / (BINS - 1))
    size = np.ones((len(own), BINS))
    for place in range(own.shape[1]):
        size *= np.abs(1 - own[:, place, np.newaxis] * circle)
    return 1 / np.maximum(size, 1e-6)
