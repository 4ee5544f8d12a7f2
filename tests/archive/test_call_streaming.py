"""Calls assembled with little memory are those that come of holding everything."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.whole_assembly import calls_in_memory
from earwitness.archive.call_assembly import each_call, one_per_hash
from earwitness.archive.call_facts import RecordingFacts
from earwitness.records.recording import CallListRow, FileNameFacts

START = datetime(2022, 3, 5, 19, 42, 10, tzinfo=UTC)
NUMBERS = ("+380970003405", "8 955 214 30 18", "0970003405", "АОН заборонено", "3201", "")
NAMES = (
    *("1.mp3", "1.ogg", "1", "2.wav", "A.WAV", "a.wav", "й.gsm", "и\u0306.gsm"),
    *("c-in.wav", "c-out.wav", "c-out.mp3", "d-in.wav", "d-out.wav", "c.wav", "-in.wav"),
    *("x-in-in.wav", "x-in-out.wav", "half\udcff-in.wav", "half\udcff-out.wav"),
)
ASKED = (*NAMES, "", "c", "d", "x-in", "half\udcff", "calls/", "D:\\records\\c", "gone.mp3")

starts = st.none() | st.sampled_from(
    [START + timedelta(milliseconds=500 * step) for step in range(9)]
)
numbers = st.sampled_from(NUMBERS)
some_facts = st.none() | st.builds(
    FileNameFacts,
    pattern=st.just("test"),
    started_at=starts,
    untrusted_caller=numbers,
    untrusted_called=numbers,
    untrusted_numbers=st.lists(numbers.filter(bool), max_size=2).map(tuple),
)
some_recordings = st.lists(
    st.builds(
        RecordingFacts,
        sha256=st.integers(0, 40).map(lambda seed: hashlib.sha256(bytes([seed])).hexdigest()),
        source_names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(tuple),
        name_facts=some_facts,
        duration_ms=st.none() | st.integers(0, 9),
    ),
    max_size=12,
    unique_by=lambda one: one.sha256,
)
some_rows = st.lists(
    st.builds(
        CallListRow,
        list_name=st.just("calls.csv"),
        list_sha256=st.sampled_from(["a" * 64, "b" * 64]),
        row_number=st.integers(1, 12),
        untrusted_caller=numbers,
        untrusted_called=numbers,
        started_at=starts,
        duration_ms=st.none() | st.integers(0, 9),
        file_name=st.sampled_from(ASKED),
    ),
    max_size=12,
    unique_by=lambda one: (one.list_sha256, one.row_number),
)


def _named(seed: int, *names: str, start: datetime | None, number: str) -> RecordingFacts:
    facts = FileNameFacts(
        pattern="test", started_at=start, untrusted_caller=number, untrusted_called=number
    )
    own = hashlib.sha256(bytes([seed])).hexdigest()
    return RecordingFacts(sha256=own, source_names=names, name_facts=facts)


LEG_WITHOUT_A_START = [
    _named(0, "c-in.wav", start=START, number=NUMBERS[1]),
    _named(1, "c-out.wav", start=None, number=NUMBERS[0]),
]
ROW_OF_ITS_NUMBER = CallListRow(
    list_name="calls.csv", list_sha256="a" * 64, row_number=1,
    untrusted_caller=NUMBERS[0], untrusted_called=NUMBERS[0], started_at=START,
)  # fmt: skip


def test_a_leg_without_a_start_still_tells_the_numbers_of_its_call() -> None:
    (call,) = each_call(lambda: LEG_WITHOUT_A_START, [ROW_OF_ITS_NUMBER], None)
    assert len(call.recordings) == 2 and call.list_rows == ("a" * 64 + ":1",)


@settings(max_examples=400, deadline=None)
@given(some_recordings, some_rows)
@example([], [])
@example(LEG_WITHOUT_A_START, [ROW_OF_ITS_NUMBER])
def test_streamed_calls_are_those_of_the_whole_assembly(
    recordings: list[RecordingFacts], rows: list[CallListRow]
) -> None:
    ordered = one_per_hash(recordings)
    assert list(each_call(lambda: ordered, rows, None)) == calls_in_memory(recordings, rows)


def test_what_is_laid_out_on_disk_leaves_no_file(tmp_path: Path) -> None:
    one = RecordingFacts(sha256="a" * 64, source_names=("c-in.wav",))
    calls = each_call(lambda: [one], [], tmp_path / "derived")
    assert [call.recordings for call in calls] == [("a" * 64,)]
    assert list((tmp_path / "derived").iterdir()) == []


def test_calls_are_assembled_where_nothing_can_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"")
    one = RecordingFacts(sha256="a" * 64, source_names=("1.wav",))
    assert len(list(each_call(lambda: [one], [], blocked))) == 1
