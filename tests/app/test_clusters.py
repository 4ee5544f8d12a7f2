"""A case led by the workers of a real cluster on this machine: the same as led by this machine."""

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.app.processing import process
from earwitness.app.shared_places import remove_leftovers, shared_place
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.executors.shared_place import SharedPlace, told_at
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.store.connection import disconnect
from fakes.clusters import LocalCluster, local_cluster
from fakes.led_cases import led, made, opened, plugins_for_workers, taken_in_case

BY_ENGINES = ("decode", "signals", "speech", "voices", "hear")
BY_WORKERS = (
    *("decode", "examine", "fingerprint", "signals", "speech", "voices", "hear", "turns"),
    *("translate", "backcheck", "claims", "spoken"),
)
RECORDINGS = 3

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture(scope="module")
def taken_in(
    recordings: Path, models: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Path]:
    """Copies of one case with short recordings, of which nothing is made yet."""
    case = taken_in_case(tmp_path_factory.mktemp("taken-in"), recordings, RECORDINGS)
    return lambda to: Path(shutil.copytree(case, to))


@pytest.fixture(scope="module")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with plugins_for_workers(tmp_path_factory.mktemp("fakes")):
        yield


@pytest.fixture(scope="module")
def cluster(plugins: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    with local_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.mark.parametrize(("recogniser", "stages"), [("dying", BY_WORKERS), ("", BY_ENGINES)])
def test_a_cluster_makes_what_this_machine_makes_to_the_byte(
    recogniser: str,
    stages: Sequence[str],
    taken_in: Callable[[Path], Path],
    cluster: LocalCluster,
    tmp_path: Path,
) -> None:
    """Once with a fake that dies on one recording, once with the engines of an installation."""
    here = led(taken_in(tmp_path / "here"), recogniser, stages)
    there = led(taken_in(tmp_path / "there"), recogniser, stages, str(cluster.scheduler_file))
    assert there == here
    assert {stage for stage, _ in here.results} >= {"decode", "voices", "hear"}
    assert [stage for stage, _, _ in here.problems] == (["hear"] if recogniser == "dying" else [])
    sounds = sorted((tmp_path / "here" / "derived").rglob("*.wav"))
    assert len(sounds) == RECORDINGS
    for sound in sounds:
        other = tmp_path / "there" / sound.relative_to(tmp_path / "here")
        assert sound.read_bytes() == other.read_bytes()


def test_sound_comes_through_a_shared_place_that_is_empty_afterwards(
    taken_in: Callable[[Path], Path], cluster: LocalCluster, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    here = led(taken_in(tmp_path / "here"), "fake", BY_ENGINES)
    folder = taken_in(tmp_path / "there")
    with (folder / "case.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'[cluster]\nshared = "{shared.as_uri()}"\n')
    there = led(folder, "fake", BY_ENGINES, str(cluster.scheduler_file))
    assert there == here
    assert [path for path in shared.rglob("*") if path.is_file()] == []
    assert list((folder / "derived").glob("*.txt")) == []
    assert [path for path in (cluster.folder / "scratch").rglob("*.wav")] == []


def test_what_a_killed_run_left_at_a_shared_place_is_removed_by_the_next(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path)
    (tmp_path / "shared").mkdir()
    address = (tmp_path / "shared").as_uri()
    with shared_place(folder, address) as left:
        assert left is not None
        left.tell("a call")
        remove_leftovers(folder)
        assert told_at(left.tell("another")) == "another", "a living run keeps its own"
    killed = SharedPlace.below(address)
    killed.tell("a call")
    (folder.derived / "at-shared-place-1.txt").write_text(killed.folder)
    with shared_place(folder, address):
        assert not Path(killed.folder.removeprefix("file://")).exists()


class KillsAtHearing(SilentProgress):
    """Kills a worker when the first recording is heard, and the others are in work."""

    def __init__(self, cluster: LocalCluster, worker: subprocess.Popen[bytes]) -> None:
        self.cluster, self.worker, self.hearing = cluster, worker, False

    def start(self, label: str, total: float, unit: str) -> None:
        self.hearing = label.startswith("Hearing")

    def advance(self, amount: float, *, failed: bool = False) -> None:
        if self.hearing:
            self.cluster.kill(self.worker)


def test_a_worker_that_is_killed_costs_nothing_and_nothing_is_made_twice(
    taken_in: Callable[[Path], Path], cluster: LocalCluster, tmp_path: Path
) -> None:
    doomed = cluster.processes[-1]
    place = opened(taken_in(tmp_path / "case"), "slow")
    killing = KillsAtHearing(cluster, doomed)
    counts = process(place, BY_ENGINES, progress=killing, executor=str(cluster.scheduler_file))
    assert doomed.returncode == -signal.SIGKILL
    assert counts["hear"] == (RECORDINGS, 0)
    assert not made().problems
    assert verify(open_case(tmp_path / "case"))["ok"]
    disconnect()
