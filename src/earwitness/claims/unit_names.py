"""Military units of every language in one form: sizes in order, and plain English."""

from collections.abc import Iterable

from earwitness.records.claim import ClaimUnit

SIZES = (
    "squad",
    "crew",
    "platoon",
    "battery",
    "company",
    "battalion tactical group",
    "battalion",
    "regiment",
    "brigade",
    "division",
    "corps",
    "army",
    "OMON",
    "SOBR",
)
"""Types of units, small to large; the last two are formations without a size of their own."""


def size_of(unit: ClaimUnit) -> int:
    """The place of a unit's type in `SIZES`; one that is not listed comes last."""
    return SIZES.index(unit.type) if unit.type in SIZES else len(SIZES)


def unit_name(unit: ClaimUnit) -> str:
    """ "331 regiment", "own company", "battalion", "917" where no more is said."""
    label = unit.number or ("own" if unit.whose == "own" else "")
    return f"{label} {unit.type}".strip()


def units_name(units: Iterable[ClaimUnit]) -> str | None:
    """Units small to large: "2 battalion, 331 regiment"; None if there is none."""
    return ", ".join(unit_name(unit) for unit in sorted(units, key=size_of)) or None
