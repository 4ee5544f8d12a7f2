"""Breaks of the waveform: a sample that its neighbours do not lead one to expect.

Tried as a hint for cuts, and no better than chance on speech; so it stands here, where it can be
measured again, and not in the examination.
"""

import numpy as np

from earwitness.archive.examination.spectra import Channel, Reals

ORDER = 12
"""Order of linear prediction; the usual choice for speech at 8 kHz (Rabiner and Schafer 1978)."""

MIN_RATIO = 50.0

FRAME, HOP = 400, 200
"""Samples: 50 ms at 8 kHz."""


def residual(channel: Channel) -> Reals:
    """What linear prediction leaves of the sound, frame by frame, shape (frames, FRAME − ORDER).

    Autocorrelation method. The weight 1e-3 on the diagonal keeps silent frames solvable.
    """
    if len(channel) < FRAME:
        return np.zeros((0, FRAME - ORDER))
    frames = np.lib.stride_tricks.sliding_window_view(channel, FRAME)[::HOP].astype(np.float64)
    windowed = frames * np.hanning(FRAME)
    lags = np.stack(
        [(windowed[:, : FRAME - k] * windowed[:, k:]).sum(axis=1) for k in range(ORDER + 1)], axis=1
    )
    lags[:, 0] = lags[:, 0] * 1.001 + 1e-9
    places = np.abs(np.arange(ORDER)[:, None] - np.arange(ORDER)[None, :])
    weights = np.linalg.solve(lags[:, places], lags[:, 1:, None])[:, :, 0]
    left = frames[:, ORDER:].copy()
    for k in range(ORDER):
        left -= weights[:, k, None] * frames[:, ORDER - 1 - k : FRAME - 1 - k]
    return left


def strongest_break(channel: Channel, rate: int) -> tuple[float, float]:
    """(ratio, second) of the sample that stands out most from the sound around it.

    The ratio is the residual's peak over the 90th percentile of the same frame.
    """
    best, where = 0.0, 0
    piece = HOP * 20_000
    for start in range(0, len(channel), piece):
        left = np.abs(residual(channel[start : start + piece + FRAME]))
        if not len(left):
            continue
        usual = np.maximum(np.percentile(left, 90, axis=1), 1 / 32768)
        ratios = left.max(axis=1) / usual
        top = int(np.argmax(ratios))
        if ratios[top] > best:
            best = float(ratios[top])
            where = start + top * HOP + ORDER + int(np.argmax(left[top]))
    return best, where / rate
