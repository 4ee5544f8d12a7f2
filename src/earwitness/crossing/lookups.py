"""Found, absent, not checked: what every source says of every line."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from earwitness.records.profile import Coverage, LineLookup, LookupAnswer, Profile, ProfileSource


def look_up_lines(
    lines: Sequence[str], sources: Sequence[ProfileSource], profiles: Iterable[Profile]
) -> tuple[LineLookup, ...]:
    """One answer for each different line (E.164) and source, lines in the order given.

    A line that is missing from a source of partial coverage is NOT_CHECKED there, never ABSENT:
    it may lie in the part that was not read. A source that was asked for some numbers says ABSENT
    of those alone, and not of those that it left unanswered. Without sources the answer is empty,
    and the caller shows "not checked". `profiles` may be a stream; it is read once.
    """
    wanted = dict.fromkeys(lines)
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for profile in profiles:
        for number in profile.numbers:
            if number in wanted:
                found[number, profile.source_id].append(profile.reference)
    return tuple(
        _answer(line, source, found.get((line, source.id), []))
        for line in wanted
        for source in sources
    )


def _answer(line: str, source: ProfileSource, references: Sequence[str]) -> LineLookup:
    if references:
        answer = LookupAnswer.FOUND
    elif _covers(source, line):
        answer = LookupAnswer.ABSENT
    else:
        answer = LookupAnswer.NOT_CHECKED
    return LineLookup(
        line=line, source_id=source.id, answer=answer, profiles=tuple(dict.fromkeys(references))
    )


def _covers(source: ProfileSource, line: str) -> bool:
    if source.coverage is Coverage.ASKED:
        return line in source.asked_numbers and line not in source.unanswered_numbers
    return source.coverage is Coverage.COMPLETE
