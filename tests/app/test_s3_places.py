"""A case led by a cluster whose workers have nothing in common with it but an S3-like place.

It needs s3fs and moto, which are no part of the development packages: `.ci/run` brings them.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from earwitness.app.processing import process
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.executors.shared_place import SharedPlace
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.store import problems
from earwitness.runtime.store.connection import disconnect
from fakes.clusters import LocalCluster, local_cluster
from fakes.command_line import command
from fakes.led_cases import led, made, opened, plugins_for_workers, taken_in_case

LACKING = [name for name in ("s3fs", "moto", "flask_cors") if find_spec(name) is None]

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(
        bool(LACKING) and not os.environ.get("EARWITNESS_REQUIRE_S3"),
        reason=f"There is no {' and no '.join(LACKING)} here; `.ci/run` brings them.",
    ),
]

TESTS = Path(__file__).resolve().parents[1]
STAGES = ("decode", "speech", "hear")
ADDRESS = "s3://our-bucket/calls"


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Environment of an account whose key and server stand in the files of Amazon's programs."""
    from fakes.s3_server import KEY, SECRET

    folder = tmp_path_factory.mktemp("s3")
    answer, config, credentials = folder / "answer", folder / "config", folder / "credentials"
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "fakes.s3_server", answer], cwd=TESTS, stderr=log
        )
    try:
        while not answer.exists():
            assert server.poll() is None
            time.sleep(0.05)
        config.write_text(f"[default]\nregion = us-east-1\nendpoint_url = {answer.read_text()}\n")
        credentials.write_text(
            f"[default]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"
        )
        found = {"AWS_CONFIG_FILE": config, "AWS_SHARED_CREDENTIALS_FILE": credentials}
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(("AWS_", "FSSPEC_"))]:
                patch.delenv(name)
            for name, file in found.items():
                patch.setenv(name, str(file))
            yield {name: str(file) for name, file in found.items()}
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def cluster(
    account: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LocalCluster]:
    with (
        plugins_for_workers(tmp_path_factory.mktemp("fakes")),
        local_cluster(tmp_path_factory.mktemp("cluster"), **account) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def taken_in(
    recordings: Path, models: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Path]:
    """Copies of one case with two recordings, of which nothing is made yet."""
    case = taken_in_case(tmp_path_factory.mktemp("taken-in"), recordings, 2)

    def copied(to: Path) -> Path:
        shutil.copytree(case, to)
        with (to / "case.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'[cluster]\nshared = "{ADDRESS}"\n')
        return to

    return copied


@pytest.fixture
def bucket(account: dict[str, str]) -> Any:
    """What lies at the place, for a look at it and for mischief."""
    from fsspec.core import url_to_fs

    return url_to_fs(ADDRESS, skip_instance_cache=True, use_listings_cache=False)[0]


def bytes_of(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_calls_come_through_an_s3_like_place_and_the_results_are_the_same_to_the_byte(
    taken_in: Callable[[Path], Path], cluster: LocalCluster, bucket: Any, tmp_path: Path
) -> None:
    from fakes.s3_server import KEY, SECRET

    here = led(taken_in(tmp_path / "here"), "fake", STAGES)
    there = led(taken_in(tmp_path / "there"), "fake", STAGES, str(cluster.scheduler_file))
    assert there == here
    assert len(here.results) == 2 * len(STAGES)
    for sound in (tmp_path / "here" / "derived").rglob("*.wav"):
        other = tmp_path / "there" / sound.relative_to(tmp_path / "here")
        assert sound.read_bytes() == other.read_bytes()
    assert bucket.find("our-bucket") == []
    written = bytes_of(tmp_path / "there") + bytes_of(cluster.folder)
    assert b"Registered to" in written, "the workers' logs are looked at"
    assert KEY.encode() not in written
    assert SECRET.encode() not in written


class LosesOneBeforeHearing(SilentProgress):
    """Removes the sound of a recording from the place when hearing begins."""

    def __init__(self, bucket: Any, sound: Path) -> None:
        self.bucket, self.sound = bucket, sound

    def start(self, label: str, total: float, unit: str) -> None:
        if label.startswith("Hearing"):
            (lost,) = [
                path
                for path in self.bucket.find("our-bucket")
                if self.bucket.cat_file(path) == self.sound.read_bytes()
            ]
            self.bucket.rm_file(lost)


def test_what_vanishes_from_the_place_is_a_problem_of_its_recording_alone(
    taken_in: Callable[[Path], Path], cluster: LocalCluster, bucket: Any, tmp_path: Path
) -> None:
    place = opened(taken_in(tmp_path / "case"), "fake")
    process(place, STAGES[:1], progress=SilentProgress())
    first, second = sorted((tmp_path / "case" / "derived").rglob("*.wav"))
    losing = LosesOneBeforeHearing(bucket, second)
    counts = process(place, STAGES, progress=losing, executor=str(cluster.scheduler_file))
    assert counts["hear"] == (1, 1)
    (problem,) = problems.open_problems()
    assert (problem.stage, problem.subject) == ("hear", second.stem)
    assert "no longer at the shared place" in problem.what
    quiet = SilentProgress()
    counts = process(place, STAGES, progress=quiet, executor=str(cluster.scheduler_file))
    assert counts["hear"] == (1, 0)
    assert ("hear", first.stem) in (whole := made()).results
    assert not whole.problems
    disconnect()


def test_a_wrong_key_is_told_with_what_to_do_and_without_the_key(
    taken_in: Callable[[Path], Path], cluster: LocalCluster, tmp_path: Path
) -> None:
    wrong = {"AWS_ACCESS_KEY_ID": "WRONGKEY", "AWS_SECRET_ACCESS_KEY": "wrong/secret"}
    case = taken_in(tmp_path / "case")
    told = command("-C", case, "process", "--executor", cluster.scheduler_file, env=wrong)
    assert told.code == 3
    words = " ".join(told.err.split())
    assert "The shared place of the cluster (s3) cannot be used (PermissionError)." in words
    assert "name and key are right" in words
    assert "Traceback" not in told.err
    everything = (told.out + told.err).encode() + bytes_of(case)
    assert not [secret for secret in wrong.values() if secret.encode() in everything]


def test_a_bucket_that_is_not_there_is_not_made(account: dict[str, str], bucket: Any) -> None:
    with pytest.raises(CaseUnusable, match=r"\(s3\) cannot be used \(FileNotFoundError\)"):
        SharedPlace.below("s3://or-bucket/calls")
    assert bucket.ls("") == ["our-bucket"]
