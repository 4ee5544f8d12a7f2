"""The resonances of a voice (formants), found and moved.

Linear prediction gives the envelope of each frame's spectrum (Makhoul, Proceedings of the IEEE
63(4), 1975). It is bent along the axis of frequency: by a power, as McAdams' coefficient bends it
(Patino et al., Speaker anonymisation using the McAdams coefficient, Interspeech 2021; baseline B2
of the VoicePrivacy challenges), and by a factor, as a longer or shorter vocal tract does (Lee and
Rose, IEEE Transactions on Speech and Audio Processing 6(1), 1998). B2 moves poles one by one; here
the envelope is bent as a whole, so that it does not jump where a pole comes or goes.
"""

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.audio.short_time import BINS, FRAME, Frames

ORDER = 12
"""Poles at 8 kHz: two for each of four resonances, and some for the rest (Makhoul 1975)."""

STEADY = 1e-4
"""Share of the energy that is added as white noise, so that silence has a prediction as well: 40
dB below the frame. Estimate."""

Floats = NDArray[np.float64]


def envelopes(framed: Frames) -> Floats:
    """The envelope of each frame's spectrum, shape (frames, BINS)."""
    answer = np.abs(np.fft.rfft(_predictors(framed), FRAME, axis=1))
    out: Floats = 1 / np.maximum(answer, 1e-6)
    return out


def bent(own: Floats, exponent: float, scale: float) -> Floats:
    """Envelopes in which the resonance at the angle a (0 to pi) lies at `scale` a ** `exponent`."""
    to = np.pi * np.arange(BINS) / (BINS - 1)
    places = np.minimum((to / scale) ** (1 / exponent) / np.pi, 1.0) * (BINS - 1)
    first = np.minimum(places.astype(np.intp), BINS - 2)
    share = places - first
    logs = np.log(own)
    out: Floats = np.exp((1 - share) * logs[:, first] + share * logs[:, first + 1])
    return out


def _predictors(framed: Frames) -> Floats:
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
