"""Cutting sound that is too long for a model, where it is quietest."""

from collections.abc import Iterator

import numpy as np

from earwitness.calls.ports import Samples

LOOK_BACK = 0.4
"""The cut is looked for in the last two fifths of what fits. Estimate."""

STEP_SECONDS = 0.1
"""Loudness is compared in steps of a tenth of a second: the gap between two words. Estimate."""


def quiet_parts(samples: Samples, most: int, sample_rate: int) -> Iterator[tuple[int, int]]:
    """Neighbouring (start, end) of at most `most` samples each, that together are all of it."""
    start = 0
    while len(samples) - start > most:
        place = start + _quietest(samples[start : start + most], sample_rate)
        yield start, place
        start = place
    yield start, len(samples)


def _quietest(samples: Samples, sample_rate: int) -> int:
    """Where to cut: the middle of the quietest step of the last part."""
    step = max(1, int(STEP_SECONDS * sample_rate))
    first = int(len(samples) * (1 - LOOK_BACK))
    starts = range(first, max(first + 1, len(samples) - step), step)
    loudness = [float(np.square(samples[at : at + step]).mean()) for at in starts]
    return starts[int(np.argmin(loudness))] + step // 2
