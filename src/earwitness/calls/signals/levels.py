"""How loud a channel is: active level, noise, peak, clipping and offset, block by block."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import Samples, SoundSource
from earwitness.records.signals import Burst, ChannelLevel

FRAME_MS = 20
BLOCK_SECONDS = 60

MARGIN_DB = 15.9
"""The active level is the mean of all frames no further below it than this (ITU-T P.56, method
B, whose envelope is taken here from frames of 20 ms)."""

NEAR_FULL_SCALE, CLIPPED_RUN = 0.98, 3
"""Samples in a row at full scale that count as clipped: a crest reaches its peak with one or two
(the usual criterion of audio editors)."""

QUIETEST = 1e-10
"""Mean square below which there is digital silence: a step of 16 bits is −90 dBFS."""


def channel_level(source: SoundSource, channel: int, tones: Sequence[Burst]) -> ChannelLevel:
    """The level of one channel; `tones` do not count as speech."""
    frame = source.sample_rate * FRAME_MS // 1000
    step = frame * (1000 // FRAME_MS) * BLOCK_SECONDS
    total, peak, clipped = 0.0, 0.0, 0
    powers: list[NDArray[np.float64]] = []
    offset = _mean(source, channel, step)
    for start in range(0, source.length, step):
        samples = source.read(channel, start, start + step)
        peak = max(peak, float(np.max(np.abs(samples), initial=0.0)))
        clipped += clipped_samples(samples)
        whole = len(samples) // frame * frame
        framed = samples[:whole].reshape(-1, frame).astype(np.float64) - offset
        powers.append(np.mean(framed**2, axis=1))
        total += len(samples)
    power = np.concatenate(powers) if powers else np.zeros(0)
    return ChannelLevel(
        channel=channel,
        speech_dbfs=active_level(_without(power, tones)),
        noise_dbfs=_dbfs(float(np.percentile(power, 10)) if len(power) else 0.0),
        peak_dbfs=_dbfs(peak**2),
        clipped_share=round(clipped / max(1.0, total), 5),
        dc_offset=round(offset, 5),
    )


def active_level(power: NDArray[np.float64]) -> float | None:
    """The mean level in dBFS of the active frames; None where all is digital silence.

    `power` are mean squares of frames. The threshold falls until the active frames' mean stands
    at most the margin above it (the fixed point that P.56 searches for).
    """
    active = power[power > QUIETEST]
    if not len(active):
        return None
    threshold = 0.0
    for _ in range(50):
        chosen = active[active >= threshold]
        raised = float(np.mean(chosen)) * 10 ** (-MARGIN_DB / 10)
        if abs(raised - threshold) <= 1e-3 * raised:
            break
        threshold = raised
    return _dbfs(float(np.mean(active[active >= threshold])))


def clipped_samples(samples: Samples) -> int:
    """Samples in runs at full scale of one sign."""
    count = 0
    for side in (samples >= NEAR_FULL_SCALE, samples <= -NEAR_FULL_SCALE):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], side.astype(np.int8), [0]))))
        lengths = edges[1::2] - edges[::2]
        count += int(lengths[lengths >= CLIPPED_RUN].sum())
    return count


def _mean(source: SoundSource, channel: int, step: int) -> float:
    total = sum(
        float(np.sum(source.read(channel, start, start + step), dtype=np.float64))
        for start in range(0, source.length, step)
    )
    return total / max(1, source.length)


def _without(power: NDArray[np.float64], tones: Sequence[Burst]) -> NDArray[np.float64]:
    kept = np.ones(len(power), dtype=bool)
    for burst in tones:
        kept[burst.start_ms // FRAME_MS : -(-burst.end_ms // FRAME_MS) + 1] = False
    return power[kept]


def _dbfs(power: float) -> float:
    return round(10 * float(np.log10(max(power, 1e-12))), 1)
