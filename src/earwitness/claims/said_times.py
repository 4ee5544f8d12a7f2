"""A time as it is said, before it is known from which day it counts (`times.py`)."""

from dataclasses import dataclass

from earwitness.claims.quantity import Quantity
from earwitness.records.claim import TimeMeant

DAYS_OF_MONTH = range(1, 32)
# A war that is spoken of on the phone: years from 2014 to 2099. Estimate.
WAR_YEARS = range(2014, 2100)
# Nobody counts further back ("four hundred days ago"). Estimate.
_LONGEST_AGO = 400


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time on tokens [first, last]."""

    first: int
    last: int
    meant: TimeMeant


def may_count_back(quantity: Quantity) -> bool:
    """Whether so many days, weeks or months may be counted back from the call."""
    return not quantity.ordinal and not quantity.share and quantity.high <= _LONGEST_AGO


def days_ago(quantity: Quantity, days: int, slack: int) -> dict[str, int]:
    """Fields of "three weeks ago": units of so many `days`, said with so many of `slack`."""
    low, high = int(quantity.low) * days, int(quantity.high) * days
    return {"days_from": -high - slack, "days_to": min(0, slack - low)}


def last_days(quantity: Quantity, days: int) -> dict[str, int]:
    """Fields of "in the last three weeks"."""
    return {"days_from": -int(quantity.high) * days, "days_to": 0}
