"""The graph of lines, persons and voices, asked for piece by piece from where somebody stands."""

from collections.abc import Iterable

from earwitness.records.call_listing import CallFilter, FacetKind, Reach
from earwitness.records.neighbours import Near, NearKind, Neighbourhood
from earwitness.runtime.store import listed_calls, listed_neighbours, listed_speakers

AT_ONCE = 40
"""Neighbours that are handed out at once: more on one ring cannot be read. Estimate."""


def neighbours(
    kind: NearKind, key: str, reach: Reach, *, start: int = 0, most: int = AT_ONCE
) -> Neighbourhood | None:
    """Some neighbours of a node, the strongest first; None if there is no such node of which one
    may know."""
    found = {NearKind.LINE: _of_line, NearKind.PERSON: _of_person, NearKind.VOICE: _of_voice}[kind](
        key, reach
    )
    if found is None:
        return None
    label, calls, near = found
    ordered = sorted(near, key=_strength)
    return Neighbourhood(
        kind=kind,
        key=key,
        label=label,
        calls=calls,
        near=ordered[start : start + most],
        total=len(ordered),
    )


def first_node(reach: Reach, untrusted_asked: str = "") -> tuple[NearKind, str] | None:
    """Where to begin: at the line or person that is asked for, else at the line with most calls;
    None if nothing fits."""
    asked = untrusted_asked.strip()
    wanted = CallFilter(line=asked) if any(one.isdigit() for one in asked) else CallFilter()
    if asked and not wanted.line:
        person = listed_speakers.person_like(asked, reach)
        return None if person is None else (NearKind.PERSON, person)
    rows = listed_calls.fitting(wanted, reach)
    digits = "".join(one for one in asked if one.isdigit())
    lines = listed_calls.facet_counts(FacetKind.LINE, rows, reach, 200)
    fitting = [one.value for one in lines if digits in one.value]
    return (NearKind.LINE, fitting[0]) if fitting else None


def _strength(one: Near) -> tuple[bool, bool, float, int, str]:
    worth = one.probability if one.probability is not None else 0.5
    return (not one.confirmed, not one.same_side, -worth * one.calls, -one.calls, one.key)


Found = tuple[str, int, Iterable[Near]] | None


def _of_line(line: str, reach: Reach) -> Found:
    own = listed_neighbours.calls_of_line(line, reach)
    if not own:
        return None
    near = (
        *listed_neighbours.lines_in(own, but=line),
        *listed_neighbours.persons_on(line, reach),
        *listed_neighbours.voices_beside(own, listed_neighbours.on_line(line, reach), reach),
    )
    return line, len(own), near


def _of_person(person: str, reach: Reach) -> Found:
    name = listed_neighbours.name_of_person(person, reach) if person else None
    if name is None:
        return None
    own = listed_neighbours.calls_of_person(person, reach)
    sides = listed_neighbours.of_person(person, reach)
    near = (
        *listed_neighbours.lines_of_person(person, reach),
        *listed_neighbours.voices_beside(own, sides, reach),
    )
    return name, len(own), near


def _of_voice(group: str, reach: Reach) -> Found:
    own = listed_speakers.voices_of_group(group, reach)
    if not own:
        return None
    calls = sorted({one.call_id for one in own})
    near = (
        *listed_neighbours.lines_in(calls, but=""),
        *listed_neighbours.persons_beside(own, reach),
    )
    return group, len(calls), near
