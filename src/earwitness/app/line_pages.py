"""What the sources say of one line: found, absent, or not checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.crossing.lookups import look_up_lines
from earwitness.crossing.profile_table.lines import profiles_of_lines
from earwitness.pipeline.profile_table import parts_that_are_there
from earwitness.records.profile import LookupAnswer, Profile, ProfileSource
from earwitness.runtime.runner import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class LineInSource:
    """One source's answer about a line, with the profiles that have it, if it was found."""

    source: ProfileSource
    answer: LookupAnswer
    profiles: Sequence[Profile]


def sources_of_line(place: Workplace, line: str) -> list[LineInSource] | None:
    """Every source's answer about a line (E.164); those that found it first. None: the profiles
    were not brought into a table yet, so nothing can be said quickly.

    Raises:
        CaseUnusable: the table is damaged.
    """
    parts = parts_that_are_there(place)
    if parts is None:
        return None
    found = [*profiles_of_lines([line], [part for _, part in parts])]
    by_reference = {one.reference: one for one in found}
    sources = {source.id: source for source, _ in parts}
    answers = look_up_lines([line], [*sources.values()], found)
    told = [
        LineInSource(
            source=sources[one.source_id],
            answer=one.answer,
            profiles=[by_reference[reference] for reference in one.profiles],
        )
        for one in answers
    ]
    return sorted(told, key=lambda one: [*LookupAnswer].index(one.answer))
