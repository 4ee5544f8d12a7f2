"""The days that a claim means, seen from the day on which it was said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.claims.times import days_meant
from earwitness.records.claim import TimeMeant

SAID_ON = date(2022, 3, 10)  # a Thursday


def days(**parts: int) -> tuple[str, str] | None:
    found = days_meant(TimeMeant(said="", **parts), SAID_ON)
    return found and (found[0].isoformat(), found[1].isoformat())


def test_days_are_counted_from_the_call() -> None:
    assert days(days_from=-1, days_to=-1) == ("2022-03-09", "2022-03-09")
    assert days(days_from=-13, days_to=-1) == ("2022-02-25", "2022-03-09")


def test_a_day_of_the_month_is_the_latest_one() -> None:
    assert days(day=7) == ("2022-03-07", "2022-03-07")
    assert days(day=28) == ("2022-02-28", "2022-02-28")
    assert days(day=31) == ("2022-01-31", "2022-01-31")
    assert days(day=24, month=12) == ("2021-12-24", "2021-12-24")


def test_a_plan_looks_ahead() -> None:
    ahead = days_meant(TimeMeant(said="", day=7), SAID_ON, ahead=True)
    assert ahead == (date(2022, 4, 7), date(2022, 4, 7))
    soon = days_meant(TimeMeant(said="", days_from=-7, days_to=0), SAID_ON, ahead=True)
    assert soon == (SAID_ON, date(2022, 3, 17))


def test_what_is_vague_stays_a_range_that_ends_with_the_call() -> None:
    assert days(month=3) == ("2022-03-01", "2022-03-10")
    assert days(month=11) == ("2021-11-01", "2021-11-30")
    assert days(year=2022) == ("2022-01-01", "2022-03-10")
    assert days(weekday=0) == ("2022-03-07", "2022-03-07")


def test_a_date_may_begin_or_have_a_night_before_it() -> None:
    assert days(day=24, month=2, days_to=0) == ("2022-02-24", "2022-03-10")
    assert days(day=8, days_from=-1) == ("2022-03-07", "2022-03-08")


@pytest.mark.parametrize("parts", [{}, {"day": 30, "month": 2}, {"days_from": 10**9, "days_to": 0}])
def test_what_names_no_day_gives_none(parts: dict[str, int]) -> None:
    assert days(**parts) is None


small = st.none() | st.integers(-40, 40)


@given(small, small, st.none() | st.integers(2014, 2099), small, small, st.dates(), st.booleans())
def test_no_time_whatever_breaks_it(
    low: int | None,
    high: int | None,
    year: int | None,
    month: int | None,
    day: int | None,
    on: date,
    ahead: bool,
) -> None:
    when = TimeMeant(said="", days_from=low, days_to=high, year=year, month=month, day=day)
    found = days_meant(when, on, ahead=ahead)
    assert found is None or found[0] <= found[1]
