"""Which unit a man means by his own: the one that he names elsewhere, or that a list gives him."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from earwitness.claims.support.hearsay import is_hearsay
from earwitness.claims.support.matters import MEMBER
from earwitness.claims.support.speakers import Groups, judged_person
from earwitness.claims.support.times import days_of
from earwitness.claims.support.units import RANKS, anchor, compare_units, unit_text, units_of
from earwitness.records.claim import ClaimUnit
from earwitness.records.support import Statement

OWN = "own"

_NEAR = frozenset(RANKS[: RANKS.index("regiment") + 1])
"""Sizes of which a soldier says "the" and means his own; "the army" is any. Estimate."""

Chain = tuple[ClaimUnit, ...]


def resolved(statements: Sequence[Statement], speakers: Groups) -> list[Statement]:
    """The same with their units in parts. "Own" ones become the unit that the same speaker calls
    his own elsewhere, or in which a published list has the person whom people judged him to be in
    that time; if that is more than one unit, they stay as they are.
    """
    known = [replace(one, units=one.units or units_of(one.claim)) for one in statements]
    named: defaultdict[str, set[Chain]] = defaultdict(set)
    for one in known:
        for place, unit in enumerate(one.units):
            if unit.whose == OWN and (unit.number or unit.name):
                named[speakers.find(one.id)].add(one.units[place:])
    lists = _lists(known)
    return [
        _with_own_unit(one, [*named[speakers.find(one.id)], *_listed(one, lists)]) for one in known
    ]


def _lists(known: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    """Name or id of a person → the rows of lists that have it. A name of several persons whom
    people identified says nothing of any of them."""
    persons: defaultdict[str, set[str]] = defaultdict(set)
    rows: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in known:
        if one.claim.kind == MEMBER and one.source == "external":
            rows[one.person_name.casefold()].append(one)
        elif person := judged_person(one):
            persons[one.person_name.casefold()].add(person)
    return {name: own for name, own in rows.items() if len(persons[name]) < 2}


def _listed(one: Statement, lists: Mapping[str, list[Statement]]) -> Iterator[Chain]:
    person = judged_person(one)
    days = days_of(one)[0]
    if not person or days is None:
        return
    for key in {person.casefold(), one.person_name.casefold()}:
        for row in lists.get(key, ()):
            span = days_of(row)[0]
            if span is not None and days[0] <= span[1] and span[0] <= days[1]:
                yield row.units


def _with_own_unit(one: Statement, candidates: Iterable[Chain]) -> Statement:
    whose = _meant(one)
    if not whose or anchor(one.units) is not None:
        return one
    fitting = {}
    for chain in candidates:
        rest = next((chain[at:] for at, u in enumerate(chain) if u.type == one.units[0].type), ())
        told = one.units[0].number or one.units[0].name
        if rest and not (told and compare_units(one.units, rest).fit == "other"):
            fitting[unit_text(rest)] = rest
    longest = max(fitting.values(), key=len, default=())
    is_one = all(
        chain == longest or compare_units(chain, longest).fit in ("same", "perhaps")
        for chain in fitting.values()
    )
    if not longest or not is_one:
        return one
    why = f"{one.id} says {whose}: {unit_text(longest)}, as he or a published list says elsewhere"
    return replace(one, units=longest, unit_why=why)


def _meant(one: Statement) -> str:
    """The words for a unit that is the speaker's own, or seems to be: who tells of "the company"
    and does not have it from others means his own. "" of any other."""
    if not one.units:
        return ""
    smallest = one.units[0]
    if smallest.whose == OWN:
        return f"his own {smallest.type}"
    bare = not (smallest.whose or smallest.number or smallest.name) and len(one.units) == 1
    if bare and smallest.type in _NEAR and not is_hearsay(one.claim):
        return f"“{smallest.type}”, not whose, and it seems his own"
    return ""
