"""Earlier AAC: sound that is stored without loss, but was AAC before.

Method: J. Herre and M. Schug, Analysis of decompressed audio: the inverse decoder (AES 109, 2000),
as R. Yang, Z. Qu and J. Huang use it (Detecting digital audio forgeries by checking frame offsets,
ACM MM&Sec 2008), here for the transform of AAC (ISO/IEC 14496-3, 4.6.11). Cut into the frames of
the earlier coder, many coefficients are nearly zero, as it left them; elsewhere they are not.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.channels import Channel
from earwitness.archive.examination.spectra import Reals

HALF = 1_024
"""Samples from one frame of AAC to the next."""

FRAMES, SEARCHED_SECONDS = 12, 60
"""The loudest frames of the first minute are looked at. Estimate: 0.3 s of work a channel."""

NEARLY_ZERO = 1.0
"""In steps of 16 bits: rounding alone gives 0.29."""

LOWEST_BIN = 8
"""Below it are hum and offset."""

LEAST_SPREAD = 1e-4
"""Of the shares of near-zeros, where they hardly differ. Estimate."""

MIN_SCORE = 12.0
"""Set after a look at three recordings; of 250 that were never AAC none reached 7
(`benchmarks/earlier_aac.py`)."""


def aac_score(channel: Channel, rate: int) -> float:
    """How far the best offset stands out of all 1,024, in robust standard deviations of their
    shares of near-zero coefficients; 0 where the sound is too short."""
    steps = channel[: SEARCHED_SECONDS * rate].astype(np.float64) * 32_768
    starts = _loudest(steps)
    if not len(starts):
        return 0.0
    shares = np.array([_near_zeros(steps, starts + offset) for offset in range(HALF)])
    middle = np.median(shares)
    spread = 1.4826 * np.median(np.abs(shares - middle)) + LEAST_SPREAD
    return float((shares.max() - middle) / spread)


def _near_zeros(steps: Reals, starts: NDArray[np.int64]) -> float:
    turn, after = _transform()
    frames = steps[starts[:, np.newaxis] + np.arange(2 * HALF)]
    found = np.abs((np.fft.fft(frames * turn, axis=1)[:, :HALF] * after).real)
    return float(np.mean(found[:, LOWEST_BIN:] < NEARLY_ZERO))


def _loudest(steps: Reals) -> NDArray[np.int64]:
    """Where the loudest frames begin: in silence everything is nearly zero."""
    count = len(steps) // HALF - 3
    if count < 1:
        return np.zeros(0, dtype=np.int64)
    power = (steps[: count * HALF].reshape(count, HALF) ** 2).mean(axis=1)
    return np.sort(np.argsort(-power, kind="stable")[:FRAMES]) * HALF


@cache
def _transform() -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """The modified discrete cosine transform through one Fourier transform: factors before it,
    with the window of most encoders (Kaiser-Bessel derived, alpha 4), and behind it."""
    rise = np.cumsum(np.kaiser(HALF + 1, 4 * np.pi))
    half = np.sqrt(rise[:-1] / rise[-1])
    window = np.concatenate([half, half[::-1]]) * np.sqrt(2 / HALF)
    turn = np.exp(-1j * np.pi * np.arange(2 * HALF) / (2 * HALF)) * window
    after = np.exp(-1j * np.pi / HALF * (np.arange(HALF) + 0.5) * (0.5 + HALF / 2))
    return turn, after
