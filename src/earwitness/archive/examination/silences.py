"""Silence: how much of a channel, and gaps of exact zeros where the background has none."""

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.channels import Channel, blocks, long_runs
from earwitness.records.examination import Observation

QUIET_DBFS = -60.0
"""Frames below it count as silent. Estimate: the noise of a telephone line lies above it."""

FRAME_SECONDS = 0.02
GAP_SECONDS = 0.02
"""Shortest gap of zeros: a lost frame of the telephone codecs (20 ms)."""


def silence_observations(channel: Channel, rate: int, where: str) -> tuple[Observation, ...]:
    """The silent share, and gaps of exact zeros."""
    size = round(FRAME_SECONDS * rate)
    whole = len(channel) // size * size
    if not whole:
        return ()
    quiet = 0
    for own in blocks(channel, size):
        frames = own[: len(own) // size * size].reshape(-1, size).astype(np.float64)
        quiet += int(np.count_nonzero(np.mean(frames**2, axis=1) < 10 ** (QUIET_DBFS / 10)))
    share = quiet * size / whole
    seen = [
        Observation(
            kind="silence",
            value=round(100 * share, 1),
            unit="% of the time",
            where=where,
            detail=f"Quieter than {QUIET_DBFS:.0f} dBFS.",
        )
    ]
    gaps = zero_gaps(channel, rate)
    if len(gaps):
        seconds = float((gaps[:, 1] - gaps[:, 0]).sum() / rate)
        detail = (
            f"{len(gaps)} gap{'s' if len(gaps) > 1 else ''} without any sound at all, not even "
            "noise. Lost packets, a muted line, a recorder that leaves silence out, or an edit."
        )
        first, last = gaps[0]
        seen.append(
            Observation(
                kind="digital_silence",
                value=round(seconds, 2),
                unit="s",
                where=where,
                start_ms=round(1000 * first / rate),
                end_ms=round(1000 * last / rate),
                detail=detail,
            )
        )
    return tuple(seen)


def zero_gaps(channel: Channel, rate: int) -> NDArray[np.int64]:
    """Runs of exact zeros inside the sound, shape (gaps, 2): first sample, and the one behind.

    Zeros before the first and after the last sound are no gap.
    """
    runs = long_runs((own == 0 for own in blocks(channel)), GAP_SECONDS * rate)
    return runs[(runs[:, 0] > 0) & (runs[:, 1] < len(channel))]
