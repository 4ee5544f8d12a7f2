"""Cutting what was heard where the voice changes: every word carries its speaker."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from earwitness.records.hearing import UNKNOWN_SPEAKER, Segment, Word
from earwitness.records.voices import VoiceSpan

REACH_MS = 400
"""A word that lies in no span takes the voice of a span that is so near. Recognisers misplace
words by some tenths of a second (docs/speakers.md). Estimate."""

SLIVER_MS = 120
"""A shorter stretch of one voice inside another's words is a misplaced edge, no answer: the
shortest "да" lasts longer. Estimate."""


@dataclass(frozen=True, slots=True)
class VoicedSegment:
    """A segment, or the part of one, that one voice says."""

    speaker_label: str
    segment: Segment


def cut_by_voice(segment: Segment, spans: Sequence[VoiceSpan]) -> tuple[VoicedSegment, ...]:
    """The parts of a segment by voice, in order; all of its words, each once.

    `spans` are those of the recording. The English stays whole with the first part:
    `turn_english` ties it to the words that it translates.
    """
    own = [span for span in spans if span.channel == segment.channel]
    if not segment.words:
        label = _label(segment.start_ms, segment.end_ms, own)
        return (VoicedSegment(label, segment),)
    parts = _parts(segment.words, own)
    if len(parts) == 1:
        return (VoicedSegment(parts[0][0], segment),)
    return tuple(
        VoicedSegment(label, _part(segment, words, first=place == 0))
        for place, (label, words) in enumerate(parts)
    )


def _parts(words: Sequence[Word], spans: Sequence[VoiceSpan]) -> list[tuple[str, list[Word]]]:
    labels = [_label(word.start_ms, word.end_ms, spans) for word in words]
    runs = list(_runs(labels, words))
    for place in range(1, len(runs) - 1):
        label, inside = runs[place]
        lasts = inside[-1].end_ms - inside[0].start_ms
        before, after = runs[place - 1][0], runs[place + 1][0]
        if lasts < SLIVER_MS and before == after != label:
            runs[place] = (before, inside)
    every = [(label, word) for label, inside in runs for word in inside]
    return list(_runs([label for label, _ in every], [word for _, word in every]))


def _runs(labels: Sequence[str], words: Sequence[Word]) -> Iterator[tuple[str, list[Word]]]:
    pairs = zip(labels, words, strict=True)
    for label, own in groupby(pairs, key=lambda pair: pair[0]):
        yield label, [word for _, word in own]


def _label(start_ms: int, end_ms: int, spans: Sequence[VoiceSpan]) -> str:
    """The voice with the most time in a stretch, else of the nearest span within reach."""
    shared: Counter[str] = Counter()
    for span in spans:
        common = min(end_ms, span.end_ms) - max(start_ms, span.start_ms)
        if common > 0:
            shared[span.speaker_label] += common
    if shared:
        return shared.most_common(1)[0][0]
    nearest = min(spans, key=lambda span: _distance(start_ms, end_ms, span), default=None)
    if nearest is None or _distance(start_ms, end_ms, nearest) > REACH_MS:
        return UNKNOWN_SPEAKER
    return nearest.speaker_label


def _distance(start_ms: int, end_ms: int, span: VoiceSpan) -> int:
    return max(span.start_ms - end_ms, start_ms - span.end_ms, 0)


def _part(segment: Segment, words: Sequence[Word], *, first: bool) -> Segment:
    return replace(
        segment,
        start_ms=words[0].start_ms,
        end_ms=max(word.end_ms for word in words),
        text=" ".join(word.text for word in words),
        words=tuple(words),
        translation=segment.translation if first else "",
        english=segment.english if first else (),
    )
