"""Claims and the table of losses as FollowTheMoney (schemata of 3.8).

A claim is no fact. That schema has none for what is only said: a claim becomes an `Event` whose
name begins with "Claim:", so that it has days, a place, units and its recording, and whose
description says that nobody established it. A unit becomes an `Organization` only where its number
or name says which; a row of the table of losses becomes a `Note` on it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from earwitness.claims.loss_table.table import aside_of, object_of
from earwitness.claims.loss_table.unit_rows import UnitRow, unit_of, unit_row
from earwitness.claims.loss_table.wording import (
    words_of_figures,
    words_of_independence,
)
from earwitness.claims.wording import figures_said, knowledge_of, unit_in_words
from earwitness.records.claim import LocatedClaim
from earwitness.records.losses import LossRow
from earwitness.records.support import Relation
from earwitness.runtime.canonical import digest
from earwitness.runtime.follow_the_money import Entity, day, entity, escaped_id, recording_id

LONGEST_UNIT = 100
RELATED = ("supports", "contradicts")
"""Relations that are exported; that two claims can both be true links nothing."""

NOT_ESTABLISHED = "What somebody said on the phone, found by a machine. Nobody established it."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMaterial:
    """What is exported: asserted claims, rows of losses, relations between the claims."""

    claims: Sequence[LocatedClaim]
    rows: Sequence[LossRow]
    relations: Sequence[Relation] = ()


def claim_entities(material: ClaimMaterial) -> Iterator[Entity]:
    """Every unit, claim, row and relation; what is denied, asked or joked is left out."""
    claims = [one for one in material.claims if not aside_of(one.claim)]
    kept = {one.id for one in claims}
    yield from _units(unit_row(unit_of(one)[0]) for one in claims)
    for one in claims:
        yield _claim(one)
    for row in material.rows:
        if row.one_unit and row.statements and {s.located.id for s in row.statements} <= kept:
            yield _note(row)
    for relation in _once(material.relations):
        if relation.relation in RELATED and {relation.left, relation.right} <= kept:
            yield _relation(relation)


def _units(rows: Iterable[UnitRow]) -> Iterator[Entity]:
    """Each unit that is known to be one, with the units it is a part of, small to large."""
    chains = ((row.unit, *row.within) for row in dict.fromkeys(rows) if row.one_unit)
    met: set[str] = set()
    for chain in chains:
        for place, unit in enumerate(chain):
            if unit in met:
                continue
            met.add(unit)
            yield entity(
                unit_id(unit),
                "Organization",
                name=[unit_in_words(unit)],
                summary=["military unit, as calls name it"],
            )
            if place + 1 < len(chain):
                yield _membership(unit, chain[place + 1])


def _membership(unit: str, whole: str) -> Entity:
    key = f"part-{digest([unit, whole])[:24]}"
    whole_id = unit_id(whole)
    role = ["part of, as calls name it"]
    return entity(key, "Membership", member=[unit_id(unit)], organization=[whole_id], role=role)


def unit_id(unit: str) -> str:
    """The id of a unit: its name, or a hash of it if that is too long for an id."""
    written = escaped_id(unit)
    return f"unit-{written if len(written) <= LONGEST_UNIT else digest(unit)[:32]}"


def _claim(one: LocatedClaim) -> Entity:
    unit, _ = unit_of(one)
    is_one = unit_row(unit).one_unit
    said = ", ".join(filter(None, (object_of(one.claim), *figures_said(one.claim))))
    kind = one.claim.kind
    return entity(
        one.id,
        "Event",
        name=[f"Claim: {kind}" + (f", {said}" if kind == "loss" and said else "")],
        summary=[one.claim.quote],
        description=[NOT_ESTABLISHED, *_told(one, unit), one.translation],
        startDate=[day(one.meant_from)],
        endDate=[day(one.meant_to) if one.meant_to != one.meant_from else ""],
        date=["" if one.meant_from else day(_said_on(one))],
        location=[one.claim.place or one.place_in_context or ""],
        involved=[unit_id(unit)] if is_one else [],
        proof=[recording_id(one.sha256)],
        recordId=[one.id],
        keywords=[kind],
    )


def _told(one: LocatedClaim, unit: str) -> Iterator[str]:
    """Where it stands, how its speaker knows, and of which unit, in sentences."""
    yield (
        f"{one.call_id}, {one.start_ms}–{one.end_ms} ms, speaker label {one.speaker_label}, "
        f"rule {one.claim.rule}."
    )
    if known := ", ".join(knowledge_of(one)):
        yield f"How the speaker knows: {known}."
    if not unit_row(unit).one_unit and one.claim.unit:
        yield f"Unit as said, which one is not known: {unit}."
    if one.unit_in_context or one.place_in_context:
        yield f"Unit or place follow from what was said before. {one.context}".strip()


def _said_on(one: LocatedClaim) -> date | None:
    return one.said_at.date() if one.said_at else None


def _note(row: LossRow) -> Entity:
    """Ranges of one row; they are no sums, and the note says so."""
    thing = "" if row.object == "people" else f" of {row.object}"
    name = f"Losses{thing} claimed of {unit_in_words(row.unit)}"
    return entity(
        f"losses-{digest([row.unit, row.object, row.period])[:24]}",
        "Note",
        name=[f"{name}, {row.period}" if row.period else name],
        description=[
            f"{words_of_figures(row)}. Lowest and highest of what is said, not a sum; "
            f"{words_of_independence(row)}.",
        ],
        entity=[unit_id(row.unit)],
        keywords=["losses claimed"],
    )


def _relation(one: Relation) -> Entity:
    return entity(
        f"relation-{one.left}-{one.right}",
        "UnknownLink",
        subject=[one.left],
        object=[one.right],
        role=[f"{one.relation}, by rules"],
        summary=[one.why],
    )


def _once(relations: Iterable[Relation]) -> Iterator[Relation]:
    met: set[tuple[str, str]] = set()
    for one in relations:
        if (one.left, one.right) not in met:
            met.add((one.left, one.right))
            yield one
