"""The record of what speakers say of themselves and others besides names."""

from dataclasses import dataclass
from enum import StrEnum

from earwitness.crossing.heard_roles import Role


class FactKind(StrEnum):
    """What is said of somebody."""

    AGE = "age"
    BIRTHDAY = "birthday"
    TOWN = "town"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardFact:
    """One fact heard, and of whom it is said.

    `value` by `kind`: AGE full years in digits ("23"); BIRTHDAY "--03-08" (8 March), a year of
    birth ("1998"), or "today", "tomorrow", "yesterday" as seen from the call; TOWN the dictionary
    form in lower case ("кинешма") or a word made of it ("кинешемский"), to be compared with
    `town_is_heard`; UNIT its number and kind ("917 полк").

    `of` is Role.SELF for the speaker, Role.ADDRESS for the other side, Role.MENTION for somebody
    else: then `names` are the canonical first names and `relation` the kin term that tell whom
    ("у Вани", "сыну"); both are empty for "ему", "ей". `speaker_label` is the turn's; times, in
    ms, are of the turn; `quote` holds the words.
    """

    kind: FactKind
    value: str
    of: Role
    names: tuple[str, ...] = ()
    relation: str = ""
    speaker_label: str
    start_ms: int
    end_ms: int
    quote: str


@dataclass(frozen=True, slots=True)
class Whom:
    """Of whom a fact is said: see `HeardFact`."""

    role: Role
    names: tuple[str, ...] = ()
    relation: str = ""


@dataclass(frozen=True, slots=True)
class SaidFact:
    """A fact in one text, before it points to a turn; offsets in characters of that text."""

    kind: FactKind
    value: str
    whom: Whom
    start: int
    end: int
