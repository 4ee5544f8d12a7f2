"""What a kin term implies of a person, as the person is compared with it: age and surname."""

import re
from collections.abc import Iterator

from earwitness.crossing.heard import HeardKin
from earwitness.crossing.kin_implications import implications
from earwitness.crossing.persons import Person
from earwitness.crossing.sides import Side, close_kin

LEAST_SHARED_SURNAME = 0.1
"""Probability of a shared surname below which it is no reason to ask about a person. Estimate."""

_YEAR = re.compile(r"(?<!\d)(?:19[3-9]\d|20[01]\d)(?!\d)")


def year_of_birth(person: Person) -> int | None:
    """The year of birth, if the profiles agree on one."""
    years = {int(y) for p in person.profiles for y in _YEAR.findall(p.birth_date)}
    return years.pop() if len(years) == 1 else None


def dated_kin(side: Side, holder: Person | None) -> Iterator[tuple[HeardKin, Person, int]]:
    """Close kin terms that a side calls the other, each with whom it may mean and the year of
    birth: `holder`, or if None whoever is known under the other line, of the term's sex.

    None on one channel, where it is open who says mum, nor where the year of any of them is
    unknown.
    """
    if not side.talk.is_separated:
        return
    for kin in close_kin(side.talk.kin_said_to(side.other)):
        meant = [
            (one, year_of_birth(one))
            for one in ((holder,) if holder else side.family)
            if one.sex is kin.sex
        ]
        dated = [(one, year) for one, year in meant if year is not None]
        if len(dated) == len(meant):
            yield from ((kin, one, year) for one, year in dated)


def born_by_kin(side: Side, holder: Person | None) -> tuple[int, int] | None:
    """First and last year in which somebody is born who calls the other side so."""
    spans = [
        (year + implied.age_gap[0], year + implied.age_gap[1])
        for kin, _, year in dated_kin(side, holder)
        if (implied := implications(kin.relation)) and implied.age_gap
    ]
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


def surname_is_foreign(side: Side) -> bool:
    """Whether all that a side calls the other implies that they bear different surnames."""
    implied = [implications(relation) for relation in side.said_to_other()]
    return bool(implied) and all(
        one is not None and one.shares_surname < LEAST_SHARED_SURNAME for one in implied
    )
