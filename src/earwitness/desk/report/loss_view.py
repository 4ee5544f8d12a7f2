"""The table of losses as the report shows it: a unit, its parts under it, every claim behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from earwitness.claims.loss_table.wording import (
    said_of,
    unit_note,
    words_of_dates,
    words_of_figures,
    words_of_independence,
    words_of_range,
)
from earwitness.claims.wording import unit_in_words
from earwitness.desk.report.claim_view import ClaimView
from earwitness.records.losses import LossRow, LossStatement
from earwitness.records.support import Relation

_MOST_INDENTED = 3

FOLDED_FROM = 12
"""So many claims of a row stand open on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One claim in a row; `marks` say what it says and how it came here."""

    claim: ClaimView
    marks: str
    aside: str
    superseded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionView:
    """Two claims that cannot both be true, and why; a side outside the report is its id."""

    why: str
    sides: tuple[ClaimView, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LossView:
    """One row: its unit, ranges and the claims they come from. `depth` is 0 for a whole;
    `no_figures` says why there is no range; `more` are statements that are folded away at first."""

    unit: str
    part_of: str
    thing: str
    depth: int
    days: str
    dated: str
    figures: tuple[str, ...]
    no_figures: str
    independent: str
    note: str
    statements: tuple[StatementView, ...]
    more: tuple[StatementView, ...]
    asides: tuple[StatementView, ...]
    contradictions: tuple[ContradictionView, ...]


def loss_views(rows: Sequence[LossRow], claims: Mapping[str, ClaimView]) -> tuple[LossView, ...]:
    """Every row in order; claims that the report does not hold are left out."""
    return tuple(_loss_view(row, claims) for row in rows)


def _loss_view(row: LossRow, claims: Mapping[str, ClaimView]) -> LossView:
    return LossView(
        unit=unit_in_words(row.unit.split(",")[0]),
        part_of=", ".join(unit_in_words(part.split(",")[0]) for part in row.within),
        thing="" if row.object == "people" else row.object,
        depth=min(len(row.within), _MOST_INDENTED),
        days=_days(row.day_from, row.day_to),
        dated=words_of_dates(row),
        figures=tuple(map(words_of_range, row.figures)),
        no_figures="" if row.figures else words_of_figures(row),
        independent=words_of_independence(row),
        note=unit_note(row),
        statements=_statements(row.statements[:FOLDED_FROM], claims),
        more=_statements(row.statements[FOLDED_FROM:], claims),
        asides=_statements(row.asides, claims),
        contradictions=tuple(_contradiction(one, claims) for one in row.contradictions),
    )


def _days(first: date | None, last: date | None) -> str:
    days = dict.fromkeys(f"{day.day} {day:%b %Y}" for day in (first, last) if day)
    return " to ".join(days) or "not known"


def _statements(
    statements: Sequence[LossStatement], claims: Mapping[str, ClaimView]
) -> tuple[StatementView, ...]:
    return tuple(
        StatementView(
            claim=claims[one.located.id],
            marks=" · ".join(said_of(one)),
            aside=one.aside,
            superseded_by=one.superseded_by,
        )
        for one in statements
        if one.located.id in claims
    )


def _contradiction(one: Relation, claims: Mapping[str, ClaimView]) -> ContradictionView:
    ends = (one.left, one.right)
    return ContradictionView(
        why=one.why,
        sides=tuple(claims[end] for end in ends if end in claims),
        others=tuple(end for end in ends if end not in claims),
    )
