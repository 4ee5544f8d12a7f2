"""The recogniser's English goes to the turn whose words it says: a whole clip in view."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.calls.invention import packs_too_well
from earwitness.calls.translation.beads import Bead
from earwitness.calls.translation.clauses import clauses_of, without_loops
from earwitness.calls.translation.sentences import sentences_of, times_of
from earwitness.calls.translation.tying import Timed, tie
from earwitness.calls.turn_voices import VoicedSegment
from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag, Segment, TimedEnglish

_SENTENCE_END = re.compile(r"[.!?…][\s»”\"']*$")

MOST_CLAUSES = 150
"""Of English in a clip of 28 s, six times what anyone says: more stays where the recogniser's
times put it."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the source, and which part of the clip says it."""

    part: int
    timed: Timed


def tied(segments: Sequence[Sequence[VoicedSegment]]) -> list[VoicedSegment]:
    """The parts of all segments, each with the English of its own sentences.

    The English of all segments of a clip is taken together; where no clip is known, that of each
    segment. Where one English clause says sentences of two voices, it stays with the longer, and
    both are flagged.
    """
    clips: defaultdict[tuple[object, ...], list[VoicedSegment]] = defaultdict(list)
    for number, parts in enumerate(segments):
        for part in parts:
            clips[_clip_of(part.segment, number)].append(part)
    return [
        part
        for own in clips.values()
        for part in _tied(sorted(own, key=lambda one: one.segment.start_ms))
    ]


def _clip_of(segment: Segment, number: int) -> tuple[object, ...]:
    """What was heard at once shares it; what was heard again was so in a clip of its own."""
    if segment.clip_start_ms is None:
        return (number,)
    return segment.channel, segment.clip_start_ms, segment.first_hearing


def _tied(parts: Sequence[VoicedSegment]) -> list[VoicedSegment]:
    clauses = [clause for part in parts for clause in _clauses(part.segment)]
    if not clauses:
        return list(parts)
    clauses = without_loops(sorted(clauses, key=lambda clause: clause.start_ms))
    sentences = [
        _Sentence(place, timed)
        for place, part in enumerate(parts)
        for timed in _sentences(part.segment)
    ]
    if len(parts) < 2 or not sentences or len(clauses) > MOST_CLAUSES:
        return list(parts)
    english: list[list[str]] = [[] for _ in parts]
    shared: set[int] = set()
    for bead in tie([sentence.timed for sentence in sentences], clauses):
        own, others = _owner(bead, sentences, clauses)
        english[own] += [clause.text for clause in clauses[slice(*bead[1])]]
        if bead[1][0] < bead[1][1] and _are_told_apart(parts, own, others):
            shared |= others
    return [
        replace(part, segment=_with(part.segment, " ".join(english[place]), place in shared))
        for place, part in enumerate(parts)
    ]


def _owner(
    bead: Bead, sentences: Sequence[_Sentence], clauses: Sequence[Timed]
) -> tuple[int, set[int]]:
    """The part that the English of a bead goes to, and all parts that it belongs to.

    English that nobody said goes to the neighbour that is nearer in time.
    """
    (first, last), (start, _) = bead
    own = sentences[first:last]
    if own:
        longest = max(own, key=lambda sentence: len(sentence.timed.text))
        return longest.part, {sentence.part for sentence in own}
    beside = sentences[max(0, first - 1) : first + 1]
    nearest = min(
        beside, key=lambda sentence: abs(sentence.timed.start_ms - clauses[start].start_ms)
    )
    return nearest.part, {nearest.part}


def _are_told_apart(parts: Sequence[VoicedSegment], own: int, others: set[int]) -> bool:
    """Whether parts will be turns of their own."""
    labels = {parts[place].speaker_label for place in others}
    return len(labels) > 1 or (len(others) > 1 and labels == {UNKNOWN_SPEAKER})


def _with(segment: Segment, english: str, shared: bool) -> Segment:
    kept = (flag for flag in segment.flags if flag is not Flag.TRANSLATION_LOOP)
    flags: list[Flag] = list(kept)
    if packs_too_well(english):
        flags.append(Flag.TRANSLATION_LOOP)
    if shared:
        flags.append(Flag.TRANSLATION_SHARED)
    return replace(segment, translation=english, english=(), flags=tuple(flags))


def _sentences(segment: Segment) -> Iterator[Timed]:
    for span in sentences_of(segment.text):
        start_ms, end_ms = times_of(segment, span.start, span.end)
        yield Timed(span.text, start_ms, end_ms, ends=bool(_SENTENCE_END.search(span.text)))


def _clauses(segment: Segment) -> Iterator[Timed]:
    """English clauses in order; their times by the share of characters of their piece."""
    whole = TimedEnglish(start_ms=segment.start_ms, end_ms=segment.end_ms, text=segment.translation)
    for piece in segment.english or (whole,) * bool(segment.translation):
        yield from clauses_of(piece)
