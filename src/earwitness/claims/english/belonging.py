"""To which unit a loss belongs: the nearest one that is not merely mentioned."""

from collections.abc import Sequence

from earwitness.claims.counted import PEOPLE
from earwitness.claims.drafts import Draft
from earwitness.claims.english.items import NUMBER_MARKS, Item
from earwitness.claims.english.word_lists import listed

# How far from its loss, in items, a unit may be said. Estimate.
_UNIT_REACH = 7
_BREAKS = listed("belonging.breaks")
_TO_UNIT = listed("belonging.to_unit")


def attach_units(draft: Draft, row: Sequence[Item]) -> None:
    """The units that the loss is of: the nearest of each size, if they stand side by side."""
    if draft.object != PEOPLE:
        return
    within = [i for i in range(draft.first, draft.last + 1) if row[i].unit is not None]
    near = within + _beside(draft, row)
    if not near:
        return
    anchor = near[0]
    draft.units = {anchor} | _of_other_size(near, row)
    ranks = {unit.kind.rank for index in draft.units if (unit := row[index].unit) is not None}
    for step in (1, -1):
        index = anchor + step
        while 0 <= index < len(row) and (
            row[index].unit is not None or row[index].marks & {"of", ",", "from", "in", "the"}
        ):
            unit = row[index].unit
            if unit is not None and unit.kind.rank in ranks:
                break
            if unit is not None:
                draft.units.add(index)
                ranks.add(unit.kind.rank)
            index += step


def _of_other_size(near: Sequence[int], row: Sequence[Item]) -> set[int]:
    """ "In the 136th brigade eight are left of the company": both, if a word ties each."""
    ranks = {unit.kind.rank for index in near[:2] if (unit := row[index].unit) is not None}
    tied = all(_is_joined(row, index) for index in near[:2])
    return set(near[:2]) if len(ranks) == 2 and tied else set()


def _beside(draft: Draft, row: Sequence[Item]) -> list[int]:
    """Units before or after the loss in its own clause, nearest first; else just before it."""
    found: list[tuple[int, int]] = []
    for step, edge in ((-1, draft.first), (1, draft.last)):
        crossed = 0
        for distance in range(1, _UNIT_REACH + 1):
            index = edge + step * distance
            if not 0 <= index < len(row) or "SIGN" in row[index].marks:
                break
            item = row[index]
            crossed += bool(item.marks & _BREAKS)
            if item.unit is not None:
                joined = crossed == 0 and (step == -1 or _is_joined(row, index))
                if joined or (crossed == 1 and _is_subjectless(row, index, step)):
                    found.append((distance, index))
                break
            if item.marks & NUMBER_MARKS and step == 1:
                break
    return [index for _, index in sorted(found)]


def _is_subjectless(row: Sequence[Item], index: int, step: int) -> bool:
    """Over a comma a unit counts if its own clause has no verb ("In our company, six died")."""
    if step == 1:
        before = row[index - 1].marks if index else frozenset()
        return bool(before & {"in", "from", "of", "it's", "the", "'s", ","}) and not (
            index + 1 < len(row) and (row[index + 1].verb or row[index + 1].marks & NUMBER_MARKS)
        )
    position = index
    while position >= 0 and not row[position].marks & {",", "SIGN"}:
        if row[position].verb:
            return False
        position -= 1
    following = row[index + 1] if index + 1 < len(row) else None
    return following is None or bool(following.marks & {",", "and"})


def _is_joined(row: Sequence[Item], index: int) -> bool:
    """Whether "in", "from" or the like ties a unit to what stands before it."""
    before = index - 1 - ("the" in row[index - 1].marks)
    return before >= 0 and bool(row[before].marks & _TO_UNIT)
