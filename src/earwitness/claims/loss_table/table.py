"""Verb `loss_table`: located claims in, rows by unit, thing and period out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from earwitness.claims.loss_table.figures import ranges
from earwitness.claims.loss_table.periods import Period, days_of, overlaps, period_of
from earwitness.claims.loss_table.unit_rows import UnitRow, is_asked_for, order, unit_of, unit_row
from earwitness.claims.published_figures import FIELDS
from earwitness.records.claim import Claim, LocatedClaim
from earwitness.records.losses import OBJECT_NOT_SAID, LossRow, LossStatement, LossTable
from earwitness.records.support import Independence, Relation

LOSS, PEOPLE, DENIED = "loss", "people", "denied"
_OF_PEOPLE = ("killed", "wounded", "missing", "captured", "refused")

Independent = Callable[[Sequence[LocatedClaim]], Independence]
"""From how many men claims come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for: a unit (with its parts), days (both inclusive), and into which periods
    the rows are split."""

    unit: str = ""
    first: date | None = None
    last: date | None = None
    by: Period | None = None


def loss_table(
    claims: Iterable[LocatedClaim],
    *,
    started_at: Mapping[str, datetime | None],
    zone: ZoneInfo,
    relations: Sequence[Relation] = (),
    independent: Independent | None = None,
    wanted: Wanted | None = None,
) -> LossTable:
    """Loss claims side by side. `claims` are all of a case, asserted or not; what is no loss is
    passed over.

    `started_at` is the start of each call by its id. `relations` tell contradictions and which
    claim takes the place of an earlier one. Without `independent` nothing is said of it.
    """
    asked = wanted or Wanted()
    later = {_earlier(one): one.supersedes for one in relations if one.supersedes}
    groups: dict[tuple[str, str, str], list[LossStatement]] = defaultdict(list)
    undated = 0
    for located in claims:
        if located.claim.kind != LOSS:
            continue
        one = _statement(located, started_at.get(located.call_id), zone, later)
        if asked.unit and not is_asked_for(unit_row(one.unit), asked.unit):
            continue
        touches = overlaps(one.day_from, one.day_to, asked.first, asked.last)
        undated += touches is None
        if touches:
            period = period_of(one.day_from, one.day_to, asked.by)
            groups[one.unit, object_of(located.claim), period].append(one)
    against = _by_claim(one for one in relations if one.relation == "contradicts")
    rows = [_row(*key, own, against, independent) for key, own in groups.items()]
    return LossTable(rows=tuple(sorted(rows, key=_place)), undated=undated)


def object_of(claim: Claim) -> str:
    """What is lost: "people" or which equipment. Only people are wounded, missing or refuse."""
    if claim.object:
        return claim.object
    of_people = any(getattr(claim, name) is not None for name in _OF_PEOPLE)
    return PEOPLE if of_people else OBJECT_NOT_SAID


def aside_of(claim: Claim) -> str:
    """Why a claim asserts nothing; empty if it does. "No losses" asserts: it claims zero."""
    if claim.mood:
        return claim.mood
    said = [value for name in FIELDS if (value := getattr(claim, name)) is not None]
    claims_none = bool(said) and all(value == 0 for value in said)
    return DENIED if claim.polarity == DENIED and not claims_none else ""


def _statement(
    located: LocatedClaim, started_at: datetime | None, zone: ZoneInfo, later: Mapping[str, str]
) -> LossStatement:
    unit, unit_from = unit_of(located)
    day_from, day_to, dated_by = days_of(located, started_at, zone)
    return LossStatement(
        located=located,
        unit=unit,
        unit_from=unit_from,
        day_from=day_from,
        day_to=day_to,
        dated_by=dated_by,
        superseded_by=later.get(located.id, ""),
        aside=aside_of(located.claim),
    )


def _earlier(relation: Relation) -> str:
    return relation.left if relation.supersedes == relation.right else relation.right


def _by_claim(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for one in relations:
        found[one.left].append(one)
        found[one.right].append(one)
    return found


def _row(
    unit: str,
    thing: str,
    period: str,
    own: Sequence[LossStatement],
    against: Mapping[str, Sequence[Relation]],
    independent: Independent | None,
) -> LossRow:
    place = unit_row(unit)
    stated = sorted((one for one in own if not one.aside), key=_moment)
    claims = [one.located for one in stated]
    counted = independent(claims) if independent and claims else None
    days = [day for one in stated for day in (one.day_from, one.day_to) if day]
    contradicted = {one: None for located in claims for one in against.get(located.id, ())}
    return LossRow(
        unit=unit,
        within=place.within,
        one_unit=place.one_unit,
        object=thing,
        period=period,
        day_from=min(days, default=None),
        day_to=max(days, default=None),
        statements=tuple(stated),
        asides=tuple(sorted((one for one in own if one.aside), key=_moment)),
        figures=ranges([one.claim for one in claims]) if place.one_unit or len(claims) < 2 else (),
        independent_low=counted.low if counted else None,
        independent_high=counted.high if counted else None,
        contradictions=tuple(contradicted),
    )


def _moment(one: LossStatement) -> tuple[date, str, int]:
    return one.day_from or date.max, one.located.call_id, one.located.start_ms


def _place(row: LossRow) -> tuple[object, ...]:
    unit = UnitRow(row.unit, row.within, row.one_unit)
    return (*order(unit), row.object != PEOPLE, row.object, row.period)
