"""Cutting speech into clips: what a recogniser hears at once."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from earwitness.calls.ports import Clip, SoundSource
from earwitness.records.hearing import SpeechSpan

CLIP_MS = 28_000
"""Whisper hears windows of 30 s (Radford et al. 2022, section 2.1); two seconds stay silent.
Clips of 22 s were faster but heard acted support calls worse (BENCHMARKS.md)."""

LONGEST_PAUSE_MS = 2_000
"""A longer pause inside a clip is cut down to this, as faster-whisper's own filter does: the time
without speech, in which recognisers invent, stays short."""
RATE = 16_000
"""Of most recognisers, in Hz."""


def cut_clips(
    sha256: str, sound: SoundSource, spans: Sequence[SpeechSpan], *, clip_ms: int = CLIP_MS
) -> tuple[Clip, ...]:
    """Clips of at most `clip_ms`, channel by channel, at the rate of the sound.

    Real sound is kept around every span; only pauses are shortened.
    """
    return tuple(each_clip(sha256, sound, spans, clip_ms=clip_ms))


def each_clip(
    sha256: str, sound: SoundSource, spans: Sequence[SpeechSpan], *, clip_ms: int = CLIP_MS
) -> Iterator[Clip]:
    """As `cut_clips`; the sound of a clip is read when it is asked for."""
    for channel in sorted({span.channel for span in spans}):
        own = [part for span in spans if span.channel == channel for part in _split(span, clip_ms)]
        for group in _groups(own, clip_ms):
            yield _clip(sha256, sound, channel, group)


def recording_times(clip: Clip, start_ms: float, end_ms: float) -> tuple[int, int]:
    """Start and end in the recording, in ms, of a stretch of the clip, in ms.

    A stretch that touches two pieces is placed in the one that holds its middle.
    """
    offset, span = clip.pieces[0]
    for begin, candidate in clip.pieces:
        if begin > (start_ms + end_ms) / 2:
            break
        offset, span = begin, candidate
    times = (span.start_ms + time - offset for time in (start_ms, end_ms))
    first, last = (round(min(max(time, span.start_ms), span.end_ms)) for time in times)
    return first, last


def recording_time(clip: Clip, ms: float) -> int:
    """The time in the recording, in ms, of a point of the clip, in ms."""
    offset, span = clip.pieces[0]
    for begin, candidate in clip.pieces:
        if begin > ms:
            break
        offset, span = begin, candidate
    return round(min(max(span.start_ms + ms - offset, span.start_ms), span.end_ms))


def shortened_pauses(clip: Clip) -> list[float]:
    """Where in the clip, in seconds, a pause of the recording was cut down."""
    return [
        offset / 1000
        for (_, before), (offset, after) in pairwise(clip.pieces)
        if after.start_ms > before.end_ms
    ]


def _split(span: SpeechSpan, clip_ms: int) -> Iterator[SpeechSpan]:
    """Cut a span that is longer than a clip into equal parts."""
    length = span.end_ms - span.start_ms
    parts = max(1, -(-length // clip_ms))
    for part in range(parts):
        yield SpeechSpan(
            channel=span.channel,
            start_ms=span.start_ms + length * part // parts,
            end_ms=span.start_ms + length * (part + 1) // parts,
        )


def _groups(spans: Sequence[SpeechSpan], clip_ms: int) -> Iterator[list[SpeechSpan]]:
    """Neighbouring spans that fit into a clip, cut at the longest pause of its last half."""
    group: list[SpeechSpan] = []
    for span in spans:
        group.append(span)
        while _length(group) > clip_ms:
            place = _cutting_place(group)
            yield group[:place]
            group = group[place:]
    if group:
        yield group


def _length(group: Sequence[SpeechSpan]) -> int:
    pauses = (_pause(before, after) for before, after in pairwise(group))
    return sum(span.end_ms - span.start_ms for span in group) + sum(pauses)


def _cutting_place(group: Sequence[SpeechSpan]) -> int:
    """Before which span to cut; the rest then fits, for the last span alone made it too long."""
    later = range(max(1, len(group) // 2), len(group))
    return max(later, key=lambda place: group[place].start_ms - group[place - 1].end_ms)


def _pause(before: SpeechSpan, after: SpeechSpan) -> int:
    return min(after.start_ms - before.end_ms, LONGEST_PAUSE_MS)


def _clip(sha256: str, sound: SoundSource, channel: int, spans: Sequence[SpeechSpan]) -> Clip:
    pieces: list[tuple[int, SpeechSpan]] = []
    samples: list[np.ndarray] = []
    offset, rate = 0, sound.sample_rate
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        end = span.end_ms
        if following is not None:
            end += _pause(span, following)
        pieces.append((offset, SpeechSpan(channel=channel, start_ms=span.start_ms, end_ms=end)))
        cut = sound.read(channel, span.start_ms * rate // 1000, end * rate // 1000)
        samples.append(cut)
        offset += len(cut) * 1000 // rate
    return Clip(
        sha256=sha256,
        channel=channel,
        samples=np.concatenate(samples),
        pieces=tuple(pieces),
        sample_rate=sound.sample_rate,
    )
