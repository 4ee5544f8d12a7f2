from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.declarations import (
    declared_by_file,
    declared_by_name,
    declared_by_row,
    declared_by_sound,
    declared_by_tags,
    disagreements,
    in_words,
)
from earwitness.records.declaration import Declaration
from earwitness.records.examination import StatedTime
from earwitness.records.recording import CallListRow, FileNameFacts

START = datetime(2022, 3, 5, 19, 42, 10, tzinfo=timezone(timedelta(hours=2)))
ROW = CallListRow(
    list_name="calls.csv",
    list_sha256="ab",
    row_number=7,
    untrusted_caller="+380970001127",
    untrusted_called="+79552143018",
    started_at=START,
    duration_ms=45_000,
    direction="исх",
)


def say(source: str, field: str, value: str) -> Declaration:
    return Declaration(source=source, field=field, value=value)


def fields(*declarations: Declaration) -> list[str]:
    return [one.field for one in disagreements(declarations)]


def test_sources_that_agree_are_silent() -> None:
    facts = FileNameFacts(
        pattern="p", started_at=START + timedelta(seconds=3), untrusted_numbers=("8-955-214-30-18",)
    )
    said = [
        *declared_by_row(ROW),
        *declared_by_name("1.mp3", facts),
        *declared_by_sound("1.mp3", 47_000),
        *declared_by_file("1.mp3", START + timedelta(days=400)),
    ]
    assert len(said) == 9
    assert disagreements(said) == ()


def test_starts_apart_are_shown_with_all_their_sources() -> None:
    facts = FileNameFacts(pattern="p", started_at=START + timedelta(hours=2))
    said = (*declared_by_row(ROW), *declared_by_name("1.mp3", facts))
    (one,) = disagreements(said)
    assert (one.field, one.detail) == ("start", "2 h 0 min apart")
    assert [each.source for each in one.declarations] == [
        "call list calls.csv, row 7",
        "file name “1.mp3”",
    ]
    assert in_words(one.declarations[0]) == "2022-03-05 19:42:10+02:00"


def test_the_same_moment_in_two_zones_agrees() -> None:
    assert (
        fields(
            say("list", "start", START.isoformat()),
            say("name", "start", START.astimezone(UTC).isoformat()),
        )
        == []
    )


def test_a_time_without_a_zone_is_compared_by_the_clocks() -> None:
    local = START.replace(tzinfo=None)
    aware = say("list", "start", START.isoformat())
    assert fields(aware, say("tag", "start", local.isoformat())) == []
    assert fields(aware, say("tag", "start", (local - timedelta(hours=2)).isoformat())) == ["start"]


def test_a_file_that_was_finished_before_the_call_contradicts_it() -> None:
    said = (
        *declared_by_row(ROW),
        *declared_by_file("1.mp3", START - timedelta(hours=1)),
    )
    (one,) = disagreements(said)
    assert one.detail == "the file was last written before the call began"
    assert fields(*declared_by_row(ROW), *declared_by_file("1.mp3", START)) == []


@pytest.mark.parametrize(
    ("sound", "shown"), [(45_000, []), (59_000, []), (75_000, ["duration_ms"])]
)
def test_durations_may_differ_by_ring_back_only(sound: int, shown: list[str]) -> None:
    assert fields(*declared_by_row(ROW), *declared_by_sound("1.mp3", sound)) == shown


def test_other_lines_and_directions_are_shown() -> None:
    facts = FileNameFacts(
        pattern="p",
        untrusted_caller="+380970003405",
        untrusted_called="8 955 214-30-18",
        direction="incoming",
    )
    said = (*declared_by_row(ROW), *declared_by_name("1.mp3", facts))
    assert fields(*said) == ["caller", "direction"]


def test_a_number_without_a_role_contradicts_only_two_lines_that_can_be_read() -> None:
    stranger = say("name", "number", "+380970005863")
    assert fields(*declared_by_row(ROW), stranger) == ["number"]
    half = (one for one in declared_by_row(ROW) if one.field != "called")
    assert fields(*half, say("list", "called", "7,955E+10"), stranger) == []


def test_a_field_that_only_tags_know_is_compared_as_text() -> None:
    assert fields(say("tag", "device", "A1"), say("list", "device", "a1")) == []
    assert fields(say("tag", "device", "A1"), say("list", "device", "B2")) == ["device"]


DECLARATION = st.builds(
    Declaration,
    source=st.sampled_from(["a", "b", "c"]),
    field=st.sampled_from(
        ["start", "ended_by", "duration_ms", "caller", "called", "number", "direction", "x"]
    ),
    value=st.text(max_size=20)
    | st.datetimes().map(datetime.isoformat)
    | st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat)
    | st.integers(0, 10**7).map(str)
    | st.sampled_from(["+380970001127", "+79552143018", "0001-01-01T00:00:00+14:00"]),
)


@settings(max_examples=150)
@given(st.lists(DECLARATION, max_size=8))
def test_no_declarations_break_it_and_none_is_invented(said: list[Declaration]) -> None:
    found = disagreements(said)
    for one in found:
        assert set(one.declarations) <= set(said)
        assert all(isinstance(in_words(each), str) for each in one.declarations)
    assert {one.field for one in found} == {one.field for one in disagreements(said[::-1])}


@settings(max_examples=60)
@given(st.lists(DECLARATION, max_size=6))
def test_one_source_repeated_contradicts_nothing_new(said: list[Declaration]) -> None:
    assert disagreements([*said, *said]) == disagreements(said)


def test_a_date_in_a_tag_stands_beside_the_list_and_differs_from_it() -> None:
    in_list = datetime(2022, 3, 12, 14, 36, tzinfo=UTC)
    in_tag = StatedTime(source="tag date", at=in_list.replace(day=14))
    said = [
        *declared_by_row(
            CallListRow(list_name="a.csv", list_sha256="0" * 64, row_number=2, started_at=in_list)
        ),
        *declared_by_tags("b.mp3", [in_tag]),
    ]
    (found,) = disagreements(said)
    assert (found.field, found.detail) == ("start", "2 d 0 h apart")
    assert [one.source for one in found.declarations] == [
        "call list a.csv, row 2",
        "tag date of “b.mp3”",
    ]
