"""What a recording's file name declares: when the call began, and which numbers it carries."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from earwitness.archive.file_name_patterns import BUILT_IN, FileNamePattern
from earwitness.archive.recording_names import base_name, without_extension
from earwitness.archive.time_zones import zone_of_case
from earwitness.archive.written_times import aware, clock_doubt, possible_date
from earwitness.records.errors import CaseUnusable
from earwitness.records.recording import FileNameFacts

USER_GROUPS = frozenset({"date", "time", "utc", "caller", "called", "number"})
# Written with a plus sign, a number is a number wherever it stands in the name.
PLUS_NUMBER = re.compile(r"(?<![0-9A-Za-z+])\+\d{10,15}(?!\d)")
DIGITS = re.compile(r"\d+")
QUARTER_HOUR = timedelta(minutes=15)
# A channel opens before its recording starts: ringing, a menu, a queue. Half the quarter hour
# that separates time zones is the most that can be told apart.
MAX_LEAD = timedelta(minutes=7)
ROUNDING = timedelta(seconds=2)
MAX_OFFSET = timedelta(hours=14)


def read_file_name(
    source_name: str, *, time_zone: str, extra_patterns: Sequence[str] = ()
) -> FileNameFacts | None:
    """Read a file name by the case's patterns first, then by the table of recorders.

    Times without a zone are in `time_zone` (IANA). In the hour that occurs twice in autumn, and
    in the one that is skipped in spring, they name no moment: `start_doubt` says so. A pattern
    whose date or time is impossible does not count. None if none counts.
    Extra patterns are searched in the whole name, with its extension.

    Raises:
        CaseUnusable: an extra pattern is no regular expression or has no group that we know;
            or there is no such time zone.
    """
    zone = zone_of_case(time_zone)
    name = base_name(source_name)
    for text, candidate in candidates(name, tuple(extra_patterns)):
        match = candidate.expression.search(text)
        facts = facts_of(match, candidate.name, zone) if match else None
        if facts is not None:
            return facts
    return None


def candidates(name: str, extra: tuple[str, ...]) -> Iterator[tuple[str, FileNamePattern]]:
    """Every pattern in order, with the form of the name that it is meant for."""
    for own in user_patterns(extra):
        yield name, own
    stem = without_extension(name)
    for built_in in BUILT_IN:
        yield stem, built_in


@lru_cache(maxsize=8)
def user_patterns(extra: tuple[str, ...]) -> tuple[FileNamePattern, ...]:
    """The case's own patterns, compiled once.

    Raises:
        CaseUnusable: one is no regular expression or has none of `USER_GROUPS`.
    """
    return tuple(user_pattern(expression) for expression in extra)


def user_pattern(expression: str) -> FileNamePattern:
    """One pattern of the case, named by its own text.

    Raises:
        CaseUnusable: it is no regular expression or has none of `USER_GROUPS`.
    """
    remedy = "Correct file_name_patterns in case.toml; `docs/settings.md` has examples."
    try:
        compiled = re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        raise CaseUnusable(
            f"The file-name pattern {expression!r} is no regular expression: {error}.",
            remedy=remedy,
        ) from error
    if USER_GROUPS.isdisjoint(compiled.groupindex):
        raise CaseUnusable(
            f"The file-name pattern {expression!r} has none of the groups "
            f"{', '.join(sorted(USER_GROUPS))}.",
            remedy=remedy,
        )
    return FileNamePattern(name=expression, example="", expression=compiled)


def facts_of(match: re.Match[str], pattern: str, zone: tzinfo) -> FileNameFacts | None:
    """The facts of one match; None if its date or time is impossible, or if it says nothing."""
    part = {name: text for name, text in match.groupdict().items() if text}
    started_at, doubt = None, ""
    if any(name in part for name in ("date", "date2", "time")):
        started_at, doubt = start_of(part, zone)
        if started_at is None and not doubt:
            return None
    caller, called, numbers = numbers_of(part)
    if not (caller or called or numbers):
        numbers = tuple(PLUS_NUMBER.findall(match.string))
    if started_at is None and not (doubt or caller or called or numbers):
        return None
    return FileNameFacts(
        pattern=pattern,
        started_at=started_at,
        untrusted_caller=caller,
        untrusted_called=called,
        untrusted_numbers=numbers,
        direction=next((word for word in ("incoming", "outgoing") if word in part), ""),
        start_doubt=doubt,
    )


def numbers_of(part: dict[str, str]) -> tuple[str, str, tuple[str, ...]]:
    """(caller, called, numbers without a role) of a match."""
    caller, called = part.get("caller", "").strip(), part.get("called", "").strip()
    numbers = tuple(
        text.strip() for name, text in sorted(part.items()) if name.startswith("number")
    )
    if len(numbers) == 1 and "incoming" in part:
        return numbers[0], called, ()
    if len(numbers) == 1 and "outgoing" in part:
        return caller, numbers[0], ()
    return caller, called, numbers


def start_of(part: dict[str, str], zone: tzinfo) -> tuple[datetime | None, str]:
    """The moment that the parts name, None if it is incomplete, impossible, or in doubt; and
    the doubt, if a clock never showed this time or showed it twice."""
    day, clock = day_of(part.get("date") or part.get("date2", "")), clock_of(part.get("time", ""))
    if day is None or clock is None:
        return None, ""
    own_zone = written_zone(part)
    if own_zone is None and "epoch" in part:
        own_zone = zone_from_epoch(day, clock, part["epoch"])
    if own_zone is None and "offset" in part:
        return None, ""
    doubt = clock_doubt(day, clock, own_zone or zone)
    return (None, doubt) if doubt else (aware(day, clock, own_zone or zone), "")


def written_zone(part: dict[str, str]) -> timezone | None:
    """The zone that the name says, None if it says none or an impossible one."""
    if "utc" in part:
        return UTC
    if "offset" not in part:
        return None
    written = part["offset"]
    offset = timedelta(hours=int(written[1:3]), minutes=int(written[3:5]))
    if offset > MAX_OFFSET:
        return None
    return timezone(-offset if written[0] == "-" else offset)


def day_of(text: str) -> date | None:
    """`20220305`, `220305`, `2022-03-05` or `05.03.2022` as a date."""
    digits = DIGITS.findall(text)
    if len(digits) == 1 and len(digits[0]) in (6, 8):
        whole = digits[0]
        return possible_date(whole[:-4], whole[-4:-2], whole[-2:])
    if len(digits) != 3 or max(map(len, digits)) > 4:
        return None
    year_first = len(digits[0]) == 4
    return possible_date(*(digits if year_first else digits[::-1]))


def clock_of(text: str) -> time | None:
    """`194210`, `1942`, `19-42-10` or `19:42` as a time of day."""
    digits = "".join(part.rjust(2, "0") for part in DIGITS.findall(text))
    if len(digits) not in (4, 6):
        return None
    try:
        return time(int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0))
    except ValueError:
        return None


def zone_from_epoch(day: date, clock: time, epoch: str) -> timezone | None:
    """The exchange's own offset from UTC, from its UNIX time beside its local time.

    Offsets of all zones are whole quarter hours, so the nearest one is taken if what remains
    (the lead of the channel over the recording) is at most `MAX_LEAD`; None otherwise.
    """
    opened = datetime.fromtimestamp(int(epoch), UTC).replace(tzinfo=None)
    difference = datetime.combine(day, clock) - opened
    offset = round(difference / QUARTER_HOUR) * QUARTER_HOUR
    if not -ROUNDING <= difference - offset <= MAX_LEAD or abs(offset) > MAX_OFFSET:
        return None
    return timezone(offset)
