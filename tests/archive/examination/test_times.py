"""Times that contradict each other, and those that only seem to."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.examination.tag_dates import stated_in_tags
from earwitness.archive.examination.times import duration_observations, time_observations
from earwitness.records.examination import FileFacts, StatedTime, Tag

CALL = datetime(2022, 3, 5, 17, 42, 10, tzinfo=UTC)


def kinds(*stated: tuple[str, datetime], modified: datetime | None = None) -> list[str]:
    times = [StatedTime(source=source, at=at) for source, at in stated]
    seen = time_observations(times, modified_at=modified, duration_ms=47_000)
    return [one.kind for one in seen]


def test_times_within_minutes_agree() -> None:
    near = CALL + timedelta(minutes=3)
    assert kinds(("file name", CALL), ("call list", near), modified=near) == []


def test_days_apart_is_a_contradiction_and_whole_hours_say_that_zones_may_differ() -> None:
    assert kinds(("file name", CALL), ("tag date", CALL + timedelta(days=9))) == ["times_apart"]
    (told,) = time_observations(
        [
            StatedTime(source="file name", at=CALL),
            StatedTime(source="call list", at=CALL + timedelta(hours=2)),
        ],
        modified_at=None,
        duration_ms=0,
    )
    assert "time zones may differ" in told.detail
    assert told.hint and told.false_alarm_rate is None and "not measured" in told.measured_on


def test_a_file_older_than_its_call_is_a_contradiction_and_a_younger_one_is_none() -> None:
    assert kinds(("call list", CALL), modified=CALL - timedelta(days=2)) == ["file_older_than_call"]
    assert kinds(("call list", CALL), modified=CALL - timedelta(hours=12)) == []
    assert kinds(("call list", CALL), modified=CALL + timedelta(days=900)) == []


@pytest.mark.parametrize("year", [1904, 1970, 1980])
def test_a_clock_that_was_never_set_is_called_that(year: int) -> None:
    unset = datetime(year, 1, 1, 0, 5, tzinfo=UTC)
    assert kinds(("tag creation_time", unset), ("call list", CALL)) == ["clock_unset"]


def test_missing_seconds_are_told_and_ringing_is_not() -> None:
    def told(sound: int, listed: int | None, declared: int | None = None) -> list[str]:
        seen = duration_observations(sound_ms=sound, listed_ms=listed, declared_ms=declared)
        return [one.kind for one in seen]

    assert told(30_000, 47_000) == ["shorter_than_listed"]
    assert told(45_000, 47_000) == told(80_000, 47_000) == told(47_000, None) == []
    assert told(400_000, 47_000) == ["longer_than_listed"]
    assert told(30_000, None, 47_000) == ["declared_length"]


def test_tags_state_moments_only_with_a_time_of_day() -> None:
    def read(name: str, value: str) -> list[datetime]:
        tag = Tag(where="container", untrusted_name=name, untrusted_value=value)
        facts = FileFacts(container="mp3", byte_size=1, tags=(tag,))
        return [one.at for one in stated_in_tags(facts, zone=ZoneInfo("Europe/Kyiv"))]

    assert read("creation_time", "2022-03-05T17:42:10.000000Z") == [CALL]
    assert read("date", "2022-03-05 19:42:10") == [CALL]
    assert read("date", "2022") == read("date", "2022-03-05") == read("title", "19:42") == []


@settings(max_examples=60)
@given(
    st.lists(st.datetimes(timezones=st.just(UTC)), max_size=4),
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.integers(0, 2**40),
)
def test_no_time_of_the_calendar_breaks_the_comparison(
    moments: list[datetime], modified: datetime | None, length: int
) -> None:
    stated = [StatedTime(source="tag date", at=at) for at in moments]
    for one in time_observations(stated, modified_at=modified, duration_ms=length):
        assert one.detail


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_may_stand_in_a_date_tag(value: str) -> None:
    tag = Tag(where="container", untrusted_name="date", untrusted_value=value)
    for one in stated_in_tags(FileFacts(container="", byte_size=0, tags=(tag,)), zone=UTC):
        assert one.at.tzinfo is not None
