"""What is known is passed over cheaply and soundly; whatever points to it is another arrival."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import earwitness.app.examining as examining
from earwitness.app import answers
from earwitness.app.custody import verify
from earwitness.app.intake import IntakeSummary, take_in
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings
from earwitness.runtime.store.models import LedgerRow, SeenFileRow
from fakes.progress import RememberedProgress
from fakes.sounds import encode, tone


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a recording; what is fresh counts as old, so that nobody has to wait."""
    monkeypatch.setattr("earwitness.archive.seen.COARSEST_NS", -(10**10))
    folder = tmp_path / "received"
    folder.mkdir()
    encode(folder / "1.wav", tone(0.2))
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that were read."""
    names: list[str] = []
    stage = examining.stage

    def counted(path: Path, *rest: object) -> object:
        names.append(path.name)
        return stage(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(examining, "stage", counted)
    return names


def taken(place: Workplace, *paths: Path, reread: bool = False) -> IntakeSummary:
    silent = SilentProgress()
    return take_in(place, paths, call_lists=(), delivery="", progress=silent, reread=reread)


def test_an_unchanged_file_is_not_read_again(
    place: Workplace, received: Path, read: list[str]
) -> None:
    taken(place, received)
    again = taken(place, received)
    assert read == ["1.wav"]
    assert (again.files, again.known, again.arrivals) == (1, 1, 0)
    assert taken(place, received, reread=True).known == 1
    assert read == ["1.wav", "1.wav"]


def test_a_file_whose_content_was_changed_behind_its_time_stamp_is_read_again(
    place: Workplace, received: Path
) -> None:
    taken(place, received)
    path = received / "1.wav"
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert taken(place, received).recordings == 1
    assert recordings.counts() == (2, 2)


def test_a_file_that_was_fresh_when_it_was_read_is_read_again(
    place: Workplace, received: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earwitness.archive.seen.COARSEST_NS", 10**12)
    taken(place, received)
    taken(place, received)
    assert read == ["1.wav", "1.wav"]


def test_a_memory_of_what_the_case_does_not_hold_is_not_believed(
    place: Workplace, received: Path, read: list[str]
) -> None:
    taken(place, received)
    SeenFileRow.objects.update(sha256="ab" * 32)
    taken(place, received)
    assert read == ["1.wav", "1.wav"]


def test_an_original_that_is_gone_is_sealed_again(place: Workplace, received: Path) -> None:
    taken(place, received)
    (original,) = (path for path in place.folder.originals.rglob("*") if path.is_file())
    original.unlink()
    assert not verify(place)["ok"]
    taken(place, received)
    assert verify(place)["ok"]


def test_hard_and_symbolic_links_to_a_known_file_are_arrivals_of_the_same_bytes(
    place: Workplace, received: Path
) -> None:
    taken(place, received)
    (received / "hard.wav").hardlink_to(received / "1.wav")
    (received / "symbolic.wav").symlink_to("1.wav")
    summary = taken(place, received)
    assert (summary.recordings, summary.arrivals) == (0, 2)
    assert sorted(one.source_name for one in recordings.arrivals()) == [
        "1.wav",
        "hard.wav",
        "symbolic.wav",
    ]
    (original,) = (path for path in place.folder.originals.rglob("*") if path.is_file())
    assert original.stat().st_ino != (received / "1.wav").stat().st_ino
    assert original.stat().st_nlink == 1


def test_a_transcript_that_comes_later_is_read_though_its_recording_is_known(
    place: Workplace, received: Path, read: list[str]
) -> None:
    taken(place, received)
    (received / "1.ru.txt").write_text("Алло.", encoding="utf-8")
    assert taken(place, received).transcripts == 1
    assert read == ["1.wav"]


def test_progress_counts_files_and_problems(place: Workplace, received: Path) -> None:
    (received / "empty.wav").write_bytes(b"")
    progress = RememberedProgress()
    take_in(place, [received], call_lists=(), delivery="", progress=progress)
    assert progress.told[0] == ("start", "Taking in", 2, "files")
    advanced = [step for step in progress.told if step[0] == "advance"]
    assert sorted(advanced) == [("advance", 1, False), ("advance", 1, True)]


def test_a_clock_that_was_set_back_is_told_and_loses_nothing(
    place: Workplace, received: Path
) -> None:
    taken(place, received)
    later = (datetime.now(UTC) + timedelta(hours=5)).isoformat(timespec="milliseconds")
    last = LedgerRow.objects.order_by("-sequence").values_list("sequence", "at")[0]
    LedgerRow.objects.filter(sequence=last[0]).update(at=later)
    encode(received / "2.wav", tone(0.2, hertz=600))
    summary = taken(place, received)
    assert (summary.recordings, summary.problems) == (1, 1)
    (problem,) = answers.list_problems()
    assert "clock" in problem["what"]
    assert "Nothing is lost" in problem["remedy"]
    LedgerRow.objects.filter(sequence=last[0]).update(at=last[1])
    assert verify(place)["ok"]
    assert taken(place, received).problems == 0
    assert answers.list_problems() == []


def test_problems_can_be_counted_and_filtered_by_kind(place: Workplace, received: Path) -> None:
    for name in ("a.wav", "b.wav"):
        (received / name).write_bytes(b"")
    (received / "c.pdf").write_bytes(b"%PDF-1.7")
    taken(place, received)
    kinds = [one["kind"] for one in answers.list_problems(stage="intake")]
    assert sorted(kinds)[:2] == ["… is empty.", "… is empty."]
    assert len(answers.list_problems(kind="empty")) == 2
    assert answers.list_problems(stage="decode") == []
