"""Level and clipping of one channel."""

import numpy as np

from earwitness.archive.channels import Channel, blocks, long_runs
from earwitness.records.examination import Observation

STEP = 1 / 32768
"""One step of 16-bit sound."""

MIN_RUN = 3
"""Samples in a row at the peak that count as clipped: a crest reaches its peak with one or two
(the usual criterion of audio editors)."""

FULL_SCALE = 0.98
"""Sound that clips below this was clipped before its level was changed; runs are still counted."""

QUIET_PEAK = 0.05
"""Below it, a few equal samples are what quantisation leaves of a crest. Estimate."""


def level_observations(channel: Channel, where: str) -> tuple[Observation, ...]:
    """Peak and mean level in dBFS, offset from zero, and the share of clipped samples."""
    if not len(channel):
        return ()
    peak = _peak(channel)
    mean = float(
        np.sqrt(sum(np.sum(own.astype(np.float64) ** 2) for own in blocks(channel)) / len(channel))
    )
    seen = [
        Observation(kind="peak_level", value=_dbfs(peak), unit="dBFS", where=where, detail="Peak."),
        Observation(
            kind="mean_level", value=_dbfs(mean), unit="dBFS", where=where, detail="Mean level."
        ),
    ]
    offset = sum(float(np.sum(own, dtype=np.float64)) for own in blocks(channel)) / len(channel)
    if abs(offset) > 0.005:
        detail = "The sound does not swing around zero; a sound card or converter does that."
        seen.append(
            Observation(
                kind="offset", value=round(offset, 4), unit="of full scale", where=where,
                detail=detail,
            )
        )  # fmt: skip
    share = clipped_share(channel)
    if share > 0:
        level = "full scale" if peak >= FULL_SCALE else f"{_dbfs(peak)} dBFS, below full scale"
        seen.append(
            Observation(
                kind="clipping",
                value=round(100 * share, 4),
                unit="% of samples",
                where=where,
                detail=f"Crests are cut flat at {level}. It was recorded or amplified too loud.",
            )
        )
    return tuple(seen)


def clipped_share(channel: Channel) -> float:
    """Share (0 to 1) of samples in runs of `MIN_RUN` or more at the positive or negative peak."""
    peak = _peak(channel)
    if peak < QUIET_PEAK:
        return 0.0
    at_peak = (np.abs(own) >= peak - 1.5 * STEP for own in blocks(channel))
    runs = long_runs(at_peak, MIN_RUN)
    return float((runs[:, 1] - runs[:, 0]).sum() / len(channel))


def _peak(channel: Channel) -> float:
    return max((float(np.max(np.abs(own))) for own in blocks(channel)), default=0.0)


def _dbfs(level: float) -> float:
    return round(20 * float(np.log10(max(level, 1e-6))), 1)
