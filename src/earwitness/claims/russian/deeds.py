"""Which of the deeds that the rules find in a sentence are told there, each once."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.claims.drafts import Draft
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.patterns import encode
from earwitness.claims.russian.themes import Finding, deed_index, findings

_OF_THE_KILLED = frozenset({"captured", "destroyed"})
# So many items apart, two deeds of one kind are two; a recogniser writes whole turns as one
# sentence. Estimate.
_APART = 25


def deeds(row: Sequence[Item], drafts: Sequence[Draft], *, asked: bool) -> list[Finding]:
    """Deeds of a row: positions one for each place, others of one kind only if they stand apart."""
    found: list[Finding] = []
    for finding in findings(deed_index(asked=asked), row, encode(row)):
        if (
            any(_is_same(row, finding, other) for other in found)
            or is_about_our_dead(finding, drafts)
            or _is_told(finding, found)
        ):
            continue
        found.append(finding)
    return found


def unheard(row: Sequence[Item], found: Sequence[Finding]) -> tuple[Item, ...]:
    """The row without the words of telling that give an order: they make no hearsay of a deed."""
    orders = [one for one in found if one.rule.kind == "order"]
    return tuple(
        replace(item, marks=item.marks - {"СЛУХ"})
        if "СЛУХ" in item.marks and any(one.first <= i <= one.last for one in orders)
        else item
        for i, item in enumerate(row)
    )


def _is_same(row: Sequence[Item], finding: Finding, other: Finding) -> bool:
    if finding.rule.kind != other.rule.kind:
        return False
    if finding.rule.kind == "position":
        return finding.place == other.place
    if finding.rule.kind == "":
        return True
    between = max(finding.first - other.last, other.first - finding.last)
    counted = None not in (finding.killed, other.killed) and finding.killed != other.killed
    return between < (1 if counted else _APART)


def _is_told(finding: Finding, found: Sequence[Finding]) -> bool:
    """Whether it only repeats another: an admission the killing, a killing the order to kill."""
    repeated = {"admission": ("kind", "killing"), "killing": ("theme", "order_to_kill")}
    field, value = repeated.get(finding.rule.kind, ("kind", None))
    return any(
        getattr(other.rule, field) == value
        and other.first <= finding.last
        and finding.first <= other.last
        for other in found
    )


def is_about_our_dead(finding: Finding, drafts: Sequence[Draft]) -> bool:
    """Whether a killing is only the loss that was already found there."""
    return finding.rule.theme in {"killing", "civilian_dead"} and any(
        not (draft.fields.keys() <= _OF_THE_KILLED and finding.rule.kind == "killing")
        and draft.first <= finding.last
        and finding.first <= draft.last
        for draft in drafts
    )


def is_of_the_killed(draft: Draft, found: Sequence[Finding]) -> bool:
    """Whether a loss is only the killing: "двух пленных закололи", "взвод мужиков расстрелял"."""
    return draft.fields.keys() <= _OF_THE_KILLED and any(
        one.rule.theme in {"killing", "order_to_kill"}
        and one.first <= draft.last + 1
        and draft.first <= one.last + 1
        for one in found
    )
