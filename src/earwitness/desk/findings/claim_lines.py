"""Claims as pages of this part show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from earwitness.app.claim_board.asking import speaker_of
from earwitness.app.claim_board.bearing import bearings
from earwitness.claims.wording import context_of
from earwitness.desk.figures import clock
from earwitness.desk.findings import wording
from earwitness.desk.languages import language_of
from earwitness.desk.links import address_or_nothing
from earwitness.desk.speaker_names import speaker_name
from earwitness.desk.wording import sureness, theme_name
from earwitness.records.claim_board import Bearing, Board, SaidClaim
from earwitness.records.support import Grade

BEGINNING = 12
"""Digits of a recording's SHA-256 in an address."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A word with a colour."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim in words. `moment` is the address of its moment in the call; `person` is empty
    where nobody leads; `context` says what other sentences of the call add."""

    id: str
    kind: str
    aside: str
    object: str
    figures: Sequence[str]
    unit: str
    unit_from_context: bool
    place: str
    quote: str
    language: str
    english: str
    english_of_turn: bool
    voice: str
    person: str
    sure: str
    knows: str
    days: str
    call_id: str
    clock: str
    moment: str
    tags: Sequence[Tag]
    grade: str
    context: str
    themes: Sequence[str]
    copy_of: str


def lines(board: Board, claims: Sequence[SaidClaim]) -> list[ClaimLine]:
    """Some claims of a board."""
    return [line(board, one) for one in claims]


def line(board: Board, one: SaidClaim) -> ClaimLine:
    """One claim of a board."""
    located, claim = one.located, one.located.claim
    speaker = one.speaker
    named = speaker is not None and speaker.person_id is not None
    return ClaimLine(
        id=one.id,
        kind=wording.kind(claim.kind),
        aside=wording.aside(one.aside) if one.aside else "",
        object=claim.object or "",
        figures=list(wording.figures(claim)),
        unit=wording.unit(one.unit),
        unit_from_context=one.unit_from == "context",
        place=one.place or (claim.home_base or ""),
        quote=claim.quote,
        language=language_of(claim.quote),
        english=located.translation if language_of(claim.quote) != "en" else "",
        english_of_turn=located.translation_of == "turn",
        voice=speaker_name(located.speaker_label, speaker.side if speaker else ""),
        person=speaker.name if named and speaker else "",
        sure=sureness(speaker.judgement, speaker.probability) if named and speaker else "",
        knows=wording.knowledge(located),
        days=days(one),
        call_id=located.call_id,
        clock=clock(located.start_ms),
        moment=moment(located.call_id, located.sha256, located.start_ms),
        tags=tags(board, one),
        grade=grade_in_force(board, one),
        context=context_of(located),
        themes=[theme_name(theme) for theme in one.themes],
        copy_of=one.copy_of[:BEGINNING],
    )


def moment(call_id: str, sha256: str, start_ms: int) -> str:
    """The address of a moment of a recording in its call."""
    page = address_or_nothing("call", call_id)
    seconds = f"{start_ms / 1000:.3f}".rstrip("0").rstrip(".")
    return f"{page}?recording={sha256[:BEGINNING]}#t={seconds}"


def days(one: SaidClaim) -> str:
    """The days that it speaks of with the words that say so, and the day on which it was said."""
    said = _("said on %s") % _day(one.said_on) if one.said_on else _("day of the call not known")
    if one.dated_by != "meant" or one.day_from is None:
        return said
    ends = dict.fromkeys(_day(day) for day in (one.day_from, one.day_to) if day)
    when = one.located.claim.when
    words = f" (“{when.said}”)" if when else ""
    return _("speaks of %(days)s%(words)s; %(said)s") % {
        "days": " – ".join(ends),
        "words": words,
        "said": said,
    }


def _day(day: date) -> str:
    return date_format(day, "j M Y")


def tags(board: Board, one: SaidClaim) -> Sequence[Tag]:
    """How it stands among the others, and what people decided."""
    own = bearings(board)[one.id]
    found = [
        Tag(str(wording.BEARINGS[name]), wording.TONES[name]) for name in Bearing if name in own
    ]
    judged = board.judgements.get(one.id)
    if judged:
        words = _("judged %s") % wording.VERDICTS[judged.verdict]
        found.append(Tag(words, wording.VERDICT_TONES.get(judged.verdict, "")))
    return found


def grade_in_force(board: Board, one: SaidClaim) -> str:
    """The grade of the claim; a letter that it lacks is that of its speaker."""
    own, voice = board.grades.get(one.id), board.grades.get(speaker_of(one))
    return _letters(own, "source", voice) + _letters(own, "information", None)


def _letters(own: Grade | None, field: str, instead: Grade | None) -> str:
    return next((getattr(one, field) for one in (own, instead) if one and getattr(one, field)), "")
