"""Hold music: notes stay where they are, voices glide."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import SoundSource
from earwitness.calls.signals.bursts import touching
from earwitness.calls.signals.frames import HIGHEST, LOWEST, Framing, Reals, power_blocks
from earwitness.records.signals import Burst, Signal, SignalLabel

SIZE_MS, HOP_MS = 128.0, 32.0

WINDOW_SECONDS = 4

NOTE_FRAMES = 9
"""A peak that stays within a bin for so many frames (288 ms between first and last, 8 Hz wide) is
a note. The idea is that of peak continuity (Hawley 1993; Saunders 1996 has other features)."""

PEAK, AROUND = 2.5, 12
"""A peak has so many times the mean power of so many bins on each side. Estimate."""

ENDLESS = 0.8
"""What stays for such a share of a window is hum or a carrier, no note. Estimate."""

LEAST_SHARE = 0.15
"""Share of the power that notes hold in music: tuned on development data (docs/signals.md)."""

LEAST_WINDOWS = 2
RANGE_DB, QUIETEST_DBFS, LEAST_FRAMES = 30.0, -60.0, 30
"""Frames this far below the loudest of a window say nothing; a window needs a second of others, and
music two windows in a row. Estimates."""


def hold_music(source: SoundSource, channel: int, tones: Sequence[Burst]) -> Iterator[Signal]:
    """Stretches of a channel that sound like music: hints. `tones`, in order, are left out."""
    step = WINDOW_SECONDS * source.sample_rate
    began: int | None = None
    for number in range(source.length // step + 1):
        samples_left = source.length - number * step
        found = samples_left >= step and note_share(
            source, channel, number * step, tones
        ) >= LEAST_SHARE  # fmt: skip
        if found and began is None:
            began = number
        elif not found and began is not None:
            if number - began >= LEAST_WINDOWS:
                yield Signal(
                    label=SignalLabel.MUSIC,
                    channel=channel,
                    start_ms=1000 * WINDOW_SECONDS * began,
                    end_ms=1000 * WINDOW_SECONDS * number,
                    hint=True,
                )
            began = None


def note_share(source: SoundSource, channel: int, start: int, tones: Sequence[Burst]) -> float:
    """Mean share (0 to 1) of the power of a window's frames that notes hold."""
    framing = Framing.of(source.sample_rate, size_ms=SIZE_MS, hop_ms=HOP_MS)
    window = _Window(source, start, start + WINDOW_SECONDS * source.sample_rate)
    blocks = list(power_blocks(window, channel, framing))
    power = np.concatenate(blocks)
    bins = framing.bins()
    power = power[:, (bins >= LOWEST) & (bins <= HIGHEST)]
    total = power.sum(axis=1)
    at_ms = 1000 * start / source.sample_rate
    counts = _loud(total) & ~_covered(len(power), framing, at_ms, tones)
    half = NOTE_FRAMES // 2
    counts = counts[half : len(counts) - half]
    if np.count_nonzero(counts) < LEAST_FRAMES:
        return 0.0
    notes = _notes(power)
    inner = power[half : len(power) - half]
    share = (inner * notes).sum(axis=1) / (total[half : len(total) - half] + 1e-12)
    return float(np.mean(share[counts]))


def _notes(power: Reals) -> NDArray[np.bool_]:
    """Which bins of which frames (the outer ones left out) belong to notes."""
    peaks = np.zeros(power.shape, dtype=bool)
    peaks[:, 1:-1] = (power[:, 1:-1] >= power[:, :-2]) & (power[:, 1:-1] >= power[:, 2:])
    padded = np.pad(power, ((0, 0), (AROUND + 1, AROUND)), mode="edge")
    sums = np.cumsum(padded, axis=1)
    width = 2 * AROUND + 1
    peaks &= power > PEAK * (sums[:, width:] - sums[:, :-width]) / width
    wide = peaks.copy()
    wide[:, 1:] |= peaks[:, :-1]
    wide[:, :-1] |= peaks[:, 1:]
    inner = len(power) - NOTE_FRAMES + 1
    notes = np.ones((inner, power.shape[1]), dtype=bool)
    for step in range(NOTE_FRAMES):
        notes &= wide[step : step + inner]
    notes[:, notes.mean(axis=0) > ENDLESS] = False
    return notes


def _loud(total: Reals) -> NDArray[np.bool_]:
    level = 10 * np.log10(total + 1e-12)
    return np.asarray(level > max(float(level.max()) - RANGE_DB, QUIETEST_DBFS))


def _covered(
    count: int, framing: Framing, at_ms: float, tones: Sequence[Burst]
) -> NDArray[np.bool_]:
    """Which frames of a window touch a tone."""
    centres = at_ms + np.array([framing.centre_ms(frame) for frame in range(count)])
    covered = np.zeros(count, dtype=bool)
    if not count:
        return covered
    for burst in touching(tones, centres[0] - SIZE_MS, centres[-1] + SIZE_MS):
        covered |= (centres > burst.start_ms - SIZE_MS) & (centres < burst.end_ms + SIZE_MS)
    return covered


class _Window:
    """A part of a source as a source."""

    def __init__(self, source: SoundSource, start: int, end: int) -> None:
        self._source, self._start = source, start
        self.sample_rate, self.channels = source.sample_rate, source.channels
        self.length = min(end, source.length) - start

    def read(self, channel: int, start: int, end: int) -> NDArray[np.float32]:
        """As `SoundSource.read`."""
        return self._source.read(channel, self._start + start, self._start + min(end, self.length))
