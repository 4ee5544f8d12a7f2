"""A file that ends the process which looks into it costs only itself; a report always comes."""

import os
import signal
import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path

import pytest

from earwitness.app import checking_processes
from earwitness.app.checking import Against, check_against
from earwitness.app.checking_processes import Searching
from earwitness.publication.gate import budget as budget_module
from earwitness.publication.gate.batches import MakeSearch
from earwitness.publication.gate.budget import GRACE_SECONDS, Budget, Limits
from earwitness.publication.gate.places import Entry, entries
from earwitness.records.gate import GateReport, Identifier, IdentifierKind
from earwitness.runtime.folder_locks import open_lock, share
from earwitness.runtime.models.layout import FOLDER_VARIABLE
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from fakes.plain_search import deadly_search, plain_search
from fakes.sounds import encode, tone
from fakes.vanishing_search import killed_search, silent_search

NUMBER = "+79552143017"
LINE = Identifier(kind=IdentifierKind.NUMBER, value=NUMBER, told="a line ending in 17")


def checked(place: Workplace, package: Path, make_search: MakeSearch = plain_search) -> GateReport:
    against = Against(identifiers=(LINE,), make_search=make_search)
    return check_against(place, [package], against, progress=SilentProgress())


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "package").mkdir()
    return tmp_path / "package"


@pytest.mark.parametrize(
    ("words", "make_search"),
    [("deadly\n", deadly_search), ("vanish\n", silent_search), ("vanish\n", killed_search)],
    ids=["crashed", "left without a word", "killed"],
)
def test_what_ends_the_process_is_unopened_and_the_rest_goes_on(
    words: str,
    make_search: MakeSearch,
    place: Workplace,
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking_processes, "LOST_SECONDS", 0.5)
    for name, text in (("a", NUMBER), ("b", words), ("c", NUMBER), ("d", "nothing")):
        (package / name).write_text(text)
    report = checked(place, package, make_search)
    assert [one.path for one in report.findings] == ["a", "c"]
    assert [(one.path, "ended" in one.why) for one in report.unopened] == [("b", True)]
    assert report.file_count == 4
    assert not report.clean
    assert not list(place.folder.derived.glob("checking-*"))


def test_work_that_no_process_had_begun_is_given_to_others(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / "a.txt").write_text("words")
    own = [one for one in entries(package / "a.txt") if isinstance(one, Entry)]
    searching = Searching(
        identifiers=(LINE,),
        make_search=plain_search,
        limits=Limits(),
        salt=b"salt",
        scratch=package.parent,
        progress=SilentProgress(),
    )
    for _ in range(checking_processes.MOST_RESTARTS):
        batch = searching._batch(own)
        searching._running[Future()] = batch
        assert not searching._given_up({batch.scratch}).unopened
        assert searching._waiting.pop().entries == batch.entries
    batch = searching._batch(own)
    searching._running[Future()] = batch
    assert [one.path for one in searching._given_up({batch.scratch}).unopened] == ["a.txt"]


def test_a_library_that_does_not_come_back_is_ended_by_the_system() -> None:
    stuck = "from earwitness.publication.gate.batches import end_process_after as end\n"
    stuck += "import re; end(0.2); re.match(r'(a*)*b', 'a' * 40)"
    assert subprocess.run([sys.executable, "-c", stuck], check=False).returncode == -signal.SIGPROF


def test_the_end_of_the_process_follows_the_time_that_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[float] = []
    monkeypatch.setattr(budget_module, "LOOK_SECONDS", 0.0)
    budget = Budget(Limits(base_seconds=10, bytes_per_second=2**20), 2**20, told.append)
    budget.take_bytes(2 * 2**20)  # time that honest archives need comes on top
    assert told[0] == pytest.approx(11 + GRACE_SECONDS, abs=1)
    assert told[-1] == pytest.approx(13 + GRACE_SECONDS, abs=1)


def test_sounds_without_a_recogniser_are_unopened_and_the_rest_is_reported(
    place: Workplace, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(package.parent / "no models"))
    encode(package / "clip.wav", tone(0.5))
    (package / "notes.txt").write_text(f"call {NUMBER}")
    report = checked(place, package)
    assert [one.path for one in report.findings] == ["notes.txt"]
    (deaf,) = report.unopened
    assert deaf.path == "clip.wav"
    assert "earwitness models fetch" in deaf.why


def test_a_sound_of_broken_frames_alone_is_unopened(
    place: Workplace, package: Path, models: Path
) -> None:
    info = bytes.fromhex("10001000000000000000") + bytes.fromhex("0ac442ffffffffff") + bytes(16)
    (package / "clip.flac").write_bytes(b"fLaC\x80\0\0\x22" + info + os.urandom(20_000))
    assert [one.path for one in checked(place, package).unopened] == ["clip.flac"]


def test_what_a_killed_check_unpacked_is_removed_by_the_next(
    place: Workplace, package: Path
) -> None:
    left = place.folder.derived / "checking-old"
    left.mkdir(parents=True)
    (package / "notes.txt").write_text("words")
    other = open_lock(place.folder.derived)
    assert other is not None
    share(other)
    checked(place, package)
    assert left.exists(), "another check is at work"
    os.close(other)
    checked(place, package)
    assert not left.exists()
