import hashlib
from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.call_assembly import assemble_calls
from earwitness.archive.call_facts import RecordingFacts, number_tail
from earwitness.records.call import Call
from earwitness.records.recording import CallListRow, FileNameFacts

START = datetime(2022, 3, 5, 19, 42, 10, tzinfo=timezone(timedelta(hours=2)))
CALLER, CALLED = "+380970001127", "+79552143018"


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def facts(
    start: datetime | None = START, *numbers: str, caller: str = "", called: str = ""
) -> FileNameFacts:
    return FileNameFacts(
        pattern="test",
        started_at=start,
        untrusted_numbers=numbers,
        untrusted_caller=caller,
        untrusted_called=called,
    )


def recording(*names: str, name_facts: FileNameFacts | None = None) -> RecordingFacts:
    return RecordingFacts(sha256=sha(names[0]), source_names=names, name_facts=name_facts)


def row(number: int = 2, file_name: str = "", **fields: object) -> CallListRow:
    given: dict[str, object] = {
        "untrusted_caller": CALLER,
        "untrusted_called": CALLED,
        "started_at": START,
        "duration_ms": 45_000,
        **fields,
    }
    return CallListRow(
        list_name="calls.csv",
        list_sha256=sha("list"),
        row_number=number,
        file_name=file_name,
        **given,  # type: ignore[arg-type]
    )


def only(calls: tuple[Call, ...]) -> Call:
    (call,) = calls
    return call


def test_a_row_and_the_recording_it_names_are_one_call() -> None:
    call = only(assemble_calls([recording("1.mp3")], [row(file_name="1.mp3")]))
    assert call.id == f"call-{sha('1.mp3')[:12]}"
    assert call.recordings == (sha("1.mp3"),)
    assert call.list_rows == (f"{sha('list')}:2",)
    assert (call.untrusted_caller, call.untrusted_called) == (CALLER, CALLED)
    assert (call.caller, call.called) == (None, None)
    assert (call.started_at, call.duration_ms) == (START, 45_000)
    assert call.notes == ()


@pytest.mark.parametrize(
    ("source_name", "declared"),
    [
        ("REC1.mp3", "REC1"),
        ("REC1.MP3", "rec1.mp3"),
        ("REC1.mp3", r"D:\records\REC1.mp3"),
        ("REC1.ogg", "REC1.mp3"),
        ("Мой вызов.gsm", "Мои\u0306 вызов"),  # the list writes й in two pieces
        ("force-1-1743042317.12206.wav", "force-1-1743042317.12206"),
    ],
)
def test_a_file_name_may_be_spelled_in_several_ways(source_name: str, declared: str) -> None:
    call = only(assemble_calls([recording(source_name)], [row(file_name=declared)]))
    assert call.recordings == (sha(source_name),)
    assert call.list_rows


def test_a_row_may_use_any_name_under_which_the_bytes_arrived() -> None:
    call = only(assemble_calls([recording("a.mp3", "b.mp3")], [row(file_name="b.mp3")]))
    assert call.list_rows


def test_the_whole_name_outweighs_the_name_without_its_suffix() -> None:
    calls = assemble_calls([recording("1.mp3"), recording("1.ogg")], [row(file_name="1.ogg")])
    assert next(call for call in calls if call.list_rows).recordings == (sha("1.ogg"),)


def test_a_row_without_recording_is_kept() -> None:
    call = only(assemble_calls([], [row()]))
    assert call.recordings == ()
    assert call.id.startswith("call-")
    assert call.id == only(assemble_calls([], [row(untrusted_caller="x")])).id
    assert call.id != only(assemble_calls([], [row(3)])).id


def test_a_row_whose_file_is_missing_says_so() -> None:
    call = only(assemble_calls([], [row(file_name="gone.mp3")]))
    assert "gone.mp3" in call.notes[0]


def test_a_recording_without_a_row_has_only_what_its_name_says() -> None:
    sound = RecordingFacts(
        sha256=sha("1"),
        source_names=("1.mp3",),
        name_facts=facts(START, "+79552143018"),
        duration_ms=47_000,
    )
    call = only(assemble_calls([sound], []))
    assert (call.untrusted_caller, call.untrusted_called) == ("", "")
    assert (call.started_at, call.duration_ms) == (START, 47_000)
    assert call.notes == (
        "the file name carries the number +79552143018; it does not say whose it is",
    )


def test_a_role_in_the_file_name_fills_what_the_list_leaves_empty() -> None:
    named = recording("1.mp3", name_facts=facts(START, caller=CALLER, called=CALLED))
    assert only(assemble_calls([named], [])).untrusted_called == CALLED
    call = only(assemble_calls([named], [row(file_name="1.mp3", untrusted_called="")]))
    assert call.untrusted_called == CALLED
    withheld = row(file_name="1.mp3", untrusted_caller="АОН заборонено")
    assert only(assemble_calls([named], [withheld])).untrusted_caller == "АОН заборонено"


@pytest.mark.parametrize(
    "name_facts",
    [
        facts(START + timedelta(seconds=2), "380970001127"),
        facts(START.astimezone(UTC), "8-955-214-30-18"),
        facts(START),
    ],
)
def test_without_a_file_name_time_and_number_join(name_facts: FileNameFacts) -> None:
    call = only(assemble_calls([recording("x.mp3", name_facts=name_facts)], [row()]))
    assert call.recordings
    assert call.list_rows
    assert "row and recording were joined by their time" in call.notes


@pytest.mark.parametrize(
    "name_facts",
    [
        facts(START + timedelta(seconds=3), "380970001127"),
        facts(START, "+79552075532"),
        facts(None, "380970001127"),
        None,
    ],
)
def test_another_time_or_number_does_not_join(name_facts: FileNameFacts | None) -> None:
    assert len(assemble_calls([recording("x.mp3", name_facts=name_facts)], [row()])) == 2


def test_what_fits_in_two_ways_is_left_apart_and_noted() -> None:
    twins = [recording("x.mp3", name_facts=facts()), recording("y.mp3", name_facts=facts())]
    calls = assemble_calls(twins, [row()])
    assert len(calls) == 3
    assert all("left apart" in call.notes[0] for call in calls)
    calls = assemble_calls(twins[:1], [row(2), row(3)])
    assert len(calls) == 3
    assert all("left apart" in call.notes[0] for call in calls)


def test_a_name_that_two_recordings_have_is_left_apart() -> None:
    calls = assemble_calls([recording("1.mp3"), recording("1.ogg")], [row(file_name="1")])
    assert len(calls) == 3
    assert all("fits several recordings" in call.notes[0] for call in calls)


def test_a_recording_that_was_found_by_name_is_not_taken_by_time() -> None:
    named = recording("1.mp3", name_facts=facts())
    calls = assemble_calls([named], [row(2, file_name="1.mp3"), row(3)])
    assert [len(call.list_rows) for call in calls] == [1, 1]


def test_times_that_disagree_are_noted_with_a_hint_at_zones() -> None:
    later = recording("1.mp3", name_facts=facts(START + timedelta(minutes=5)))
    (note,) = only(assemble_calls([later], [row(file_name="1.mp3")])).notes
    assert note == (
        "the file name says 2022-03-05 19:47:10+02:00, the list says 2022-03-05 19:42:10+02:00"
    )
    hour = recording("1.mp3", name_facts=facts(START - timedelta(hours=2, seconds=30)))
    (note,) = only(assemble_calls([hour], [row(file_name="1.mp3")])).notes
    assert note.endswith("2 hours apart, so their time zones may differ")
    near = recording("1.mp3", name_facts=facts(START + timedelta(minutes=2)))
    assert only(assemble_calls([near], [row(file_name="1.mp3")])).notes == ()


def test_a_number_in_the_name_that_is_neither_line_is_noted() -> None:
    odd = recording("1.mp3", name_facts=facts(START, "+79552075532"))
    (note,) = only(assemble_calls([odd], [row(file_name="1.mp3")])).notes
    assert "+79552075532, which is neither line" in note
    damaged = row(file_name="1.mp3", untrusted_called="7,955E+10")
    (note,) = only(assemble_calls([odd], [damaged])).notes
    assert "one line of the list cannot be read" in note


def test_a_caller_in_the_name_against_the_list_is_noted() -> None:
    turned = recording("1.mp3", name_facts=facts(START, caller=CALLED, called=CALLER))
    notes = only(assemble_calls([turned], [row(file_name="1.mp3")])).notes
    assert ["as the caller line" in notes[0], "as the called line" in notes[1]] == [True, True]


def test_two_rows_of_one_recording_are_one_call_with_their_conflict() -> None:
    other = row(5, file_name="1.mp3", untrusted_called="+79552075532", started_at=None)
    call = only(assemble_calls([recording("1.mp3")], [other, row(2, file_name="1.mp3")]))
    assert call.list_rows == (f"{sha('list')}:2", f"{sha('list')}:5")
    assert call.untrusted_called == CALLED
    assert any("different called lines" in note for note in call.notes)


def test_both_legs_of_asterisk_are_one_call_with_two_recordings() -> None:
    legs = [recording("c1-in.wav"), recording("c1-out.wav")]
    call = only(assemble_calls(legs, [row(file_name="c1.wav")]))
    assert call.recordings == tuple(sorted(leg.sha256 for leg in legs))
    assert call.id == f"call-{call.recordings[0][:12]}"
    assert len(assemble_calls([recording("c1-in.wav"), recording("c2-out.wav")], [])) == 2


@pytest.mark.parametrize(
    ("number", "tail"),
    [
        ("+380 97 000 34 05", "970003405"),
        ("0970003405", "970003405"),
        ("8-955-214-30-18", "552143018"),
        ("7,955E+10", ""),
        ("0821XXXX8663", ""),
        ("АОН заборонено", ""),
        ("3201", ""),
        ("", ""),
    ],
)
def test_a_tail_is_what_all_spellings_of_a_number_share(number: str, tail: str) -> None:
    assert number_tail(number) == tail


names = st.sampled_from(["1.mp3", "1.ogg", "2.wav", "2", "c-in.wav", "c-out.wav", ""])
starts = st.none() | st.sampled_from([START + timedelta(seconds=step) for step in range(4)])
some_recordings = st.lists(
    st.builds(
        recording, names.filter(bool), names.filter(bool), name_facts=st.builds(facts, starts)
    ),
    max_size=5,
    unique_by=lambda one: one.sha256,
)
some_rows = st.lists(
    st.builds(row, st.integers(1, 9), names, started_at=starts),
    max_size=6,
    unique_by=lambda one: one.row_number,
)


@settings(max_examples=100)
@given(some_recordings, some_rows, st.randoms(use_true_random=False))
def test_nothing_is_lost_or_doubled_and_order_does_not_matter(
    recordings: list[RecordingFacts], rows: list[CallListRow], random: Random
) -> None:
    calls = assemble_calls(recordings, rows)
    assert sorted(one for call in calls for one in call.recordings) == sorted(
        one.sha256 for one in recordings
    )
    assert sorted(place for call in calls for place in call.list_rows) == sorted(
        f"{one.list_sha256}:{one.row_number}" for one in rows
    )
    assert len({call.id for call in calls}) == len(calls)
    random.shuffle(recordings)
    random.shuffle(rows)
    assert assemble_calls(recordings, rows) == calls
