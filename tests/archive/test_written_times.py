from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.written_times import (
    NOTHING,
    WrittenMoment,
    aware,
    clock_doubt,
    read_moment,
    slash_order_of,
)

DAY = date(2022, 3, 5)
CLOCK = time(19, 42, 10)
KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    "text",
    [
        "05.03.2022 19:42:10",
        "5.3.2022 19:42:10",
        "05.03.22 19:42:10",
        "05-03-2022 19:42:10",
        "2022-03-05 19:42:10",
        "2022-03-05T19:42:10",
        "2022/03/05 19:42:10",
        "2022.03.05, 19:42:10",
        "20220305 19:42:10",
        "05.03.2022 7:42:10 PM",
        "  05.03.2022   19:42:10 ",
    ],
)
def test_dates_are_read_in_every_usual_form(text: str) -> None:
    assert read_moment(text) == WrittenMoment(day=DAY, clock=CLOCK)


def test_date_and_time_may_stand_alone() -> None:
    assert read_moment("05.03.2022") == WrittenMoment(day=DAY)
    assert read_moment("19:42") == WrittenMoment(clock=time(19, 42))
    assert read_moment("12:05 AM") == WrittenMoment(clock=time(0, 5))
    assert read_moment("12:05 pm") == WrittenMoment(clock=time(12, 5))


def test_fractions_and_zones_behind_the_time_are_kept() -> None:
    moment = read_moment("2022-03-05T19:42:10.5+02:00")
    assert moment.clock == time(19, 42, 10, 500000)
    assert moment.zone == timezone(timedelta(hours=2))
    assert read_moment("2022-03-05T19:42:10Z").zone is UTC
    assert read_moment("2022-03-05 19:42:10 -0330").zone == timezone(-timedelta(hours=3.5))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.02.2022 10:00",
        "2022-13-01 10:00",
        "05.03.1022",
        "05.03.2022 25:00:00",
        "05.03.2022 19:60",
        "05.03.2022 13:00 PM",
        "05.03.2022 19:42:10 +25:00",
        "05.03.2022x19:42",
        "05.03.2022 19:42:10 sharp",
        "yesterday",
        "44625.82",
        "1646502130",
    ],
)
def test_what_is_impossible_or_unclear_is_not_guessed(text: str) -> None:
    assert read_moment(text) == NOTHING


def test_slashes_are_read_only_when_their_order_is_known() -> None:
    assert read_moment("03/05/2022 19:42:10") == NOTHING
    assert read_moment("05/03/2022", slash_order="day first").day == DAY
    assert read_moment("03/05/2022", slash_order="month first").day == DAY


def test_a_column_proves_the_order_of_its_slashes() -> None:
    assert slash_order_of(("03/05/2022", "13/05/2022 10:00")) == "day first"
    assert slash_order_of(("03/05/2022", "03/13/2022 10:00")) == "month first"
    assert slash_order_of(("03/05/2022", "01/02/2022")) is None
    assert slash_order_of(("13/05/2022", "05/13/2022")) is None
    assert slash_order_of(("13.05.2022", "x", "")) is None


def test_an_hour_that_comes_twice_is_its_first_showing() -> None:
    moment = aware(date(2022, 10, 30), time(3, 30, fold=1), KYIV)
    assert moment is not None
    assert moment.astimezone(UTC) == datetime(2022, 10, 30, 0, 30, tzinfo=UTC)


def test_an_hour_that_was_skipped_counts_with_the_offset_before_the_change() -> None:
    moment = aware(date(2022, 3, 27), time(3, 30), KYIV)
    assert moment is not None
    assert moment.astimezone(UTC) == datetime(2022, 3, 27, 1, 30, tzinfo=UTC)


def test_moments_around_the_change_of_clocks_keep_their_true_distance() -> None:
    before = aware(date(2022, 3, 27), time(2, 59), KYIV)
    after = aware(date(2022, 3, 27), time(4, 1), KYIV)
    assert before is not None
    assert after is not None
    assert after - before == timedelta(minutes=2)


MOSCOW = ZoneInfo("Europe/Moscow")


def test_kyiv_skipped_an_hour_on_27_march_2022_and_moscow_did_not() -> None:
    day, clock = date(2022, 3, 27), time(3, 30)
    assert clock_doubt(day, clock, KYIV) == "clocks skipped on that day (Europe/Kyiv)"
    assert clock_doubt(day, clock, MOSCOW) == ""
    for minute in ((2, 59), (4, 0)):
        assert clock_doubt(day, time(*minute), KYIV) == ""


def test_an_hour_that_came_twice_is_told_with_both_moments() -> None:
    doubt = clock_doubt(date(2022, 10, 30), time(3, 30), KYIV)
    assert doubt.endswith("at 00:30 and at 01:30 UTC")
    assert clock_doubt(date(2022, 10, 30), time(3, 30), MOSCOW) == ""


def test_moscow_and_kyiv_are_an_hour_apart_before_the_change_and_none_after() -> None:
    for day, apart in ((26, 1), (28, 0)):
        kyiv, moscow = (aware(date(2022, 3, day), CLOCK, zone) for zone in (KYIV, MOSCOW))
        assert kyiv is not None and moscow is not None
        assert kyiv - moscow == timedelta(hours=apart)


@settings(max_examples=150)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(["Europe/Kyiv", "Europe/Moscow", "UTC", "America/New_York"]),
)
def test_a_time_without_doubt_is_the_clock_of_exactly_one_moment(
    moment: datetime, zone: str
) -> None:
    own = ZoneInfo(zone)
    local = moment.replace(tzinfo=UTC).astimezone(own)
    doubt = clock_doubt(local.date(), local.time(), own)
    assert "skipped" not in doubt  # a clock has shown it
    if not doubt:
        assert aware(local.date(), local.time(), own) == local


@settings(max_examples=100)
@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)))
def test_every_possible_moment_is_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    expected = WrittenMoment(day=moment.date(), clock=moment.time())
    assert read_moment(moment.strftime("%d.%m.%Y %H:%M:%S")) == expected
    assert read_moment(moment.isoformat()) == expected


@settings(max_examples=100)
@given(st.text(max_size=40) | st.from_regex(r"[\d./: T+-]{0,25}", fullmatch=True))
def test_no_text_breaks_it(text: str) -> None:
    moment = read_moment(text, slash_order="day first")
    if moment.day is not None and moment.clock is not None:
        assert aware(moment.day, moment.clock, moment.zone or KYIV) is not None
