"""The telephone front end: what speech detection and the recogniser get to hear."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.calls.laid_over import LaidOver
from earwitness.calls.ports import Samples, SoundSource
from earwitness.calls.signals.bursts import touching
from earwitness.calls.signals.finding import sure_bursts
from earwitness.records.hearing import SpeechSpan
from earwitness.records.signals import Burst, Signals

LEAST_OFFSET = 0.002
"""An offset from zero (−54 dBFS) under which nothing is taken off. Estimate."""

EDGE_MS = 40
"""A tone is silent for so much longer on both sides: its edges are found within 25 ms, and what is
left of them would be taken for speech. Estimate."""

SHORTEST_LEFT_MS = 300
"""Less than this of a span, left beside a tone, is its margin. A little more than the margin of
speech detection."""


@dataclass(frozen=True, slots=True)
class PreparedSound(LaidOver):
    """A `SoundSource` over another: offsets taken off, tones silent. Times do not shift.

    `offsets` and `silent` are by channel; the bursts of a channel are in order.
    """

    offsets: tuple[float, ...]
    silent: tuple[tuple[Burst, ...], ...]

    def read(self, channel: int, start: int, end: int) -> Samples:
        """As `SoundSource.read`."""
        first, last = max(0, start), min(self.length, end)
        samples = self.source.read(channel, first, last)
        if self.offsets[channel]:
            samples = samples - self.offsets[channel]
        rate = self.sample_rate
        near = touching(
            self.silent[channel], 1000 * first / rate - EDGE_MS, 1000 * last / rate + EDGE_MS
        )
        covered = [
            (max(0, begin - first), max(0, stop - first)) for begin, stop in _in_samples(near, rate)
        ]
        if covered and samples.base is not None:
            samples = samples.copy()
        for begin, stop in covered:
            samples[begin:stop] = 0.0
        return samples


def prepared(
    source: SoundSource, signals: Signals | None, *, silence_tones: bool = True
) -> SoundSource:
    """The sound without offset and, for the recogniser, without tones that were surely seen.

    Speech detection hears the tones: it does not take them for speech, but did so with what stood
    between dialled keys once they were silent (docs/signals.md). Without `signals` (they were not
    looked for) the sound is the source itself.
    """
    if signals is None:
        return source
    channels = range(source.channels)
    offset_of = {level.channel: level.dc_offset for level in signals.levels}
    offsets = tuple(_worth_taking_off(offset_of.get(channel, 0.0)) for channel in channels)
    silent = tuple(sure_bursts(signals, channel) if silence_tones else () for channel in channels)
    if not any(offsets) and not any(silent):
        return source
    return PreparedSound(source, offsets, silent)


def without_tones(spans: Sequence[SpeechSpan], signals: Signals | None) -> tuple[SpeechSpan, ...]:
    """Spans of speech without the tones that were surely seen; what is left is no click."""
    if signals is None:
        return tuple(spans)
    bursts = {channel: sure_bursts(signals, channel) for channel in {one.channel for one in spans}}
    kept: list[SpeechSpan] = []
    for span in spans:
        start = span.start_ms
        own = bursts[span.channel]
        for burst in touching(own, span.start_ms - EDGE_MS, span.end_ms + EDGE_MS):
            kept.append(replace(span, start_ms=start, end_ms=max(start, burst.start_ms - EDGE_MS)))
            start = min(span.end_ms, burst.end_ms + EDGE_MS)
        kept.append(replace(span, start_ms=start))
    return tuple(span for span in kept if span.end_ms - span.start_ms >= SHORTEST_LEFT_MS)


def _worth_taking_off(offset: float) -> float:
    return offset if abs(offset) >= LEAST_OFFSET else 0.0


def _in_samples(bursts: Sequence[Burst], rate: int) -> list[tuple[int, int]]:
    return [
        (max(0, burst.start_ms - EDGE_MS) * rate // 1000, (burst.end_ms + EDGE_MS) * rate // 1000)
        for burst in bursts
    ]
