"""Which days a claim means: words as "вчера" or "on the seventh", and the day they were said."""

import calendar
from datetime import date, timedelta

from earwitness.records.claim import TimeMeant

Days = tuple[date, date]
"""First and last, both inclusive."""


def days_meant(when: TimeMeant, said_on: date, *, ahead: bool = False) -> Days | None:
    """The days that are meant, seen from the day on which it was said.

    Where the year or the month is not said, the latest such time that had begun by that day; with
    `ahead` (plans) the first one that has not ended. What is vague stays a range. None: no such
    day exists, or it says nothing.
    """
    try:
        return _meant(when, said_on, ahead)
    except (ValueError, OverflowError):  # 30 February, or beyond the calendar
        return None


def _meant(when: TimeMeant, said_on: date, ahead: bool) -> Days | None:
    dated = _dated(when, said_on, ahead=ahead)
    if dated is None:
        return _counted(when, said_on, ahead)
    first, last = dated
    first += timedelta(min(0, when.days_from or 0))
    if when.days_to == 0:
        return (first, said_on) if first <= said_on else None
    if not ahead and first <= said_on < last:
        last = said_on  # what has happened did so by then
    return first, last


def _counted(when: TimeMeant, said_on: date, ahead: bool) -> Days | None:
    if when.days_from is None or when.days_to is None:
        return None
    low, high = sorted((when.days_from, when.days_to))
    if ahead and low < 0 <= high:
        low, high = 0, max(high, -low)  # "на днях" of what is to come
    return said_on + timedelta(low), said_on + timedelta(high)


def _dated(when: TimeMeant, said_on: date, *, ahead: bool) -> Days | None:
    if when.weekday is not None:
        back = (said_on.weekday() - when.weekday) % 7
        day = said_on + timedelta((-back) % 7 if ahead else -back)
        return day, day
    if when.day is not None:
        return _day(when.day, when.month, when.year, said_on, ahead)
    if when.month is not None:
        return _month(when.month, when.year, said_on, ahead)
    if when.year is not None:
        return date(when.year, 1, 1), date(when.year, 12, 31)
    return None


def _day(day: int, month: int | None, year: int | None, said_on: date, ahead: bool) -> Days | None:
    """The date itself if all is said; else the nearest on the right side of the day."""
    if month is not None and year is not None:
        return (date(year, month, day),) * 2
    step = 1 if ahead else -1
    at_year, at_month = said_on.year, month or said_on.month
    for _ in range(12):  # 29 February and the 31st are not in every year and month
        if day <= calendar.monthrange(at_year, at_month)[1]:
            found = date(at_year, at_month, day)
            if (found >= said_on) if ahead else (found <= said_on):
                return found, found
        if month is not None:
            at_year += step
        else:
            at_year, at_month = _next_month(at_year, at_month, step)
    return None


def _next_month(year: int, month: int, step: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + step
    return months // 12, months % 12 + 1


def _month(month: int, year: int | None, said_on: date, ahead: bool) -> Days:
    if year is None:
        year = said_on.year
        if ahead and month < said_on.month:
            year += 1
        elif not ahead and month > said_on.month:
            year -= 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
