"""Steady tones: stretches in which one or two sines hold nearly all of the sound."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from earwitness.calls.ports import SoundSource
from earwitness.calls.signals.frames import (
    HIGHEST,
    LOWEST,
    Framing,
    Reals,
    band_power,
    decibels,
    power_blocks,
    strongest,
    without_lobes,
)

SIZE_MS, HOP_MS = 128.0, 16.0
"""A frame tells tones 40 Hz apart (440 and 480 Hz, ITU-T E.180 Supplement 2), and fits into the
shortest burst of congestion tone (0.2 s)."""

PURE = 0.8
"""Share of the power of a frame that its one or two sines must hold. Tuned on development data
(docs/signals.md): at least 6 dB above all else."""

QUIETEST_DBFS = -55.0
"""Below it nothing is called a tone. Estimate: 30 dB under usual telephone speech."""

SECOND_DB = 10.0
"""How much weaker the second of two tones may be; E.180 asks for equal levels."""

STEADY_HZ = 8.0
"""How far a frame's frequency may stand from the run's. One bin of a frame."""

EDGE_DB = 6.0
"""A frame whose middle stands at the edge of a tone holds half of its amplitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneRun:
    """One steady tone: `hertz` are one or two frequencies, rising; the level is in dBFS."""

    start_ms: int
    end_ms: int
    hertz: tuple[float, ...]
    level: float

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return (self.end_ms - self.start_ms) / 1000


@dataclass(frozen=True, slots=True)
class _Frame:
    number: int
    hertz: tuple[float, ...]
    level: float


def tone_runs(source: SoundSource, channel: int, *, least_ms: int = 100) -> Iterator[ToneRun]:
    """Every steady tone of a channel of at least this length, in order.

    One that sounds in the first or last frame is taken to reach the edge of the recording.
    """
    framing = Framing.of(source.sample_rate, size_ms=SIZE_MS, hop_ms=HOP_MS)
    last = framing.count(source.length) - 1
    length_ms = 1000 * source.length // source.sample_rate
    for run in _steady(source, channel, framing, least_ms):
        first_frame, last_frame = framing.centre_ms(0), framing.centre_ms(last)
        yield replace(
            run,
            start_ms=0 if run.start_ms <= first_frame else run.start_ms,
            end_ms=length_ms if run.end_ms >= int(last_frame) else run.end_ms,
        )


def _steady(
    source: SoundSource, channel: int, framing: Framing, least_ms: int
) -> Iterator[ToneRun]:
    run: list[_Frame] = []
    first = 0
    for power in power_blocks(source, channel, framing):
        for frame in _tonal_frames(power, framing, first):
            if run and not _continues(run, frame):
                yield from _run(run, framing, least_ms)
                run = []
            run.append(frame)
        first += len(power)
    yield from _run(run, framing, least_ms)


def _tonal_frames(power: Reals, framing: Framing, first: int) -> Iterator[_Frame]:
    bins = framing.bins()
    total = band_power(power, bins)
    one, one_power = strongest(power, bins, LOWEST, HIGHEST)
    two, two_power = strongest(without_lobes(power, bins, one), bins, LOWEST, HIGHEST)
    double = two_power > one_power * 10 ** (-SECOND_DB / 10)
    held = one_power + np.where(double, two_power, 0.0)
    level = decibels(total)
    tonal = (held >= PURE * total) & (level >= QUIETEST_DBFS)
    for place in np.flatnonzero(tonal):
        hertz = (float(one[place]), float(two[place])) if double[place] else (float(one[place]),)
        yield _Frame(first + int(place), tuple(sorted(hertz)), float(level[place]))


def _continues(run: list[_Frame], frame: _Frame) -> bool:
    """Next to the last frame, and of the same frequencies."""
    before = run[len(run) // 2]
    same = len(before.hertz) == len(frame.hertz) and all(
        abs(old - new) <= STEADY_HZ for old, new in zip(before.hertz, frame.hertz, strict=True)
    )
    return same and frame.number - run[-1].number <= 2


def _run(run: list[_Frame], framing: Framing, least_ms: int) -> Iterator[ToneRun]:
    """The parts of a run in which it has its full level."""
    if not run:
        return
    levels = np.array([frame.level for frame in run])
    full = levels >= np.percentile(levels, 75) - EDGE_DB
    edges = np.flatnonzero(np.diff(np.concatenate(([0], full.astype(np.int8), [0]))))
    for begin, end in edges.reshape(-1, 2):
        start_ms = round(framing.centre_ms(run[begin].number))
        end_ms = round(framing.centre_ms(run[end - 1].number))
        if end_ms - start_ms < least_ms:
            continue
        own = run[begin:end]
        hertz = tuple(
            float(np.median([frame.hertz[place] for frame in own]))
            for place in range(len(own[0].hertz))
        )
        level = float(np.median(levels[begin:end]))
        yield ToneRun(start_ms=start_ms, end_ms=end_ms, hertz=hertz, level=level)
