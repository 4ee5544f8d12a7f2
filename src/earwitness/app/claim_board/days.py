"""Claims and calls over time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from earwitness.records.call_listing import CallFilter, Reach
from earwitness.records.claim_board import SaidClaim
from earwitness.runtime.store import listed_calls

MOST_DAYS = 120
"""Beyond, claims over time are counted by week. Estimate: bars of a few pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A day, or a week from Monday on: claims by kind, and how many calls there are."""

    first: date
    last: date
    kinds: Counter[str]
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Every period in which something was said, in order. `undated` counts claims whose day is
    not known."""

    periods: Sequence[Period]
    weekly: bool
    undated: int


def timeline(claims: Iterable[SaidClaim], reach: Reach) -> Timeline:
    """Claims stand at the first of the days that they speak of, else at that of the call."""
    kinds: dict[date, Counter[str]] = {}
    undated = 0
    for one in claims:
        if one.day_from is None:
            undated += 1
        else:
            kinds.setdefault(one.day_from, Counter())[one.located.claim.kind] += 1
    calls = listed_calls.by_day(listed_calls.fitting(CallFilter(), reach))
    days = {*kinds, *calls}
    weekly = bool(days) and (max(days) - min(days)).days > MOST_DAYS
    periods: dict[date, Period] = {}
    for day in sorted(days):
        first = day - timedelta(days=day.weekday()) if weekly else day
        own = periods.get(first)
        periods[first] = Period(
            first=first,
            last=first + timedelta(days=6) if weekly else first,
            kinds=(own.kinds if own else Counter()) + kinds.get(day, Counter()),
            calls=(own.calls if own else 0) + calls.get(day, 0),
        )
    return Timeline(periods=list(periods.values()), weekly=weekly, undated=undated)
