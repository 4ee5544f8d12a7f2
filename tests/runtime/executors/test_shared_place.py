"""A shared place: a folder under another path, and a server over a network."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import fsspec
import pytest

from earwitness.records.errors import CaseUnusable, EngineFailed
from earwitness.runtime.executors.attempts import attempt
from earwitness.runtime.executors.case_files import CaseFile, NewFile
from earwitness.runtime.executors.fitness import Demand
from earwitness.runtime.executors.guarded import Limits
from earwitness.runtime.executors.moving import Arrival, Brought, Mover
from earwitness.runtime.executors.parcels import opened, packed
from earwitness.runtime.executors.shared_place import SharedFile, SharedPlace, fetch, told_at
from earwitness.runtime.models.layout import models_folder
from fakes.ftp_server import PASSWORD, USER

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["folder", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, SharedPlace]]:
    """Where it lies on this machine, and the place."""
    folder = tmp_path / "shared"
    folder.mkdir()
    if request.param == "folder":
        yield folder, SharedPlace.below(folder.as_uri())
        return
    port = tmp_path / "port"
    server = subprocess.Popen(
        [sys.executable, "-m", "fakes.ftp_server", folder, port],
        cwd=TESTS,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not port.exists():
            assert server.poll() is None
            time.sleep(0.05)
        account = {"ftp": {"username": USER, "password": PASSWORD}}
        with patch.dict(fsspec.config.conf, account):
            yield folder, SharedPlace.below(f"ftp://127.0.0.1:{port.read_text()}/calls")
    finally:
        server.kill()
        server.wait()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_brought_is_fetched_and_gone_at_the_end(
    place: tuple[Path, SharedPlace], tmp_path: Path
) -> None:
    folder, shared = place
    (tmp_path / "one").write_bytes(b"sound" * 100_000)
    brought = shared.bring(tmp_path / "one")
    fetch(brought, tmp_path / "two")
    assert (tmp_path / "two").read_bytes() == (tmp_path / "one").read_bytes()
    assert told_at(shared.tell("seen")) == "seen"
    assert len(files_in(folder)) == 2
    assert shared.remove()
    assert files_in(folder) == []


def test_bytes_that_were_changed_there_are_not_used(
    place: tuple[Path, SharedPlace], tmp_path: Path
) -> None:
    folder, shared = place
    (tmp_path / "one").write_bytes(b"sound")
    brought = shared.bring(tmp_path / "one")
    (changed,) = files_in(folder)
    changed.write_bytes(b"other")
    with pytest.raises(CaseUnusable, match="was changed on its way"):
        fetch(brought, tmp_path / "two")
    assert not (tmp_path / "two").exists()


def test_a_file_that_vanished_is_a_matter_of_its_recording_and_a_lost_place_one_of_the_run(
    place: tuple[Path, SharedPlace], tmp_path: Path
) -> None:
    folder, shared = place
    (tmp_path / "one").write_bytes(b"sound")
    mover, path = Mover(shared), CaseFile(tmp_path / "one")
    mark, sent = shared.tell("seen"), mover.sent(path)
    vanished, _ = sorted(files_in(folder), key=lambda file: file.read_bytes() == b"seen")
    vanished.unlink()
    with pytest.raises(EngineFailed, match="no longer at the shared place"):
        fetch(sent, tmp_path / "two")
    assert isinstance(mover.received(Brought("facts", ((str(path), sent),))), EngineFailed)
    assert Path(path).exists(), "what is there already stays"
    parcel = packed(attempt, (len, sent), demand=Demand(code="", libraries=()), limits=Limits())
    assert isinstance(opened(tmp_path, parcel), EngineFailed)
    assert told_at(mark) == "seen"
    shared.remove()
    with pytest.raises(CaseUnusable, match="cannot be used"):
        fetch(sent, tmp_path / "two")
    assert not (tmp_path / "two").exists()


@pytest.mark.parametrize(
    "address",
    [
        "s3://FICTIONALKEY:fictional/secret@our-bucket/calls",
        "ftp://earwitness:fictional@127.0.0.1/calls",
        "sftp://:fictional@host/calls",
        "filecache::ftp://earwitness:fictional@127.0.0.1/calls",
        "abfs://calls@account/x?sig=fictional",
    ],
)
def test_a_secret_in_the_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(CaseUnusable, match="holds a password") as told:
        SharedPlace.below(address)
    assert "fictional" not in str(told.value).lower()


@pytest.mark.parametrize("name", ["ours", "ours at 5:00", "a:b@c"])
def test_an_address_without_a_secret_passes(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    shared = SharedPlace.below(f"file://{tmp_path / name}")
    assert told_at(shared.tell("seen")) == "seen"


def test_an_original_that_is_gone_here_is_no_matter_of_the_place(tmp_path: Path) -> None:
    shared = SharedPlace.below((tmp_path / "shared").as_uri())
    gone = CaseFile(tmp_path / "gone")
    assert Mover(shared).sent((gone,)) == (gone,)


def test_a_place_that_is_not_there_is_told_without_its_address(tmp_path: Path) -> None:
    gone = SharedFile(address=f"ftp://{USER}:{PASSWORD}@127.0.0.1:9/x", sha256="0" * 64)
    with pytest.raises(CaseUnusable) as told:
        fetch(gone, tmp_path / "x")
    assert "(ftp)" in told.value.what
    assert PASSWORD not in str(told.value)
    with pytest.raises(CaseUnusable, match=r"\(nonsense\) cannot be used"):
        SharedPlace.below("nonsense://x")


def test_files_of_a_task_go_there_and_come_back(
    place: tuple[Path, SharedPlace], tmp_path: Path
) -> None:
    folder, shared = place
    original = tmp_path / "original"
    original.write_bytes(b"an original")
    target = tmp_path / "case" / "sound.wav"
    mover, scratch = Mover(shared), tmp_path / "scratch"
    scratch.mkdir()
    model = str(models_folder() / "a" / "weights")
    sent = mover.sent((CaseFile(original), NewFile(target), model, CaseFile(original)))
    assert len(files_in(folder)) == 1, "an original is brought once"
    assert str(tmp_path / "original") not in repr(sent)
    arrival = Arrival(scratch)
    copy, new, here, again = arrival.unpacked(sent)
    assert copy == again
    assert here == model
    assert Path(copy).read_bytes() == b"an original"
    assert Path(copy).is_relative_to(scratch)
    Path(new).parent.mkdir()
    Path(new).write_bytes(b"its sound")
    assert mover.received(arrival.packed("facts")) == "facts"
    assert target.read_bytes() == b"its sound"
    mover.sent(CaseFile(target))
    assert len(files_in(folder)) == 2, "what a worker left there is not brought again"


def test_without_a_shared_place_paths_stay_as_they_are(tmp_path: Path) -> None:
    task = (CaseFile(tmp_path / "original"), NewFile(tmp_path / "sound.wav"), "word")
    assert Mover().sent(task) == task
    arrival = Arrival(tmp_path)
    assert arrival.unpacked(task) == task
    assert arrival.packed("facts") == "facts"
