"""Figures said in half sentences: a second guess of the same, the same of a second unit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from earwitness.claims.counted import PEOPLE
from earwitness.claims.drafts import Draft
from earwitness.claims.english.items import Item
from earwitness.claims.english.word_lists import listed

# How far, in items, a second guess may stand from the first. Estimate.
_GUESS_REACH = 5
# How far, in items, a second unit's figure may stand from the first loss. Estimate.
_UNIT_REACH = 8
_GUESSES = listed("second_figures.guesses")
# What may stand in a clause without a verb beside its number and its unit.
_FILLERS = listed("second_figures.fillers")
# What may stand between two guesses of the same: whom they count, and what befell them.
_SAME = listed("second_figures.same")
# Another time or more of the same: "today four", "two more".
_AGAIN = listed("second_figures.again")
_JOINTS = frozenset({",", "and", "but", "while"})
_ENDS = _JOINTS | {"SIGN"}
# Fields that a half sentence may go on with.
_GOES_ON = ("killed", "wounded", "missing", "captured", "refused", "remaining")


def with_guesses(row: Sequence[Item]) -> list[Item]:
    """ "Fifty dead, maybe eighty": the first number becomes a range, the second a word."""
    made = list(row)
    for index in range(len(row) - 1):
        if not _is_count(row[index]):
            continue
        second = _second_guess(row, index)
        first = row[index].counted
        if second is None or first is None:
            continue
        other = row[second].counted
        if other is None or other.quantity.low <= first.quantity.low:
            continue
        quantity = replace(first.quantity, high=other.quantity.high)
        made[index] = replace(row[index], counted=replace(first, quantity=quantity))
        made[second] = replace(row[second], counted=None, marks=frozenset({"GUESS"}))
    return made


def _second_guess(row: Sequence[Item], first: int) -> int | None:
    """The number that a second "maybe" gives for the same, where nothing of its own follows."""
    for index in range(first + 1, min(first + _GUESS_REACH, len(row) - 1)):
        item = row[index]
        if item.counted is not None or not (item.verb or item.marks & (_SAME | _GUESSES)):
            return None
        number = index + 1 + bool(row[index + 1].marks & {"a", "even"})
        if item.marks & _GUESSES and number < len(row) and _is_count(row[number]):
            after = row[number + 1].marks if number + 1 < len(row) else _ENDS
            return number if after & (_ENDS | {"NOBODY", "who", "i", "we"}) else None
    return None


def _is_count(item: Item) -> bool:
    """Whether an item is an exact number of people, or of nothing named."""
    counted = item.counted
    if counted is None or "NUMBER" not in item.marks:
        return False
    quantity = counted.quantity
    return quantity.low == quantity.high and not quantity.bound and not quantity.share


def second_units(row: Sequence[Item], found: Sequence[Draft]) -> Iterator[Draft]:
    """ "Twenty were killed in the first company, and in the second ten": the ten.

    "Six died yesterday, today another two": the two, of the same unit.
    """
    spent = {index for draft in found for index in draft.spoken}
    for draft in found:
        said = [name for name in _GOES_ON if name in draft.fields]
        if draft.object != PEOPLE or len(said) != 1 or not draft.spoken:
            continue
        start = max([draft.last, *draft.units]) + 1
        while (clause := _half_clause(row, start)) is not None:
            number, unit, end = clause
            counted = row[number].counted
            if number in spent or counted is None:
                break
            fields = {said[0]: counted.quantity.rendered()}
            first, last = sorted((number, number if unit is None else unit))
            units = set(draft.units) if unit is None else {unit}
            yield Draft(first, last, draft.rule, PEOPLE, fields, {number}, units)
            start = end


def _half_clause(row: Sequence[Item], start: int) -> tuple[int, int | None, int] | None:
    """Number, unit (None if the time is said instead) and end of a clause of nothing else, that a
    pause or "and" begins."""
    if start >= len(row) or not row[start].marks & _JOINTS:
        return None
    number = unit = None
    again = False
    index = start
    while index < len(row) and row[index].marks & _JOINTS:
        index += 1
    while index < len(row) and index - start <= _UNIT_REACH:
        item = row[index]
        whole = number is not None and (again or unit is not None)
        if whole and item.marks & _ENDS:
            break
        if item.unit is not None and unit is None:
            unit = index
        elif "NUMBER" in item.marks and number is None:
            number = index
        elif item.marks & _AGAIN:
            again = True
        elif not item.marks & _FILLERS:
            return None
        index += 1
    return (number, unit, index) if number is not None and (again or unit is not None) else None
