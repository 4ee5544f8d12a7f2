"""Units known by a name: "костромской полк" is the 331st (`data/named_units.toml`).

The number is an inference from the name, and a case may know better: its own lines come first.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from earwitness.claims.tables import read_table
from earwitness.claims.unit_names import units_name
from earwitness.records.claim import Claim, ClaimUnit, Extraction
from earwitness.records.errors import InputUnusable

BY_NAME = "name"
MOST_LINES = 2_000
"""Of a case's own list. Estimate."""

_LANGUAGES = ("ru", "uk", "en")
_ADJECTIVES = ("ский", "цкий", "ской", "цкой", "ський", "цький")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """One line: the names, in dictionary form and small letters, and what unit they mean.

    `alone` are names that mean it without a noun ("кантемировская"). `home` is the town where it
    is stationed, in Russian.
    """

    type: str
    number: str
    names: frozenset[str]
    branch: str = ""
    home: str = ""
    alone: frozenset[str] = frozenset()


def stem_of(name: str) -> str:
    """A name without the ending of its adjective, so that "псковский" is "псковской"."""
    low = name.lower().replace("ё", "е")
    return next((low[: -len(end)] + end[0] for end in _ADJECTIVES if low.endswith(end)), low)


@cache
def named_units() -> tuple[NamedUnit, ...]:
    """The list that ships with the package."""
    return tuple(map(_line, read_table("", "named_units.toml")["unit"]))


def read_named_units(untrusted_text: str) -> tuple[NamedUnit, ...]:
    """A case's own list, in the same form.

    Raises:
        InputUnusable: it is no TOML, a line lacks a field, or there are too many.
    """
    try:
        lines = tomllib.loads(untrusted_text).get("unit", [])
        if len(lines) > MOST_LINES:
            raise ValueError
        return tuple(map(_line, lines))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputUnusable(
            "The list of named units of this case (units.toml) cannot be read.",
            remedy="Give every [[unit]] a `type`, a `number` and names in `ru`, `uk` or `en` "
            "(docs/claims.md).",
        ) from error


def _line(entry: dict[str, Any]) -> NamedUnit:
    listed = [entry.get(key, []) for key in (*_LANGUAGES, "alone")]
    if not all(isinstance(some, list) for some in listed):
        raise TypeError("names are no list")  # one text would be read letter by letter
    names = [name for some in listed[:-1] for name in some]
    if not names and not listed[-1]:
        raise KeyError("names")
    return NamedUnit(
        type=str(entry["type"]),
        number=str(entry["number"]),
        names=frozenset(stem_of(name) for name in names),
        branch=str(entry.get("branch", "")),
        home=str(entry.get("home", "")),
        alone=frozenset(stem_of(name) for name in listed[-1]),
    )


def meant_by(
    name: str, unit_type: str, branch: str = "", own: Sequence[NamedUnit] = ()
) -> NamedUnit | None:
    """The unit of that type (and branch, if one is said) which the name means.

    None if the lists know none, or know several numbers: nothing is guessed. `own` lines of the
    case go first.
    """
    for lines in (own, named_units()):
        found = [
            line
            for line in lines
            if stem_of(name) in line.names
            and line.type == unit_type
            and (not branch or not line.branch or _shares_a_word(branch, line.branch))
        ]
        if found:
            return found[0] if len({line.number for line in found}) == 1 else None
    return None


def _shares_a_word(branch: str, other: str) -> bool:
    """Whether one branch is the other, said more shortly: "airborne", "guards airborne"."""
    said, listed = set(branch.split()) - {"guards"}, set(other.split()) - {"guards"}
    return not said or said <= listed or listed <= said


@cache
def meant_alone(name: str) -> NamedUnit | None:
    """The unit that a name means without a noun, or None."""
    return next((line for line in named_units() if stem_of(name) in line.alone), None)


def with_number(unit: ClaimUnit, own: Sequence[NamedUnit] = ()) -> ClaimUnit:
    """The unit with the number that its name means, marked so; as it is if one was said."""
    meant = _meant(unit, own)
    if meant is None:
        return unit
    branch = _said_branch(unit) or meant.branch
    return replace(unit, number=meant.number, branch=branch, number_by=BY_NAME)


def _meant(unit: ClaimUnit, own: Sequence[NamedUnit]) -> NamedUnit | None:
    """What the name of a unit means, if it has one and no number was said."""
    if not unit.name or (unit.number and unit.number_by != BY_NAME):
        return None
    return meant_by(unit.name, unit.type, _said_branch(unit), own)


def _said_branch(unit: ClaimUnit) -> str:
    """The branch of a unit, without one that the list of the package may have given with a number:
    the case's own list comes before it."""
    if unit.number_by != BY_NAME:
        return unit.branch
    listed = meant_by(unit.name, unit.type, unit.branch)
    return "" if listed is not None and listed.branch == unit.branch else unit.branch


def with_numbers(extraction: Extraction, own: Sequence[NamedUnit]) -> Extraction:
    """What was found, with the numbers and homes that the case's own list gives to names."""
    if not own:
        return extraction

    def numbered(claim: Claim) -> Claim:
        units = tuple(with_number(unit, own) for unit in claim.units)
        unit = claim.unit if units == claim.units else units_name(units)
        meant = [_meant(one, own) for one in units]
        home = next((one.home for one in meant if one is not None and one in own and one.home), "")
        return replace(claim, units=units, unit=unit, home_base=home or claim.home_base)

    return replace(
        extraction,
        claims=tuple(map(numbered, extraction.claims)),
        unasserted=tuple(map(numbered, extraction.unasserted)),
        mentions=tuple(
            replace(one, units=tuple(with_number(unit, own) for unit in one.units))
            for one in extraction.mentions
        ),
    )
