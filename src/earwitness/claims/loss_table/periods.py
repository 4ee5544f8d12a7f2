"""The days of a claim, and the period of a table that they fall into."""

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from earwitness.records.claim import LocatedClaim
from earwitness.records.losses import Dated

Period = Literal["month", "week", "day"]
PERIODS: tuple[Period, ...] = ("month", "week", "day")
UNKNOWN_PERIOD = "unknown"


def days_of(
    located: LocatedClaim, started_at: datetime | None, zone: ZoneInfo
) -> tuple[date | None, date | None, Dated]:
    """The days that a claim speaks of, else the day in `zone` on which it was said.

    `started_at` is the start of its call, if known.
    """
    if located.meant_from or located.meant_to:
        first = located.meant_from or located.meant_to
        return first, located.meant_to or located.meant_from, "meant"
    said = located.said_at
    if said is None and started_at is not None:
        said = started_at + timedelta(milliseconds=located.start_ms)
    if said is None:
        return None, None, "unknown"
    day = said.astimezone(zone).date()
    return day, day, "said"


def period_of(day_from: date | None, day_to: date | None, by: Period | None) -> str:
    """The period in which the days lie; "2022-02 to 2022-03" where they span more than one."""
    if by is None:
        return ""
    if day_from is None:
        return UNKNOWN_PERIOD
    ends = _name(day_from, by), _name(day_to or day_from, by)
    return " to ".join(dict.fromkeys(ends))


def _name(day: date, by: Period) -> str:
    if by == "month":
        return f"{day:%Y-%m}"
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return day.isoformat()


def overlaps(
    day_from: date | None, day_to: date | None, first: date | None, last: date | None
) -> bool | None:
    """Whether days touch what was asked for, both ends inclusive; None if they are not known."""
    if first is None and last is None:
        return True
    if day_from is None:
        return None
    until = day_to or day_from
    return (last is None or day_from <= last) and (first is None or until >= first)
