"""Which row of the table a claim belongs to by its unit."""

import re
from dataclasses import dataclass

from earwitness.claims.unit_names import SIZES
from earwitness.records.claim import LocatedClaim
from earwitness.records.losses import UNIT_NOT_SAID, UnitFrom

# From this size on a number names one unit of an army: there is one 331st regiment, but every
# regiment has a second battalion.
_NAMED_BY_NUMBER = ("regiment", "brigade", "division", "corps", "army", "battalion tactical group")
_NUMBERS = re.compile(r"(\d+)")
# Units side by side, with or without a comma: "2 battalion 331 regiment".
_UNITS = re.compile(rf"[^,]*?\b(?:{'|'.join(sorted(SIZES, key=len, reverse=True))})\b|[^,]+", re.I)

Order = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as it is written in the table, and the units that it is a part of, small to large."""

    unit: str
    within: tuple[str, ...]
    one_unit: bool


def unit_of(located: LocatedClaim) -> tuple[str, UnitFrom]:
    """The unit of a claim and where it comes from: its sentence, or what was said before.

    The context leads where both are there: it is the sentence's unit with what it lacks.
    """
    if located.unit_in_context and located.unit_in_context != located.claim.unit:
        return located.unit_in_context, "context"
    if located.claim.unit:
        return located.claim.unit, "said"
    return UNIT_NOT_SAID, "unknown"


def unit_row(unit: str) -> UnitRow:
    """The row of a unit in plain English, small to large ("2 battalion, 331 regiment")."""
    chain = tuple(part.strip() for part in unit.split(","))
    within = tuple(", ".join(chain[place:]) for place in range(1, len(chain)))
    return UnitRow(unit=unit, within=within, one_unit=_is_one(chain[-1]))


def _is_one(largest: str) -> bool:
    """Whether everybody who says this means the same unit: it has a number or a name."""
    if largest.startswith(("own ", "other ")) or largest == UNIT_NOT_SAID:
        return False
    is_large = any(largest.endswith(size) for size in _NAMED_BY_NUMBER)
    is_named = any(word[:1].isdigit() or word[:1].isupper() for word in largest.split())
    return is_large and is_named


def order(row: UnitRow) -> tuple[bool, bool, Order]:
    """A unit before its parts, numbers by size; what is no single unit later, the unsaid last."""
    chain = (*reversed(row.within), row.unit)
    return row.unit == UNIT_NOT_SAID, not row.one_unit, tuple(map(_natural, chain))


def _natural(unit: str) -> tuple[int, int, str]:
    found = _NUMBERS.search(unit)
    return (0, int(found[1]), unit) if found else (1, 0, unit)


def is_asked_for(row: UnitRow, wanted: str) -> bool:
    """Whether each unit of `wanted` is the row's or one that it is a part of, by all its words:
    "1 regiment" is not "1 battalion, 917 regiment"."""
    chain = [_words(unit) for unit in row.unit.split(",")]
    asked = [_words(unit) for unit in _UNITS.findall(wanted)]
    return all(any(own <= unit for unit in chain) for own in asked)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
