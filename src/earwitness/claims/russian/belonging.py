"""To which unit a loss belongs: the nearest one that is not merely mentioned."""

from collections.abc import Sequence

from earwitness.claims.counted import PEOPLE
from earwitness.claims.drafts import Draft
from earwitness.claims.russian.clauses import BREAKS, clause_end, clause_start
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.units import joined_name

# How far from its loss, in items, a unit may be said. Chosen by hand.
_UNIT_REACH = 8
# Words by which the speaker turns to another matter, with or without a comma.
_TURNS = frozenset({"=а", "=зато"})


def attach_units(draft: Draft, row: Sequence[Item]) -> None:
    """The units that the loss is of: the nearest of each size, if said in a clause of its own."""
    if draft.object != PEOPLE:
        return
    by_rank: dict[int, tuple[int, int]] = {}
    for index, item in enumerate(row):
        if item.unit is None or not _may_belong(row, draft, index):
            continue
        distance = max(draft.first - index, index - draft.last, 0)
        rank = item.unit.kind.rank
        if rank not in by_rank or distance < by_rank[rank][0]:
            by_rank[rank] = (distance, index)
    if not by_rank:
        return
    nearest = min(by_rank.values())[1]
    draft.units = {
        index
        for _, index in by_rank.values()
        if index == nearest or _same_chain(row, nearest, index)
    }


def _may_belong(row: Sequence[Item], draft: Draft, index: int) -> bool:
    if draft.first <= index <= draft.last:
        return True
    low, high = (index, draft.first) if index < draft.first else (draft.last, index)
    if high - low > _UNIT_REACH:
        return False
    if any(item.marks & _TURNS for item in row[low:high]):
        return False
    if not any(item.marks & BREAKS for item in row[low : high + 1]):
        return not _has_own_verb(row, index, draft)
    start, end = clause_start(row, index), clause_end(row, index)
    clause = row[start : end + 1]
    if not any("ГЛАГОЛ" in item.marks for item in clause):
        return True
    # "Взвод попал в засаду, семеро погибли": the subject of the clause just before.
    whole = index == start or (index == start + 1 == end)  # "построили батальон, стоит сорок"
    adjoining = end < draft.first <= end + 3 and whole
    return adjoining and not any("ПОДДЕРЖИВАТЬ" in item.marks for item in clause)


def _has_own_verb(row: Sequence[Item], index: int, draft: Draft) -> bool:
    """Without commas: a verb right beside the unit that is not part of the loss."""
    beside = [i for i in (index - 1, index + 1) if 0 <= i < len(row)]
    return any(
        "ГЛАГОЛ" in row[i].marks
        and not draft.first <= i <= draft.last
        and not row[i].marks & {"быть", "СЛУХ", "понести", "нести"}
        for i in beside
    )


def _same_chain(row: Sequence[Item], nearest: int, index: int) -> bool:
    """Units side by side ("рота второго батальона"), or a numbered one set after "это"."""
    low, high = sorted((nearest, index))
    between = row[low + 1 : high]
    if all(item.marks & {",", "=это", "это"} or item.unit is not None for item in between):
        return True
    unit = row[index].unit
    if unit is None or unit.label in {"", "own"}:
        return False
    after_this = any("=это" in item.marks for item in row[max(0, index - 2) : index])
    return after_this or (
        index > nearest and _stands_alone(row, index) and _is_larger(row, nearest, index)
    )


def _stands_alone(row: Sequence[Item], index: int) -> bool:
    """Whether a unit is a clause of its own: "весь взвод погиб, сорок пятый полк"."""
    return clause_start(row, index) == index == clause_end(row, index)


def _is_larger(row: Sequence[Item], nearest: int, index: int) -> bool:
    held, other = row[nearest].unit, row[index].unit
    return held is not None and other is not None and other.kind.rank > held.kind.rank


def unit_name(draft: Draft, row: Sequence[Item]) -> str | None:
    """The unit of a loss in plain English, small to large, or None."""
    return joined_name([unit for index in draft.units if (unit := row[index].unit) is not None])
