"""Breaks of the background: the noise under the speech changes its level or colour at once.

Tried as a hint, and hardly better than chance (21 % of untouched recordings, 45 % of those with a
piece of another call, cuts not at all); so it stands here, where it can be measured again, and not
in the examination.
"""

import numpy as np

from earwitness.archive.examination.spectra import Channel, Reals, band_levels

EDGES = (80, 300, 600, 1000, 1500, 2200, 3000, 3800)
"""Hz; roughly equal steps on the Bark scale up to the edge of the telephone band. Estimate."""

FLOOR_DB = -75.0
"""dB a band below which nothing is told apart: else steps into digital silence are all one sees."""

MIN_STEP_DB = 10.0

FRAME_SECONDS, HOP_SECONDS = 0.032, 0.016
SIDE_SECONDS = 2.4
"""Sound compared on each side. Estimate: long enough to hold a pause between words."""

QUANTILE = 10
"""Percent of frames taken as background (after Martin 2001, minimum statistics)."""


def background_steps(channel: Channel, rate: int) -> tuple[Reals, float]:
    """Mean step in dB of the background over all bands, at every hop, and the hop in seconds.

    The background of a side is the `QUANTILE` of each band's level there. The steps of a
    recording shorter than two sides are empty.
    """
    size = 2 * round(FRAME_SECONDS * rate / 2)
    hop = round(HOP_SECONDS * rate)
    levels = band_levels(channel, rate, EDGES, size, hop)
    side = round(SIDE_SECONDS / HOP_SECONDS)
    if len(levels) < 2 * side:
        return np.zeros(0), HOP_SECONDS
    stride = 4
    windows = np.lib.stride_tricks.sliding_window_view(levels, side, axis=0)[::stride]
    floors = np.maximum(np.percentile(windows, QUANTILE, axis=2), FLOOR_DB)
    shift = side // stride
    steps = np.abs(floors[shift:] - floors[:-shift])
    return np.asarray(steps.mean(axis=1)), hop * stride / rate


def strongest_step(channel: Channel, rate: int) -> tuple[float, float]:
    """(dB, second) of the greatest step; (0, 0) if the sound is too short."""
    steps, hop = background_steps(channel, rate)
    if not len(steps):
        return 0.0, 0.0
    best = int(np.argmax(steps))
    return float(steps[best]), best * hop + SIDE_SECONDS
