"""Archives at intake: their members are taken in like the files of a folder."""

import zipfile
from pathlib import Path

import pytest

from earwitness.app import answers
from earwitness.app.custody import verify
from earwitness.app.intake import IntakeSummary, take_in
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import containers, recordings, transcripts
from earwitness.runtime.store.models import ContainerRow
from fakes.bundles import encrypted_zip, make_seven_zip, make_tar, make_zip
from fakes.dialogue import CALL_LIST
from fakes.sounds import encode, tone


@pytest.fixture
def sound(tmp_path: Path) -> bytes:
    return encode(tmp_path / "tone.wav", tone(0.2)).read_bytes()


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    return folder


def taken(place: Workplace, *paths: Path) -> IntakeSummary:
    return take_in(place, paths, call_lists=(), delivery="a stick", progress=SilentProgress())


def other(sound: bytes, number: int) -> bytes:
    return sound[:-1] + bytes([number])


def test_members_are_recordings_whose_source_shows_archive_and_inner_path(
    place: Workplace, received: Path, sound: bytes
) -> None:
    make_zip(received / "calls.zip", {"march/1.wav": sound, "march/2.wav": other(sound, 1)})
    summary = taken(place, received)
    assert (summary.files, summary.recordings, summary.containers) == (3, 2, 1)
    assert summary.problems == 0
    assert [one.source_path for one in recordings.arrivals()] == [
        f"{received}/calls.zip!/march/1.wav",
        f"{received}/calls.zip!/march/2.wav",
    ]
    assert verify(place)["ok"]
    assert not list(place.folder.originals.glob(".unfinished*"))


def test_transcripts_and_call_lists_in_an_archive_are_read(
    place: Workplace, received: Path, sound: bytes
) -> None:
    members = {
        "1.wav": sound,
        "1.ru.txt": "Алло, это я.".encode(),
        "calls.csv": CALL_LIST.encode(),
        "__MACOSX/._1.wav": b"x",
    }
    make_tar(received / "calls.tar.gz", members, "w:gz")
    summary = taken(place, received)
    assert (summary.recordings, summary.transcripts, summary.problems) == (1, 1, 0)
    assert summary.list_rows > 0
    assert len(transcripts.leading()) == 1


def test_the_archive_is_recorded_with_its_members_and_stands_in_the_ledger(
    place: Workplace, received: Path, sound: bytes
) -> None:
    make_seven_zip(received / "calls.7z", {"1.wav": sound, "notes.pdf": b"%PDF-1.7 x"})
    taken(place, received)
    (container,) = containers.all_containers()
    assert container.format == "7z"
    assert container.source_path == f"{received}/calls.7z"
    assert container.byte_size == (received / "calls.7z").stat().st_size
    (arrival,) = recordings.arrivals()
    assert container.members[0].sha256 == arrival.sha256
    row = ContainerRow.objects.get()
    row.body["members"][0]["name"] = "another.wav"
    row.save()
    kinds = {problem["kind"] for problem in verify(place)["problems"]}
    assert kinds == {"row_changed", "row_missing"}


def test_an_archive_is_opened_once_but_another_path_is_another_arrival(
    place: Workplace, received: Path, sound: bytes
) -> None:
    make_zip(received / "a.zip", {"1.wav": sound})
    taken(place, received)
    (received / "b.zip").write_bytes((received / "a.zip").read_bytes())
    again = taken(place, received)
    assert (again.known, again.containers, again.recordings, again.arrivals) == (1, 1, 0, 1)
    assert recordings.counts() == (1, 2)
    assert verify(place)["ok"]


def test_archives_in_archives_are_opened_down_to_a_limit(
    place: Workplace, received: Path, sound: bytes
) -> None:
    inner = make_zip(received / "level.zip", {"1.wav": sound})
    for level in range(4):
        content = inner.read_bytes()
        make_zip(inner, {f"{level}.zip": content, f"{level}.wav": other(sound, level)})
    summary = taken(place, received)
    assert summary.containers == 3
    assert summary.recordings == 3
    (problem,) = answers.list_problems()
    assert problem["subject"] == f"{received}/level.zip!/3.zip!/2.zip!/1.zip"
    assert "too deep" in problem["what"]
    assert ".unfinished" not in str(problem)


def test_problems_of_members_name_archive_and_inner_path(
    place: Workplace, received: Path, sound: bytes
) -> None:
    members = {"1.wav": sound, "in/empty.wav": b"", "../up.wav": sound, "list.csv": b"\0\1" * 99}
    make_zip(received / "calls.zip", members)
    summary = taken(place, received)
    assert summary.recordings == 1
    told = {one["subject"].removeprefix(f"{received}/"): one for one in answers.list_problems()}
    assert set(told) == {
        "calls.zip!/in/empty.wav",
        "calls.zip!/../up.wav",
        "calls.zip!/list.csv",
    }
    assert summary.problems == 3
    assert "leads out" in told["calls.zip!/../up.wav"]["what"]
    assert all(".unfinished" not in str(one) for one in told.values())
    assert list(received.parent.rglob("up.wav")) == []


def test_what_cannot_be_opened_is_told_and_the_rest_is_taken(
    place: Workplace, received: Path, sound: bytes
) -> None:
    (received / "1.wav").write_bytes(sound)
    encrypted_zip(received / "locked.zip")
    make_seven_zip(received / "locked.7z", {"1.wav": sound}, password="x")
    (received / "cut.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    (received / "calls.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(600))
    make_zip(received / "bomb.zip", {"bomb.wav": b"\0" * (300 * 2**20)})
    summary = taken(place, received)
    assert (summary.recordings, summary.problems, summary.containers) == (1, 5, 0)
    told = {Path(one["subject"]).name: one["what"] for one in answers.list_problems()}
    assert "password" in told["locked.zip"] and "password" in told["locked.7z"]
    assert "damaged" in told["cut.zip"]
    assert "archive of files" in told["calls.rar"]
    assert "more bytes" in told["bomb.zip"]
    assert verify(place)["ok"]


def test_the_problem_of_an_archive_goes_when_it_is_mended(
    place: Workplace, received: Path, sound: bytes
) -> None:
    (received / "calls.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    assert taken(place, received).problems == 1
    make_zip(received / "calls.zip", {"1.wav": sound})
    assert taken(place, received).problems == 0
    assert answers.list_problems() == []


def test_an_office_document_is_no_archive_to_open(place: Workplace, received: Path) -> None:
    with zipfile.ZipFile(received / "letter.docx", "w") as bundle:
        bundle.writestr("word/document.xml", "<x/>")
    assert taken(place, received).containers == 0
