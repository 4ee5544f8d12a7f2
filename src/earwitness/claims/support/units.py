"""Which units are one, part of each other, or others; what is not known stays so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from earwitness.records.claim import Claim, ClaimUnit

RANKS = (
    "crew", "squad", "team", "section", "platoon", "battery", "company",
    "battalion tactical group", "battalion", "regiment", "brigade", "division", "corps", "army",
)  # fmt: skip
"""Sizes in English, small to large, as `ClaimUnit.type` has them."""

_RANK = {name: rank for rank, name in enumerate(RANKS)}
_UNIQUE_FROM = _RANK["regiment"]
_UNIQUE_NUMBER = 100
"""A smaller unit with such a number is a separate one (the 141st battalion); numbers below repeat
in every regiment. Estimate."""

_WRITTEN = re.compile(
    rf"(?P<whose>own |other )?(?P<number>\d+(?:(?:,| and) \d+)*)?(?:st|nd|rd|th)?\s*"
    rf"(?P<name>[^\d,]*?)\s*(?P<type>{'|'.join(sorted(RANKS, key=len, reverse=True))})s?",
    re.IGNORECASE,
)

Fit = Literal["same", "perhaps", "part", "whole", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class UnitFit:
    """How one unit stands to another ("part": the first is a part of the second), and why."""

    fit: Fit
    why: str


def units_of(claim: Claim) -> tuple[ClaimUnit, ...]:
    """The units of a claim small to large, from its parts, else from its plain English."""
    return _sorted(claim.units or read_units(claim.unit or ""))


def read_units(written: str) -> tuple[ClaimUnit, ...]:
    """ "2 battalion, 331 regiment" in parts; what is no unit is left out."""
    found = (_WRITTEN.fullmatch(part.strip()) for part in written.split(","))
    return _sorted(
        ClaimUnit(
            type=one["type"].lower(),
            number=one["number"] or "",
            name=(one["name"] or "").strip(),
            whose=(one["whose"] or "").strip().lower(),
        )
        for one in found
        if one
    )


def unit_text(units: Sequence[ClaimUnit]) -> str:
    """Plain English, small to large."""
    parts = (" ".join(filter(None, (_whose(u), u.number, u.name, u.type))) for u in units)
    return ", ".join(parts)


def is_named(units: Sequence[ClaimUnit]) -> bool:
    """Whether the smallest unit is told from others by a number or a name, or is the only one of
    its size in a larger one that is."""
    return bool(units) and any(u.number or u.name for u in units)


def anchor(units: Sequence[ClaimUnit]) -> ClaimUnit | None:
    """The smallest unit in the chain whose number or name is its own in the whole army."""
    return next((unit for unit in units if _is_unique(unit)), None)


def compare_units(left: Sequence[ClaimUnit], right: Sequence[ClaimUnit]) -> UnitFit:
    """How `left` stands to `right`; both small to large."""
    if not is_named(left) or not is_named(right):
        return UnitFit("unknown", "a unit is not said")
    by_rank = {_RANK.get(u.type, -1): u for u in right}
    for unit in left:
        other = by_rank.get(_RANK.get(unit.type, -1))
        if other is not None and _differ(unit, other):
            return UnitFit("other", f"{_words(unit)} is not {_words(other)}")
    low, high = _RANK.get(left[0].type, -1), _RANK.get(right[0].type, -1)
    if low == high:
        return _same_size(left, right)
    if low > high:
        turned = compare_units(right, left)
        return UnitFit("whole", turned.why) if turned.fit == "part" else turned
    held_in = next((u for u in left if _is_same(u, right[0])), None)
    if held_in is None or anchor((held_in, *left[left.index(held_in) + 1 :])) is None:
        return UnitFit("unknown", f"nobody says whether {unit_text(left)} is in {unit_text(right)}")
    return UnitFit("part", f"{unit_text(left)} is a part of {unit_text(right)}")


def _same_size(left: Sequence[ClaimUnit], right: Sequence[ClaimUnit]) -> UnitFit:
    if not _is_same(left[0], right[0]):
        known = left[0].number and right[0].number
        if known and _numbers(left[0]) & _numbers(right[0]):
            inside = _numbers(left[0]) < _numbers(right[0])
            outside = _numbers(left[0]) > _numbers(right[0])
            fit: Fit = "part" if inside else "whole" if outside else "unknown"
            return UnitFit(fit, f"{_words(left[0])} and {_words(right[0])} overlap")
        return UnitFit("unknown", f"one of them does not say which {left[0].type}")
    above, other = anchor(left), anchor(right)
    if above is not None and other is not None and _is_same(above, other):
        return UnitFit("same", f"both say {unit_text(left)}")
    why = f"both say {_words(left[0])}, but not both of which larger unit"
    return UnitFit("perhaps", why)


def unit_key(units: Sequence[ClaimUnit]) -> str:
    """What units that are the same share; "" where the unit is not known in the whole army."""
    above = anchor(units)
    if above is None:
        return ""
    own, which = units[0], above.number or above.name
    return f"{own.type} {own.number or own.name} / {above.type} {which}".lower()


def between(units: Sequence[ClaimUnit]) -> str:
    """The units between the smallest and the one that is known in the whole army."""
    above = anchor(units)
    middle = units[1 : units.index(above)] if above is not None else ()
    return unit_text(middle).lower()


def _is_unique(unit: ClaimUnit) -> bool:
    if _RANK.get(unit.type, -1) >= _UNIQUE_FROM:
        return bool(unit.number or unit.name)
    return unit.number.isdigit() and int(unit.number[:9]) >= _UNIQUE_NUMBER


def _differ(one: ClaimUnit, other: ClaimUnit) -> bool:
    if one.number and other.number:
        apart = not _numbers(one) & _numbers(other)
        return apart or bool(one.branch and other.branch and one.branch != other.branch)
    return bool(one.name and other.name and one.name.casefold() != other.name.casefold())


def _is_same(one: ClaimUnit, other: ClaimUnit) -> bool:
    if one.type != other.type or _differ(one, other):
        return False
    if one.number and other.number:
        return _numbers(one) == _numbers(other)
    return bool(one.name and other.name) or (one.number, one.name) == (other.number, other.name)


def _numbers(unit: ClaimUnit) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", unit.number)) or frozenset({unit.number})


def _words(unit: ClaimUnit) -> str:
    return unit_text((unit,))


def _whose(unit: ClaimUnit) -> str:
    return unit.whose if not (unit.number or unit.name) else ""


def _sorted(units: Iterable[ClaimUnit]) -> tuple[ClaimUnit, ...]:
    return tuple(sorted(units, key=lambda u: _RANK.get(u.type, -1)))
