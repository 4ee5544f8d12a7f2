"""One turn as the page of a call shows it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from earwitness.app.call_pages import RecordingTexts
from earwitness.desk.call import wording
from earwitness.desk.call.chips import Chip, claim_chip, number_chip, theme_chips
from earwitness.desk.call.clash_view import ClashView, clashes_of
from earwitness.desk.call.word_marks import marked_words, starts_of, words_html
from earwitness.desk.figures import clock
from earwitness.desk.languages import language_tag
from earwitness.desk.speaker_names import SpeakerView
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.disagreement import Dispute
from earwitness.records.hearing import Turn
from earwitness.records.spoken_number import SpokenNumber
from earwitness.records.translation import SentencePair


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One turn. `words` is HTML; `starts` says when each word begins. `doubts` speak against what
    was heard, `checks` against the translation; `terms` are words of the glossary."""

    id: str
    turn: Turn
    clock: str
    speaker: SpeakerView
    language: str
    words: SafeString
    starts: str
    doubts: list[str]
    notes: list[str]
    checks: list[str]
    terms: list[str]
    chips: list[Chip]
    clashes: list[ClashView]


@dataclass(frozen=True, slots=True)
class _ByTurn:
    """What was found in a recording, by the number of the turn."""

    disputes: Mapping[int, list[Dispute]]
    claims: Mapping[int, list[LocatedClaim]]
    asides: Mapping[int, list[LocatedClaim]]
    themes: Mapping[int, list[ThemeMark]]
    numbers: Mapping[int, list[SpokenNumber]]


def turn_views(
    texts: RecordingTexts,
    speakers: Mapping[str, SpeakerView],
    *,
    from_ms: int = 0,
    to_ms: int | None = None,
) -> list[TurnView]:
    """The turns that begin in a span (`to_ms` exclusive; None: to the end)."""
    wanted = [
        number
        for number, turn in enumerate(texts.turns)
        if from_ms <= turn.start_ms and (to_ms is None or turn.start_ms < to_ms)
    ]
    found = _by_turn(texts, wanted)
    return [_turn_view(number, texts, speakers, found) for number in wanted]


NEAR = 3
"""Turns before and after the span that may have the larger share of what is on its edge."""


def _by_turn(texts: RecordingTexts, wanted: Sequence[int]) -> _ByTurn:
    disputes: dict[int, list[Dispute]] = defaultdict(list)
    for one in texts.comparison.disputes if texts.comparison else ():
        disputes[one.turn].append(one)
    near = range(
        max(0, wanted[0] - NEAR) if wanted else 0,
        min(len(texts.turns), wanted[-1] + NEAR + 1) if wanted else 0,
    )
    return _ByTurn(
        disputes,
        _placed(texts.claims, texts.turns, near),
        _placed(texts.asides, texts.turns, near),
        _placed(texts.themes, texts.turns, near),
        _placed(texts.numbers, texts.turns, near),
    )


Found = TypeVar("Found", LocatedClaim, ThemeMark, SpokenNumber)


def _placed(found: Iterable[Found], turns: Sequence[Turn], near: range) -> dict[int, list[Found]]:
    """What stands on each of these turns."""
    start = min((turns[number].start_ms for number in near), default=0)
    end = max((turns[number].end_ms for number in near), default=0)
    placed: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        if one.end_ms >= start and one.start_ms <= end:
            placed[turn_at(turns, near, one)].append(one)
    return placed


def turn_at(
    turns: Sequence[Turn], near: range, one: LocatedClaim | ThemeMark | SpokenNumber
) -> int:
    """The number of the turn (of those near) that shares most time with a find, of its speaker if
    one does; -1 if none does."""
    best, place = (False, 0), -1
    for number in near:
        turn = turns[number]
        shared = min(turn.end_ms, one.end_ms) - max(turn.start_ms, one.start_ms)
        own = turn.speaker_label == one.speaker_label
        if shared >= 0 and (own, shared + 1) > best:
            best, place = (own, shared + 1), number
    return place


def _turn_view(
    number: int, texts: RecordingTexts, speakers: Mapping[str, SpeakerView], found: _ByTurn
) -> TurnView:
    turn = texts.turns[number]
    words = marked_words(
        turn,
        found.disputes.get(number, ()),
        found.claims.get(number, ()),
        found.asides.get(number, ()),
    )
    pairs = texts.sentences.get(number, ())
    return TurnView(
        id=f"t{turn.start_ms}-{turn.channel}",
        turn=turn,
        clock=clock(turn.start_ms),
        speaker=speakers[turn.speaker_label],
        language=language_tag(turn.language),
        words=words_html(words, _("nothing")),
        starts=starts_of(turn, words),
        doubts=wording.doubts(turn.flags),
        notes=wording.notes(turn.flags),
        checks=list(_checks(pairs)),
        terms=list(_terms(pairs)),
        chips=[
            *map(claim_chip, found.claims.get(number, ())),
            *map(claim_chip, found.asides.get(number, ())),
            *map(number_chip, found.numbers.get(number, ())),
            *theme_chips(found.themes.get(number, ())),
        ],
        clashes=clashes_of(turn, texts),
    )


def _checks(pairs: Iterable[SentencePair]) -> Iterable[str]:
    for pair in pairs:
        for doubt in pair.checked.doubts if pair.checked else ():
            said = wording.SENTENCE_DOUBTS.get(doubt.kind, doubt.kind.value)
            words = " → ".join(f"“{part}”" for part in (doubt.source, doubt.translation) if part)
            yield f"{said}: {words}" if words else str(said)


def _terms(pairs: Iterable[SentencePair]) -> dict[str, None]:
    return {
        f"{term.found}: {term.meaning}" + (f" ({term.note})" if term.note else ""): None
        for pair in pairs
        for term in (pair.checked.terms if pair.checked else ())
    }
