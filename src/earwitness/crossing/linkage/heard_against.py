"""Ages, towns and units that a side tells of itself, as a person is compared with them.

On one channel it is open who tells; soldiers tell their unit, so it is taken for the caller's.
"""

from collections.abc import Iterator

from earwitness.crossing.heard_fact import FactKind, HeardFact
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.persons import Person
from earwitness.crossing.sides import Side
from earwitness.crossing.towns import town_is_heard
from earwitness.records.hearing import channel_of


def facts_of(side: Side, kind: FactKind) -> Iterator[HeardFact]:
    """Facts of a kind that a side says of itself, or the other says of it."""
    talk = side.talk
    for fact in talk.facts:
        if fact.kind is kind and fact.of is not Role.MENTION:
            teller = side.name if fact.of is Role.SELF else side.other
            if not talk.is_separated or channel_of(fact.speaker_label) == talk.label(teller):
                yield fact


def town_against(side: Side, person: Person) -> str | None:
    """The person's town if the side says that it is from there; "" if it only names others; None
    if it names none, or on one channel, where the other side may have said it."""
    told = [fact.value for fact in facts_of(side, FactKind.TOWN)]
    if not told or not side.talk.is_separated:
        return None
    return next((town for town in sorted(person.towns) if town_is_heard(town, told)), "")


def units_of(side: Side) -> tuple[str, ...]:
    """Numbers of the units that a side says it belongs to."""
    if not side.talk.is_separated and side.name == "called":
        return ()
    told = (fact.value.split()[0] for fact in facts_of(side, FactKind.UNIT) if fact.value)
    return tuple(sorted({number for number in told if number.isdigit()}))


def born_between(side: Side) -> tuple[int, int] | None:
    """First and last year of birth that fit an age or year that a side tells of itself."""
    if not side.talk.is_separated:
        return None
    for fact in facts_of(side, FactKind.BIRTHDAY):
        if fact.value.isdigit():
            return int(fact.value), int(fact.value)
    year = side.talk.call.started_at.year if side.talk.call.started_at else None
    for fact in facts_of(side, FactKind.AGE) if year else ():
        if fact.value.isdigit() and year is not None:
            return year - int(fact.value) - 1, year - int(fact.value)
    return None
