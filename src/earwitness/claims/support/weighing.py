"""The support of a case: statements become matters with relations and independence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from earwitness.claims.support.independence import independence
from earwitness.claims.support.matters import EVENT, Group, grouped
from earwitness.claims.support.own_units import resolved
from earwitness.claims.support.places import place_key
from earwitness.claims.support.relations import relate
from earwitness.claims.support.speakers import Groups, same_speakers
from earwitness.claims.support.times import Days, days_of
from earwitness.claims.support.units import compare_units, unit_text
from earwitness.records.support import Matter, Relation, Statement, Support
from earwitness.runtime.canonical import digest

MOST_COMPARED = 24
"""Statements of a matter that are compared pair by pair; what is beyond is counted. Estimate:
276 pairs are more than a person reads."""

MOST_ACROSS = 8
"""Other matters with which one is compared, and statements of each. Estimate."""

ID = "matter-"


@dataclass(slots=True)
class _Draft:
    id: str
    group: Group
    relations: list[Relation]
    unshown: int
    others: list[str]
    facts: list[Statement]


def weigh(statements: Sequence[Statement]) -> Support:
    """Every matter that at least one call tells of, by id.

    Takes time in proportion to the statements: pairs are compared within blocks, and not more
    than `MOST_COMPARED` and `MOST_ACROSS` allow.
    """
    speakers = same_speakers(statements)
    known = resolved(statements, speakers)
    drafts = [_draft(group, speakers) for group in grouped(known, speakers)]
    _across_units(drafts)
    _across_places(drafts)
    _with_events(drafts, [one for one in known if one.claim.kind == EVENT])
    told = [_matter(draft) for draft in drafts if any(map(_is_call, draft.group.members))]
    return Support(matters=tuple(sorted(told, key=lambda matter: matter.id)))


def _is_call(one: Statement) -> bool:
    return one.source == "call"


def _draft(group: Group, speakers: Groups) -> _Draft:
    ids = sorted(one.id for one in group.members)
    chosen = _compared(group.members)
    pairs = len(ids) * (len(ids) - 1) // 2
    relations = [
        relate(
            one,
            other,
            same_speaker=speakers.find(one.id) == speakers.find(other.id),
            same_days=_same_days(one, other),
        )
        for one, other in combinations(chosen, 2)
    ]
    own = ID + digest(ids)[:12]
    return _Draft(own, group, relations, pairs - len(relations), [], [])


def _compared(members: Iterable[Statement]) -> list[Statement]:
    """Facts first, then claims as they were said."""
    ordered = sorted(
        members, key=lambda one: (_is_call(one), str(one.said_at or one.day_from or ""), one.id)
    )
    return ordered[:MOST_COMPARED]


def _same_days(one: Statement, other: Statement) -> bool:
    """Whether figures cannot have grown between the two: both say days, or were said on one."""
    (days, loosely), (others, other_loosely) = days_of(one), days_of(other)
    return (not loosely and not other_loosely) or days == others


def _across_units(drafts: Sequence[_Draft]) -> None:
    """Compare what is said of a unit with what is said of its parts."""
    blocks: defaultdict[tuple[str, str, str], list[_Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.group.anchor:
            blocks[draft.group.kind, draft.group.object, draft.group.anchor].append(draft)
    for own in blocks.values():
        ordered = sorted(own, key=lambda draft: (str(draft.group.day), draft.id))
        for index, left in enumerate(ordered):
            for right in ordered[index + 1 : index + 1 + MOST_ACROSS]:
                _compare_matters(left, right)


def _compare_matters(left: _Draft, right: _Draft) -> None:
    fit = compare_units(left.group.units, right.group.units).fit
    if fit == "whole":
        left, right, fit = right, left, "part"
    if fit not in ("part", "same", "unknown", "perhaps") or not _may_meet(left.group, right.group):
        return
    left.others.append(right.id)
    right.others.append(left.id)
    if fit != "part":
        return
    for one in _compared(left.group.members)[:MOST_ACROSS]:
        for other in _compared(right.group.members)[:MOST_ACROSS]:
            if _overlap(one, other):
                found = relate(one, other, fit=fit)
                left.relations.append(found)
                right.relations.append(found)


def _may_meet(left: Group, right: Group) -> bool:
    places = {place_key(left.place), place_key(right.place)} - {""}
    return len(places) < 2 and any(
        _overlap(one, other)
        for one in left.members[:MOST_COMPARED]
        for other in right.members[:MOST_COMPARED]
    )


def _overlap(one: Statement, other: Statement) -> bool:
    days, others = days_of(one)[0], days_of(other)[0]
    return days is not None and others is not None and days[0] <= others[1] and others[0] <= days[1]


def _across_places(drafts: Sequence[_Draft]) -> None:
    """Matters of one place of which one does not say the unit may be one; nothing is compared."""
    blocks: defaultdict[tuple[str, str, str], list[_Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.group.place:
            key = (draft.group.kind, draft.group.object, place_key(draft.group.place))
            blocks[key].append(draft)
    for own in blocks.values():
        ordered = sorted(own, key=lambda draft: (str(draft.group.day), draft.id))
        for index, left in enumerate(ordered):
            for right in ordered[index + 1 : index + 1 + MOST_ACROSS]:
                fit = compare_units(left.group.units, right.group.units).fit
                new = right.id not in left.others
                if fit != "other" and new and _may_meet(left.group, right.group):
                    left.others.append(right.id)
                    right.others.append(left.id)


def _with_events(drafts: Sequence[_Draft], events: Sequence[Statement]) -> None:
    """Tie events to the matters at their place and in their time, the earliest first and not more
    than `MOST_COMPARED`."""
    by_place: defaultdict[str, list[tuple[Days, Statement]]] = defaultdict(list)
    for event in sorted(events, key=lambda one: (str(one.day_from), one.id)):
        days = days_of(event)[0]
        if event.claim.place and days is not None:
            by_place[place_key(event.claim.place)].append((days, event))
    for draft in drafts:
        calls = list(filter(_is_call, draft.group.members))
        span = _span(calls)
        if span is None or not draft.group.place:
            continue
        for days, event in by_place.get(place_key(draft.group.place), ()):
            if not (days[0] <= span[1] and span[0] <= days[1]):
                continue
            if len(draft.facts) == MOST_COMPARED:
                draft.unshown += 1
                continue
            own = [one for one in calls if _overlap(one, event)]
            draft.facts.append(event)
            draft.unshown += max(0, len(own) - MOST_COMPARED)
            draft.relations.extend(_beside(one, event) for one in own[:MOST_COMPARED])


def _span(members: Iterable[Statement]) -> Days | None:
    """From the first to the last day of which one may speak. All of a matter may speak of one day
    (`clusters`), so that each day in it is one of which some may."""
    spans = [days for days in (days_of(one)[0] for one in members) if days]
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


def _beside(one: Statement, event: Statement) -> Relation:
    left, right = sorted((one.id, event.id))
    why = f"a published event at {event.claim.place} in this time"
    return Relation(
        left=left, right=right, relation="compatible", why=why, fields=("place", "time")
    )


def _matter(draft: _Draft) -> Matter:
    group = draft.group
    span = _span(group.members)
    facts = [*(one for one in group.members if not _is_call(one)), *draft.facts]
    return Matter(
        id=draft.id,
        kind=group.kind,
        object=group.object,
        unit=unit_text(group.units),
        units=group.units,
        place=group.place,
        day_from=span[0] if span else None,
        day_to=span[1] if span else None,
        by_said_at=any(days_of(one)[1] for one in group.members),
        claim_ids=tuple(sorted(one.id for one in group.members if _is_call(one))),
        fact_ids=tuple(sorted({one.id for one in facts})),
        independence=independence(group.members),
        relations=tuple(_once(draft.relations)),
        unshown=draft.unshown,
        steps=tuple(group.steps),
        compatible_matters=tuple(sorted(set(draft.others))),
    )


def _once(relations: Iterable[Relation]) -> Iterator[Relation]:
    order: dict[str, Literal[0, 1, 2, 3]] = {
        "contradicts": 0, "supports": 1, "compatible": 2, "unrelated": 3,
    }  # fmt: skip
    found = {(one.left, one.right): one for one in relations}
    yield from sorted(found.values(), key=lambda one: (order[one.relation], one.left, one.right))
