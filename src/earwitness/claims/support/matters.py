"""Statements about one thing: equal kind and object, fitting unit, place and time.

A matter has a key (unit, else place, else speaker) and a day of which all of it may speak. Nothing
is joined because something is unknown: without unit and place only what one speaker says is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from earwitness.claims.support.figures import NARRATIVE
from earwitness.claims.support.places import place_key
from earwitness.claims.support.speakers import Groups
from earwitness.claims.support.times import clusters, days_of
from earwitness.claims.support.units import anchor, between, is_named, unit_key, unit_text
from earwitness.records.claim import ClaimUnit
from earwitness.records.support import Statement, Step

EVENT, MEMBER = "event", "member"
"""Kinds of facts that say no more than that something happened, or who belongs to which unit."""

MOST_TOLD = 24
"""Members of which a step of their own is told. Estimate."""

NOT_STATED = frozenset({"question", "joke", "hypothetical", "plan"})


@dataclass(slots=True)
class Group:
    """A matter while it is made: its block, what it is about, its statements, and why."""

    kind: str
    object: str
    block: str
    units: tuple[ClaimUnit, ...]
    place: str
    day: date | None
    members: list[Statement]
    steps: list[Step] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The key of the unit that is known in the whole army, "" if there is none."""
        above = anchor(self.units)
        return f"{above.type} {above.number or above.name}".lower() if above else ""


def grouped(statements: Iterable[Statement], speakers: Groups) -> list[Group]:
    """The matters, each statement in one. Questions, jokes, plans and suppositions are in none."""
    blocks: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.claim.mood not in NOT_STATED and one.claim.kind not in (EVENT, MEMBER):
            blocks[*_kind_and_object(one), _block(one, speakers)].append(one)
    found = []
    for (kind, thing, block), own in sorted(blocks.items()):
        for members in _of_one_place(own):
            for day, some in clusters(members):
                units = max((one.units for one in some), key=lambda u: (is_named(u), len(u)))
                place = next((one.claim.place for one in some if one.claim.place), "")
                group = Group(kind, thing, block, units, place, day, some)
                group.steps = list(_steps(group))
                found.append(group)
    return found


def _kind_and_object(one: Statement) -> tuple[str, str]:
    """The official story is laid beside the losses that it denies."""
    if one.claim.kind == NARRATIVE:
        return "loss", "people"
    return one.claim.kind, one.claim.object or ("people" if one.claim.kind == "loss" else "")


def _block(one: Statement, speakers: Groups) -> str:
    """What statements of one matter share: the unit; without one the place; else the speaker."""
    key, place = unit_key(one.units), place_key(one.claim.place or "")
    if key:
        return f"unit {key}"
    if is_named(one.units) and place:
        return f"unit {unit_text(one.units).lower()} at {place}"
    if not one.units and place:
        return f"place {place}"
    return f"speaker {speakers.find(one.id)} {unit_text(one.units)} {place}"


def _parted(own: Sequence[Statement], key: Callable[[Statement], str]) -> Iterator[list[Statement]]:
    """Members by what they say. Those that do not say it join the only one there is."""
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in own:
        said[key(one)].append(one)
    without = said.pop("", [])
    if len(said) == 1 and without:
        (only,) = said.values()
        only.extend(without)
        without = []
    yield from (members for _, members in sorted(said.items()))
    if without:
        yield without


def _of_one_place(own: Sequence[Statement]) -> Iterator[list[Statement]]:
    for some in _parted(own, lambda one: between(one.units)):
        yield from _parted(some, lambda one: place_key(one.claim.place or ""))


def _steps(group: Group) -> Iterator[Step]:
    for one in group.members[:MOST_TOLD]:
        if one.unit_why:
            yield Step(field="unit", why=one.unit_why)
    if len(group.members) < 2:
        return
    what = f"all speak of {group.kind}" + (f" of {group.object}" if group.object else "")
    yield Step(field="kind", why=what)
    if group.block.startswith("unit") and " at " in group.block:
        why = f"all say {unit_text(group.units)}; nobody says of which larger unit: perhaps others"
        yield Step(field="unit", why=why)
    elif group.block.startswith("unit"):
        yield Step(field="unit", why=f"all mean {unit_text(group.units)}")
    elif group.block.startswith("place"):
        yield Step(field="unit", why="nobody says a unit; they are joined by the place")
    else:
        yield Step(field="speaker", why="one speaker: neither unit nor place ties it to others")
    if group.place:
        without = sum(not one.claim.place for one in group.members)
        more = f"; {without} say no place, and no other is named with this unit" if without else ""
        yield Step(field="place", why=f"{group.place} is the place{more}")
    yield _time_step(group)


def _time_step(group: Group) -> Step:
    if group.day is None:
        return Step(field="time", why="of none is known when it was said, or of when it speaks")
    by_said = sum(days_of(one)[1] for one in group.members)
    why = f"all may speak of {group.day.isoformat()}"
    if by_said:
        why += f"; {by_said} do not say a day: the two weeks before they were said are taken"
    return Step(field="time", why=why)
