"""Cutting speech where somebody pauses: voices rarely change anywhere else."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import SoundSource

RATE = 16_000
FRAME_MS = 10
BLOCK_FRAMES = 6_000
"""Read at once: a minute."""

Span = tuple[int, int]
"""(start, end) in ms."""

SMOOTHING = 5
"""Frames over which loudness is averaged: shorter than the stop of a plosive. Estimate."""

PAUSE_SHARE = 0.3
"""A pause is quieter than this share of the way, in dB, from the floor to loud speech. Chosen on
development mixtures: lower loses less of short answers, and joins more of what two people say."""

MOST_RANGE_DB = 50.0
"""Digital silence counts as so far below loud speech. Estimate: the range of a telephone line."""


def loudness(source: SoundSource, channel: int) -> NDArray[np.float64]:
    """dB of every 10 ms of one channel at 16 kHz, smoothed; the sound is read block by block."""
    size = RATE * FRAME_MS // 1000
    step = size * BLOCK_FRAMES
    blocks = [np.zeros(0)]
    for start in range(0, source.length // size * size, step):
        samples = source.read(channel, start, start + step)
        frames = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float64)
        blocks.append((frames**2).mean(axis=1))
    power: NDArray[np.float64] = np.concatenate(blocks)
    if not len(power):
        return power
    smooth = np.convolve(power, np.ones(SMOOTHING) / SMOOTHING, "same")[: len(power)]
    level: NDArray[np.float64] = 10 * np.log10(smooth + 1e-10)
    return level


def spoken(level: NDArray[np.float64], spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Which frames of the spans are speech and not a pause in it."""
    out = np.zeros(len(level), bool)
    if not spans or not len(level):
        return out
    inside = np.concatenate([level[slice(*_frames(span))] for span in spans])
    if not len(inside):
        return out
    loud = np.percentile(inside, 90)
    floor = max(np.percentile(level, 5), loud - MOST_RANGE_DB)
    for span in spans:
        first, past = _frames(span)
        own = level[first:past]
        # A voice far from the telephone is quiet all along: its own span says how loud it is.
        top = min(loud, np.percentile(own, 90)) if len(own) else loud
        out[first:past] = own > floor + PAUSE_SHARE * max(0.0, top - floor)
    return out


def pieces(speech: NDArray[np.bool_], *, pause_ms: int, shortest_ms: int) -> list[Span]:
    """Runs of speech with shorter pauses inside them; runs that are too short are left out."""
    runs: list[list[int]] = []
    for first, past in _runs(speech):
        if runs and (first - runs[-1][1]) * FRAME_MS < pause_ms:
            runs[-1][1] = past
        else:
            runs.append([first, past])
    return [
        (first * FRAME_MS, past * FRAME_MS)
        for first, past in runs
        if (past - first) * FRAME_MS >= shortest_ms
    ]


def windows(spans: Sequence[Span], *, window_ms: int, step_ms: int) -> list[Span]:
    """Overlapping windows over each span; a span that is shorter is one window."""
    out: list[Span] = []
    for start, end in spans:
        rest = max(0, end - start - window_ms)
        steps = -(-rest // step_ms)
        for step in range(steps + 1):
            begin = start + (rest * step // steps if steps else 0)
            out.append((begin, min(end, begin + window_ms)))
    return out


def _frames(span: Span) -> tuple[int, int]:
    return span[0] // FRAME_MS, span[1] // FRAME_MS


def _runs(mask: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    for first, past in zip(edges[::2], edges[1::2], strict=True):
        yield int(first), int(past)
