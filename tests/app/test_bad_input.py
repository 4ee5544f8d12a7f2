"""Intake of what is broken, renamed, foreign: one line each, kept, and nothing else stops."""

import os
import wave
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import earwitness.app.intake as intake
from earwitness.app import answers
from earwitness.app.custody import verify
from earwitness.app.intake import IntakeSummary, take_in
from earwitness.app.opening import create_case
from earwitness.app.processing import process
from earwitness.app.profiles import read_profiles
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings
from earwitness.runtime.store.connection import disconnect
from fakes.dialogue import CALL_LIST
from fakes.sounds import encode, tone


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    """A folder with one good recording."""
    folder = tmp_path / "received"
    folder.mkdir()
    encode(folder / "good.wav", tone(1))
    return folder


def taken(place: Workplace, *paths: Path, lists: tuple[Path, ...] = ()) -> IntakeSummary:
    return take_in(place, paths, call_lists=lists, delivery="", progress=SilentProgress())


def told(place: Workplace, name: str) -> str:
    """The one problem that names this file; it has a remedy."""
    (problem,) = [one for one in answers.list_problems() if name in one["what"]]
    assert problem["remedy"]
    assert "\n" not in problem["what"] + problem["remedy"]
    return str(problem["what"])


BAD = {
    "empty.mp3": b"",
    "letter.pdf": b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n",
    "picture.mp3": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "programme.wav": b"\x7fELF" + bytes(300),
    "notes.txt": "Не запись, а заметки о ней.".encode(),
    "text.amr": b"just text that somebody named so\n" * 20,
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_recording_is_named_and_left_out(
    place: Workplace, delivery: Path, name: str
) -> None:
    (delivery / name).write_bytes(BAD[name])
    summary = taken(place, delivery)
    assert (summary.recordings, summary.problems) == (1, 1)
    assert told(place, name)


def test_protected_archives_are_named(place: Workplace, delivery: Path) -> None:
    with zipfile.ZipFile(delivery / "calls.zip", "w") as archive:
        archive.writestr("call.wav", b"x" * 100)
    content = bytearray((delivery / "calls.zip").read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(sign) + offset] |= 1  # APPNOTE 4.4.4, bit 0: encrypted
    (delivery / "calls.zip").write_bytes(content)
    assert taken(place, delivery).problems == 1
    assert "password" in told(place, "calls.zip")


def test_a_call_of_no_seconds_is_sealed_and_its_problem_is_kept(
    place: Workplace, delivery: Path
) -> None:
    with wave.open(str(delivery / "silence.wav"), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
    assert taken(place, delivery).recordings == 2
    counts = process(place, ["decode"], progress=SilentProgress())
    assert counts["decode"] == (1, 1)
    assert told(place, "silence.wav")
    states = {call["recordings"][0]["source_name"]: call["state"] for call in answers.list_calls()}
    assert states == {"good.wav": "decoded", "silence.wav": "failed"}


def test_a_loop_of_folders_ends(place: Workplace, delivery: Path) -> None:
    (delivery / "loop").symlink_to(delivery, target_is_directory=True)
    (delivery / "self").symlink_to(delivery / "self")
    summary = taken(place, delivery)
    assert summary.recordings == 1
    assert told(place, "self")


def test_a_file_that_vanishes_is_named(
    place: Workplace, delivery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode(delivery / "gone.wav", tone(1, hertz=500))
    walk = intake.find_files

    gone = iter([lambda: None, (delivery / "gone.wav").unlink])  # the first walk only counts

    def and_then_it_vanishes(paths: object, owned: object) -> Iterator[object]:
        found = list(walk(paths, owned=owned))  # type: ignore[arg-type]
        next(gone)()
        yield from found

    monkeypatch.setattr(intake, "find_files", and_then_it_vanishes)
    summary = taken(place, delivery)
    assert (summary.recordings, summary.problems) == (1, 1)
    assert "not there" in told(place, "gone.wav")


def test_a_path_that_is_not_there_is_named(place: Workplace, delivery: Path) -> None:
    assert taken(place, delivery, delivery / "nowhere").problems == 1
    assert "not there" in told(place, "nowhere")


def test_a_pipe_does_not_hang_the_intake(place: Workplace, delivery: Path) -> None:
    os.mkfifo(delivery / "pipe.wav")
    assert taken(place, delivery).problems == 1
    assert "pipe" in told(place, "pipe.wav")


def test_broken_rows_of_a_call_list_cost_only_themselves(place: Workplace, tmp_path: Path) -> None:
    broken = CALL_LIST + "+380970000011;+79552110009;nonsense;12;\n" + ";;;;\n" + '"unclosed;1;2\n'
    (tmp_path / "calls.csv").write_text(broken, encoding="utf-8")
    summary = taken(place, tmp_path / "calls.csv")
    assert summary.list_rows >= 3
    assert summary.problems >= 1
    assert all("calls.csv" in one["what"] + one["subject"] for one in answers.list_problems())


def test_a_list_that_is_no_list_is_named(place: Workplace, delivery: Path) -> None:
    (delivery / "list.csv").write_bytes(os.urandom(500))
    assert taken(place, delivery / "good.wav", lists=(delivery / "list.csv",)).problems == 1
    assert told(place, "list.csv")


def test_an_export_that_is_not_what_its_name_says_is_named(
    place: Workplace, delivery: Path
) -> None:
    bad = {
        "result.json": b"{not json",
        "other.json": b'{"a": 1}',
        "contacts.vcf": b"This is a letter.",
        "table.xlsx": b"PK\x03\x04 nothing",
        "table.csv": b"\x00\x01\x02" * 50,
        "sound.vcf": (delivery / "good.wav").read_bytes(),
    }
    (delivery / "good.wav").unlink()
    for name, content in bad.items():
        (delivery / name).write_bytes(content)
    assert read_profiles(place, [delivery], progress=SilentProgress()) == ()
    for name in bad:
        assert told(place, name)


def test_a_problem_goes_when_the_file_is_mended(place: Workplace, delivery: Path) -> None:
    (delivery / "late.wav").write_bytes(b"")
    assert taken(place, delivery).problems == 1
    encode(delivery / "late.wav", tone(1, hertz=700))
    assert taken(place, delivery).problems == 0
    assert answers.list_problems() == []


def test_the_same_file_twice_is_one_recording_with_two_arrivals(
    place: Workplace, delivery: Path
) -> None:
    (delivery / "again.wav").write_bytes((delivery / "good.wav").read_bytes())
    summary = taken(place, delivery)
    assert (summary.recordings, summary.arrivals) == (1, 2)
    assert recordings.counts() == (1, 2)


def test_a_second_intake_takes_nothing_again(place: Workplace, archive: Path) -> None:
    first = taken(place, archive / "recordings", archive / "calls.csv")
    second = taken(place, archive / "recordings", archive / "calls.csv")
    assert (first.recordings, first.list_rows, first.transcripts) == (3, 3, 3)
    assert (second.recordings, second.list_rows, second.known) == (0, 0, 3)
    assert verify(place)["ok"]


def test_rows_without_recording_and_recordings_without_row_are_shown(
    place: Workplace, archive: Path
) -> None:
    taken(place, archive / "recordings", archive / "calls.csv")
    shown = [(len(call["recordings"]), call["caller"]) for call in answers.list_calls()]
    assert (0, "+380970000011") in shown
    assert (1, None) in shown
    assert len(shown) == 4


def test_the_case_does_not_take_in_itself(place: Workplace, delivery: Path) -> None:
    taken(place, delivery)
    process(place, ["decode"], progress=SilentProgress())
    summary = taken(place, place.folder.root)
    assert (summary.files, summary.problems) == (0, 0)


def test_a_full_disk_is_told_and_after_space_was_made_the_intake_goes_on(
    small_disk: Path, tmp_path: Path
) -> None:
    received = tmp_path / "received"
    received.mkdir()
    for number in range(3):
        encode(received / f"{number}.wav", tone(20, hertz=200 + number))
    place = create_case(small_disk / "case", time_zone="Europe/Kyiv", region="RU")
    filler = small_disk / "filler"
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    filler.write_bytes(bytes(free - 450_000))
    with pytest.raises(CaseUnusable, match=r"full|space"):
        taken(place, received)
    filler.unlink()
    assert taken(place, received).recordings == 3
    assert verify(place)["ok"]
    disconnect()
