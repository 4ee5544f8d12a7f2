"""Originals are looked at in threads: the same findings, in the same order, and an end to it."""

import threading
import time
from pathlib import Path

import pytest

from earwitness.archive import reading_ahead, verification
from earwitness.archive.originals import original_path, seal
from earwitness.archive.reading_ahead import ReadingAhead
from earwitness.archive.verification import Looked
from earwitness.records.recording import Recording
from earwitness.runtime.progress import SilentProgress
from fakes.progress import RememberedProgress


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Path, list[Recording]]:
    """Forty originals; every third is changed in one bit."""
    originals, found = tmp_path / "originals", []
    for number in range(40):
        source = tmp_path / "call.wav"
        source.write_bytes(b"%d" % number * (number + 1))
        one = seal(source, originals)
        found.append(Recording(sha256=one.sha256, byte_size=one.byte_size, source_name="call.wav"))
        if number % 3 == 0:
            path = original_path(originals, one.sha256)
            path.chmod(0o644)
            path.write_bytes(b"X" + path.read_bytes()[1:])
            path.chmod(0o444)
    return originals, found


@pytest.mark.parametrize("readers", [1, 2, 7])
def test_findings_come_in_the_order_of_recordings_however_many_read(
    sealed: tuple[Path, list[Recording]], readers: int
) -> None:
    originals, recordings = sealed
    progress = RememberedProgress()
    with ReadingAhead(originals, recordings, fast=False, readers=readers) as ahead:
        found = list(ahead.findings(progress))
    assert [one.subject for one in found] == [one.sha256 for one in recordings[::3]]
    assert {one.kind for one in found} == {"hash"}
    megabytes = sum(float(str(told[1])) for told in progress.told)
    assert megabytes == pytest.approx(sum(one.byte_size for one in recordings) / 1_000_000)
    assert sum(bool(told[2]) for told in progress.told) == len(found)


def test_an_original_that_takes_long_keeps_its_place(
    sealed: tuple[Path, list[Recording]], monkeypatch: pytest.MonkeyPatch
) -> None:
    originals, recordings = sealed
    look, later = reading_ahead.look_at, threading.Event()

    def first_is_slow(folder: Path, one: Recording, *, fast: bool, stop: threading.Event) -> Looked:
        if one == recordings[0]:
            assert later.wait(60)
        elif one == recordings[6]:  # the third is told by then
            later.set()
        return look(folder, one, fast=fast, stop=stop)

    monkeypatch.setattr(reading_ahead, "look_at", first_is_slow)
    with ReadingAhead(originals, recordings, fast=False, readers=2) as ahead:
        found = list(ahead.findings(SilentProgress()))
    assert [one.subject for one in found] == [one.sha256 for one in recordings[::3]]


def test_leaving_early_stops_all_readers(
    sealed: tuple[Path, list[Recording]], monkeypatch: pytest.MonkeyPatch
) -> None:
    originals, recordings = sealed
    looked = []

    def slow(*_: object, **__: object) -> tuple[()]:
        looked.append(1)
        time.sleep(0.01)
        return ()

    monkeypatch.setattr(reading_ahead, "look_at", slow)
    before = threading.active_count()
    with ReadingAhead(originals, recordings * 1000, fast=False, readers=3):
        pass
    assert threading.active_count() == before
    assert len(looked) < len(recordings) * 1000


def test_a_long_file_is_given_up_when_the_reading_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"x")
    stop = threading.Event()
    whole = verification.hash_of(path, stop)
    stop.set()
    assert verification.hash_of(path, stop) != whole


def test_what_breaks_in_a_reader_is_raised_where_it_is_asked_for(
    sealed: tuple[Path, list[Recording]], monkeypatch: pytest.MonkeyPatch
) -> None:
    originals, recordings = sealed

    def breaks(*_: object, **__: object) -> tuple[()]:
        raise MemoryError

    monkeypatch.setattr(reading_ahead, "look_at", breaks)
    with ReadingAhead(originals, recordings, fast=False) as ahead, pytest.raises(MemoryError):
        list(ahead.findings(SilentProgress()))


def test_a_case_without_recordings_is_looked_at_at_once(tmp_path: Path) -> None:
    with ReadingAhead(tmp_path, (), fast=False) as ahead:
        assert list(ahead.findings(SilentProgress())) == []
