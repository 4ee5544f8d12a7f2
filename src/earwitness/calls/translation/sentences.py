"""Sentences of a turn, with the characters and the time that each takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from razdel import sentenize

from earwitness.records.hearing import Segment, Turn, Word

LONGEST_SENTENCE = 400
"""Characters. Heard text may have no full stop; models of the OPUS and NLLB kind were trained on
sentences and drop the rest of longer ones. Cut at a comma or a space. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A sentence at characters [start, end) of its text."""

    start: int
    end: int
    text: str


def sentences_of(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order (razdel), without the space between them."""
    return tuple(
        part
        for found in sentenize(text)
        if found.text.strip()
        for part in _shortened(Span(start=found.start, end=found.stop, text=found.text))
    )


def _shortened(span: Span) -> Sequence[Span]:
    if len(span.text) <= LONGEST_SENTENCE:
        return (span,)
    half = span.text[:LONGEST_SENTENCE]
    cut = max(half.rfind(", ") + 1, 0) or half.rfind(" ")
    cut = cut if cut > LONGEST_SENTENCE // 4 else LONGEST_SENTENCE
    rest = span.text[cut:].lstrip()
    first = Span(start=span.start, end=span.start + cut, text=span.text[:cut])
    if not rest:
        return (first,)
    return (first, *_shortened(Span(start=span.end - len(rest), end=span.end, text=rest)))


def times_of(turn: Turn | Segment, start: int, end: int) -> tuple[int, int]:
    """Start and end in ms of the characters [start, end) of the text of a turn or segment.

    From the recogniser's words where it timed them; else by the share of characters, which is
    an estimate within it.
    """
    placed = [word for at, word in _placed(turn) if start <= at < end]
    if placed:
        return placed[0].start_ms, max(word.end_ms for word in placed)
    length = max(1, len(turn.text))
    duration = turn.end_ms - turn.start_ms
    first = turn.start_ms + duration * min(start, length) // length
    return first, turn.start_ms + duration * min(end, length) // length


def _placed(turn: Turn | Segment) -> list[tuple[int, Word]]:
    """Words with the character at which each stands in the text; unplaceable ones are left out."""
    placed: list[tuple[int, Word]] = []
    cursor = 0
    for word in turn.words:
        at = turn.text.find(word.text, cursor) if word.text else -1
        if at >= 0:
            placed.append((at, word))
            cursor = at + len(word.text)
    return placed
