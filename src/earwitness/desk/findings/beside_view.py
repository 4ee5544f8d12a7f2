"""What a claim is compared with, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from earwitness.app.claim_board.bearing import Beside
from earwitness.desk.findings import wording
from earwitness.desk.findings.claim_lines import ClaimLine, line
from earwitness.records.claim_board import Board
from earwitness.records.support import ExternalFact

TONES = {"supports": "good", "contradicts": "alarm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A published fact. `address` is empty unless it is one of the web."""

    event: str
    days: str
    source: str
    address: str
    figures: Sequence[str]
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """One comparison: how they bear on each other, why, and whether both may come from one
    source. `later` says that one speaker's later figure takes the place of the earlier."""

    relation: str
    tone: str
    why: str
    sources: str
    later: str
    claim: ClaimLine | None
    fact: FactView | None


def beside_views(board: Board, found: Sequence[Beside]) -> list[BesideView]:
    """Everything that a claim is compared with."""
    return [
        BesideView(
            relation=str(wording.RELATIONS.get(one.relation.relation, one.relation.relation)),
            tone=TONES.get(one.relation.relation, ""),
            why=one.relation.why,
            sources="" if one.fact else _sources(one),
            later=_later(one),
            claim=line(board, one.claim) if one.claim else None,
            fact=fact_view(board, one.fact) if one.fact else None,
        )
        for one in found
    ]


def fact_view(board: Board, fact: ExternalFact) -> FactView:
    """One published fact."""
    ends = dict.fromkeys(
        date_format(day, "j M Y") for day in (fact.happened_from, fact.happened_to)
    )
    grade = board.grades.get(fact.id)
    return FactView(
        event=fact.event,
        days=" – ".join(ends),
        source=fact.source,
        address=fact.url if fact.url.startswith(("https://", "http://")) else "",
        figures=list(wording.figures(fact.claim)),
        grade=grade.source + grade.information if grade else "",
    )


def _sources(one: Beside) -> str:
    if one.is_independent:
        return _("nothing is known that ties the two sources together")
    reasons = "; ".join(
        dict.fromkeys(str(wording.ECHOES.get(echo.reason, echo.reason)) for echo in one.echoes)
    )
    if any(echo.certain for echo in one.echoes):
        return _("counts as one source: %s") % reasons
    return _("perhaps one source: %s") % reasons


def _later(one: Beside) -> str:
    if not one.relation.supersedes or one.claim is None:
        return ""
    if one.relation.supersedes == one.claim.id:
        return _("the same speaker's later figure: it takes the place of this one")
    return _("the same speaker's earlier figure: this one takes its place")
