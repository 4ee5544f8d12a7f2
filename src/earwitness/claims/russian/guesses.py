"""A number that the speaker guesses twice: "может, пятьдесят погибло, может, семьдесят"."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.claims.drafts import Draft
from earwitness.claims.quantity import Quantity
from earwitness.claims.russian.items import Item

_OR = frozenset({"=может", "=либо", "=или", "=ли"})
# How many items after a loss its second guess may begin, commas with it.
_REACH = 4


def widen_guesses(row: Sequence[Item], found: Sequence[Draft], spent: set[int]) -> None:
    """Make a range of a loss's number and of a second guess right after the loss."""
    for draft in found:
        if len(draft.spoken) != 1:
            continue
        number = next(iter(draft.spoken))
        second = _after(row, max(draft.last, number))
        if second is None or second in spent or not _is_guess(row, number):
            continue
        fewer, more = row[number].counted, row[second].counted
        if fewer is None or more is None or not _are_exact(fewer.quantity, more.quantity):
            continue
        said = fewer.quantity.rendered()
        both = replace(fewer.quantity, high=more.quantity.high).rendered()
        draft.fields |= {name: both for name, value in draft.fields.items() if value == said}
        draft.last = max(draft.last, second)
        draft.spoken.add(second)
        spent.add(second)


def _is_guess(row: Sequence[Item], number: int) -> bool:
    """Whether "может" or the like stands before a number, a comma aside."""
    before = number - 2 if number and "," in row[number - 1].marks else number - 1
    return before >= 0 and bool(row[before].marks & _OR)


def _after(row: Sequence[Item], last: int) -> int | None:
    """The number after the next "может" or the like, commas and "а" aside."""
    span = range(last + 1, min(last + 1 + _REACH, len(row)))
    following = [index for index in span if not row[index].marks & {",", "=а"}]
    if len(following) < 2 or not row[following[0]].marks & _OR:
        return None
    return following[1] if "ЧИСЛО" in row[following[1]].marks else None


def _are_exact(fewer: Quantity, more: Quantity) -> bool:
    exact = fewer.low == fewer.high and more.low == more.high
    return exact and not (fewer.bound or more.bound) and fewer.low < more.low
