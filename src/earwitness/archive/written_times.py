"""Dates, times and durations as people, exchanges and spreadsheets write them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal

SlashOrder = Literal["day first", "month first"]

DATE = re.compile(
    r"(?P<iso>(?P<y1>\d{4})[-./](?P<m1>\d{1,2})[-./](?P<d1>\d{1,2}))(?!\d)"
    r"|(?P<d2>\d{1,2})(?P<mark>[-./])(?P<m2>\d{1,2})(?P=mark)(?P<y2>\d{4}|\d{2})(?!\d)"
    r"|(?P<y3>\d{4})(?P<m3>\d{2})(?P<d3>\d{2})(?!\d)"
)
TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?![\d:])",
    re.IGNORECASE,
)
OFFSET = re.compile(r"\s*(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))")
BETWEEN = re.compile(r"(?:[T,]|\s)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMoment:
    """A date and time as read: either part may be missing; `zone` only where it was written."""

    day: date | None = None
    clock: time | None = None
    zone: timezone | None = None


NOTHING = WrittenMoment()


def read_moment(text: str, *, slash_order: SlashOrder | None = None) -> WrittenMoment:
    """Read a cell that holds a date, a time, or both, and nothing else.

    Read: `05.03.2022 19:42:10`, `05-03-22`, `2022-03-05T19:42:10.5+02:00`, `20220305`,
    `19:42`, `7:42 PM`. Two-digit years are of this century. With points and dashes the day comes
    first unless the year does; with slashes both orders are in use, so `slash_order` must say.
    What is impossible or not understood leaves both parts None.
    """
    rest = text.strip()
    day: date | None = None
    if match := DATE.match(rest):
        day = date_of(match, slash_order)
        rest = rest[match.end() :]
        if day is None or (rest and not (gap := BETWEEN.match(rest))):
            return NOTHING
        rest = rest[gap.end() :] if rest and gap else ""
    clock, rest = leading_clock(rest)
    zone, rest = leading_offset(rest) if clock is not None else (None, rest)
    return NOTHING if rest.strip() else WrittenMoment(day=day, clock=clock, zone=zone)


def date_of(match: re.Match[str], slash_order: SlashOrder | None) -> date | None:
    """The date of a `DATE` match, None if there is no such day or the order is unknown."""
    part = match.groupdict()
    if part["iso"]:
        return possible_date(part["y1"], part["m1"], part["d1"])
    if part["y3"]:
        return possible_date(part["y3"], part["m3"], part["d3"])
    first, second, year = part["d2"], part["m2"], part["y2"]
    if part["mark"] != "/" or slash_order == "day first":
        return possible_date(year, second, first)
    return possible_date(year, first, second) if slash_order == "month first" else None


def possible_date(year: str, month: str, day: str) -> date | None:
    """The date, None if it is not in the calendar or not in the age of sound recording."""
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full_year, int(month), int(day)) if 1900 <= full_year < 2100 else None
    except ValueError:
        return None


def leading_clock(text: str) -> tuple[time | None, str]:
    """The time of day at the start of a text and what follows it."""
    match = TIME.match(text)
    if match is None:
        return None, text
    hour, half = int(match["hour"]), (match["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None, text
        hour = hour % 12 + (12 if half == "p" else 0)
    fraction = (match["fraction"] or "").ljust(6, "0")[:6]
    try:
        clock = time(hour, int(match["minute"]), int(match["second"] or 0), int(fraction))
    except ValueError:
        return None, text
    return clock, text[match.end() :]


def leading_offset(text: str) -> tuple[timezone | None, str]:
    """A zone written behind a time (`Z`, `+02:00`, `+0200`) and what follows it."""
    match = OFFSET.match(text)
    if match is None:
        return None, text
    if match["utc"]:
        return UTC, text[match.end() :]
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    if offset > timedelta(hours=14):
        return None, text
    return timezone(-offset if match["sign"] == "-" else offset), text[match.end() :]


def aware(day: date, clock: time, zone: tzinfo) -> datetime | None:
    """The moment at which a clock in the zone showed this, with that zone's offset fixed.

    An hour that the clock showed twice (end of summer time) is its first showing, one that it
    skipped is counted with the offset before the change (`fold=0`, PEP 495). The offset is
    fixed, because moments that share a rule-based zone are compared by their clocks, not by
    true time. None if the moment lies at the edge of the calendar.
    """
    try:
        local = datetime.combine(day, clock.replace(fold=0), zone)
        offset = local.utcoffset()
        fixed = local.replace(tzinfo=timezone(offset)) if offset is not None else None
        return fixed if fixed is not None and fixed.astimezone(UTC) else None
    except (OverflowError, ValueError):
        return None


def clock_doubt(day: date, clock: time, zone: tzinfo) -> str:
    """Why a written time names no single moment in a zone, "" if it names one.

    When summer time begins clocks skip an hour, when it ends they show one twice (PEP 495).
    """
    naive = datetime.combine(day, clock.replace(fold=0))
    try:
        first, second = (naive.replace(fold=fold, tzinfo=zone).astimezone(UTC) for fold in (0, 1))
        shown = second.astimezone(zone).replace(tzinfo=None, fold=0)
    except (OverflowError, ValueError):
        return ""
    if first == second:
        return ""
    if shown != naive:
        return f"clocks skipped on that day ({zone})"
    return f"clocks showed twice on that day ({zone}): at {first:%H:%M} and at {second:%H:%M} UTC"


def slash_order_of(texts: tuple[str, ...]) -> SlashOrder | None:
    """The order of day and month in dates with slashes, if at least one date proves it.

    A first number over 12 proves "day first", a second over 12 "month first". None without
    proof, or with proof of both.
    """
    firsts, seconds = 0, 0
    for text in texts:
        match = DATE.match(text.strip())
        if match is not None and match["mark"] == "/":
            firsts = max(firsts, int(match["d2"]))
            seconds = max(seconds, int(match["m2"]))
    if firsts > 12 and seconds <= 12:
        return "day first"
    return "month first" if seconds > 12 and firsts <= 12 else None
