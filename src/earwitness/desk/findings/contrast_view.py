"""The official story beside what soldiers say, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earwitness.claims.contrast.wording import role_in_words
from earwitness.desk.figures import clock
from earwitness.desk.findings.beside_view import FactView, fact_view
from earwitness.desk.findings.claim_lines import moment
from earwitness.desk.languages import language_of
from earwitness.records.claim_board import Board
from earwitness.records.contrast import Beside, Contrast, Saying


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingView:
    """One turn. `who` is a guess with its reasons, in English, as are `signs`."""

    quote: str
    language: str
    english: str
    who: str
    signs: str
    day: str
    clock: str
    moment: str
    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """What stands beside it, how near, and what both speak of (in English)."""

    saying: SayingView
    near: str
    shared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastView:
    """One quotation of the official story."""

    id: str
    official: SayingView
    beside: Sequence[BesideView]
    facts: Sequence[FactView]

    @property
    def call_ids(self) -> list[str]:
        """The calls whose words stand in it."""
        return [self.official.call_id, *(one.saying.call_id for one in self.beside)]


def contrast_view(board: Board, one: Contrast) -> ContrastView:
    """One quotation with all that stands beside it."""
    return ContrastView(
        id=one.id,
        official=_saying(one.official),
        beside=[
            BesideView(saying=_saying(other.saying), near=_near(other), shared=_shared(other))
            for other in one.beside
        ],
        facts=[fact_view(board, fact) for fact in one.facts],
    )


def _saying(one: Saying) -> SayingView:
    language = language_of(one.quote)
    return SayingView(
        quote=one.quote,
        language=language,
        english=one.translation if language != "en" else "",
        who=role_in_words(one),
        signs=", ".join(one.signs),
        day=date_format(one.day, "j M Y") if one.day else _("day not known"),
        clock=clock(one.start_ms),
        moment=moment(one.call_id, one.sha256, one.start_ms),
        call_id=one.call_id,
    )


def _shared(other: Beside) -> str:
    return ", ".join(other.shared)


def _near(other: Beside) -> str:
    if other.strength == "answer":
        return _("the answer") if other.shared else _("the next turn")
    if other.strength == "same_call":
        return _("the same call")
    apart = other.days_apart or 0
    if apart == 0:
        return _("another call of that day")
    if apart > 0:
        words = ngettext(
            "another call, %(days)s day later", "another call, %(days)s days later", apart
        )
    else:
        words = ngettext(
            "another call, %(days)s day before", "another call, %(days)s days before", -apart
        )
    return words % {"days": abs(apart)}
