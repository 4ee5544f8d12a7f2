"""Cutting speech into clips: what a recogniser hears at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a clip that stands in the recording just so, up to a pause that was cut down.

    In ms: `offset_ms` in the clip, `start_ms` and `end_ms` in the recording; `kept_ms` of the
    pause follow.
    """

    offset_ms: int
    start_ms: int
    end_ms: int
    kept_ms: int


def stretches(clip: Clip) -> list[Stretch]:
    """The stretches of a clip, in order; pieces that follow each other without a cut are one."""
    found: list[Stretch] = []
    begin = 0
    for place, (_, span) in enumerate(clip.pieces):
        last = place + 1 == len(clip.pieces)
        if not last and clip.pieces[place + 1][1].start_ms <= span.end_ms:
            continue
        offset, first = clip.pieces[begin]
        kept = 0 if last else min(LONGEST_PAUSE_MS, span.end_ms - first.start_ms)
        found.append(
            Stretch(
                offset_ms=offset,
                start_ms=first.start_ms,
                end_ms=span.end_ms - kept,
                kept_ms=kept,
            )
        )
        begin = place + 1
    return found


def stretch_at(clip: Clip, start_ms: float, end_ms: float) -> int:
    """Number of the stretch that a word of the clip, in ms, belongs to: the one in whose speech
     most of it lies. Aligners let a word begin where the one before it ended, long before its sound
    ; what only touches a pause stays where its middle is.
    """
    own = stretches(clip)
    shared = [
        min(end_ms, one.offset_ms + one.end_ms - one.start_ms) - max(start_ms, one.offset_ms)
        for one in own
    ]
    if max(shared) > 0:
        return shared.index(max(shared))
    middle = (start_ms + end_ms) / 2
    return max(0, sum(one.offset_ms <= middle for one in own) - 1)


def recording_times(clip: Clip, start_ms: float, end_ms: float) -> tuple[int, int]:
    """Start and end in the recording, in ms, of a word of the clip, in ms, within one stretch."""
    own = stretches(clip)[stretch_at(clip, start_ms, end_ms)]
    return _in_recording(own, start_ms), _in_recording(own, end_ms)


def recording_span(clip: Clip, start_ms: float, end_ms: float) -> tuple[int, int]:
    """As `recording_times`, for what may go on over several stretches: from the first to the last
    whose speech it touches."""
    touched = [
        one
        for one in stretches(clip)
        if start_ms < one.offset_ms + one.end_ms - one.start_ms and one.offset_ms < end_ms
    ]
    if not touched:
        return recording_times(clip, start_ms, end_ms)
    return _in_recording(touched[0], start_ms), _in_recording(touched[-1], end_ms)


def _in_recording(stretch: Stretch, ms: float) -> int:
    last = stretch.end_ms + stretch.kept_ms
    return round(min(max(stretch.start_ms + ms - stretch.offset_ms, stretch.start_ms), last))


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
