"""Dialled keys (DTMF): a call may hold the number that was dialled in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from earwitness.calls.ports import SoundSource
from earwitness.calls.signals.frames import (
    Framing,
    Reals,
    band_power,
    decibels,
    power_blocks,
    strongest,
)
from earwitness.records.signals import Burst, Signal, SignalLabel

LOW, HIGH = np.array([697.0, 770.0, 852.0, 941.0]), np.array([1209.0, 1336.0, 1477.0, 1633.0])
KEYS = "123A456B789C*0#D"
"""ITU-T Q.23, table 1."""

TOLERANCE = 0.022
"""Share by which a frequency may be off: Q.24 (table A-1) has receivers accept 1.5 to 1.8 % and
refuse 3 to 3.5 %."""

SIZE_MS, HOP_MS = 32.0, 8.0
"""A frame fits into the shortest key (40 ms, Q.24 table A-1)."""

SHORTEST_MS, SHORTEST_PAUSE_MS = 34, 30
"""Q.24: keys of 40 ms must be accepted (of 20 to 24 ms refused), pauses of 30 to 40 ms told
apart. A key is measured with an error of one hop."""

PURE = 0.8
"""Share of the power that both tones must hold, so that speech is no key. Tuned on development
data (docs/signals.md)."""

TWIST_DB = (-8.0, 8.0)
"""Power of the upper tone above the lower: Q.24 allows 4 to 10 dB, by administration."""

QUIETEST_DBFS = -45.0
"""Below it nothing is called a key. Estimate."""

EDGE_DB = 6.0
"""As of tone runs: a frame at the edge of a key holds half of its amplitude."""

LONGEST_GAP_MS = 4_000
"""Keys closer than this are one number. Estimate: exchanges wait as long between digits."""


@dataclass(frozen=True, slots=True)
class _Frame:
    number: int
    key: str
    level: float


def dialled_keys(source: SoundSource, channel: int) -> Iterator[Signal]:
    """Dialled numbers of a channel, in order."""
    group: list[Burst] = []
    for burst in _bursts(source, channel):
        if group and burst.start_ms - group[-1].end_ms > LONGEST_GAP_MS:
            yield _signal(group, channel)
            group = []
        group.append(burst)
    if group:
        yield _signal(group, channel)


def _signal(group: list[Burst], channel: int) -> Signal:
    return Signal(
        label=SignalLabel.DTMF,
        channel=channel,
        start_ms=group[0].start_ms,
        end_ms=group[-1].end_ms,
        keys="".join(burst.key for burst in group),
        bursts=tuple(group),
    )


def _bursts(source: SoundSource, channel: int) -> Iterator[Burst]:
    framing = Framing.of(source.sample_rate, size_ms=SIZE_MS, hop_ms=HOP_MS)
    run: list[_Frame] = []
    first = 0
    for power in power_blocks(source, channel, framing):
        for frame in _key_frames(power, framing, first):
            if run and (frame.key != run[-1].key or frame.number - run[-1].number > 2):
                yield from _parts(run, framing)
                run = []
            run.append(frame)
        first += len(power)
    yield from _parts(run, framing)


def _key_frames(power: Reals, framing: Framing, first: int) -> Iterator[_Frame]:
    bins = framing.bins()
    total = band_power(power, bins)
    low, low_power = strongest(power, bins, 640, 1000)
    high, high_power = strongest(power, bins, 1150, 1720)
    row = np.argmin(np.abs(low[:, None] - LOW), axis=1)
    column = np.argmin(np.abs(high[:, None] - HIGH), axis=1)
    twist = decibels(high_power) - decibels(low_power)
    level = decibels(total)
    pressed = (
        (np.abs(low / LOW[row] - 1) <= TOLERANCE)
        & (np.abs(high / HIGH[column] - 1) <= TOLERANCE)
        & (low_power + high_power >= PURE * total)
        & (twist >= TWIST_DB[0])
        & (twist <= TWIST_DB[1])
        & (level >= QUIETEST_DBFS)
    )
    for place in np.flatnonzero(pressed):
        key = KEYS[4 * int(row[place]) + int(column[place])]
        yield _Frame(first + int(place), key, float(level[place]))


def _parts(run: list[_Frame], framing: Framing) -> Iterator[Burst]:
    """The parts of a run in which the key has its full level: twice the same key, or once."""
    if not run:
        return
    loudest = max(frame.level for frame in run)
    full = [frame.number for frame in run if frame.level >= loudest - EDGE_DB]
    most = 2 + SHORTEST_PAUSE_MS / HOP_MS
    cuts = [0, *(n for n, (a, b) in enumerate(pairwise(full), 1) if b - a > most), len(full)]
    for begin, end in pairwise(cuts):
        start = round(framing.centre_ms(full[begin] - 0.5))
        stop = round(framing.centre_ms(full[end - 1] + 0.5))
        if stop - start >= SHORTEST_MS:
            yield Burst(start_ms=max(0, start), end_ms=stop, key=run[0].key)
