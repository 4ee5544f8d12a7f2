"""What tests of several rooms share: cases, models, the shared folder."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from earwitness.desk.start import set_up

set_up()  # a process knows one set of settings, and some tests look at the desk

from earwitness.app.intake import take_in
from earwitness.app.opening import create_case, open_case
from earwitness.app.processing import process
from earwitness.app.profiles import read_profiles
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.models.store import require
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.connection import disconnect
from fakes.dialogue import lay_out_archive
from fakes.plugins import install_plugins
from postgresql_server import NoServer, address_of, running_server

REPOSITORY = Path(__file__).resolve().parents[1]
REQUIRED = "EARWITNESS_REQUIRE_MODELS"
WITHOUT_MODELS = ("decode", "translate", "backcheck", "claims", "spoken", "cross", "index")


def empty_case(folder: Path) -> Workplace:
    """A new case with declared sides, in which nothing is yet."""
    sides = ("caller", "called")
    return create_case(folder, time_zone="Europe/Kyiv", region="RU", channel_sides=sides)


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder of the recogniser; tests that need real models skip without them."""
    try:
        require("silero-vad")
        require("resemblyzer")
        return require("whisper-base").path
    except EarwitnessError as missing:
        reason = f"{missing.what} Run `uv run earwitness models fetch`."
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of test data beside the repository."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"There is no folder {folder.name!r} beside the repository.")
    return folder


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The recordings of the shipped fictional archive."""
    return REPOSITORY / "src" / "earwitness" / "demo" / "archive" / "recordings"


@pytest.fixture(scope="session")
def truth() -> Path:
    """The answer key of the fictional archive."""
    return REPOSITORY / "tests" / "data" / "archive_truth"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workplace]:
    """An empty case."""
    yield empty_case(tmp_path / "case")
    disconnect()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A tiny delivery: three tones with transcripts, a call list, an address book."""
    return lay_out_archive(tmp_path / "delivery")


@pytest.fixture(scope="session")
def spoken_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny delivery as a case, led as far as it goes without models; to be copied."""
    root = tmp_path_factory.mktemp("spoken")
    delivery, silent = lay_out_archive(root / "delivery"), SilentProgress()
    case = empty_case(root / "case")
    lists = [delivery / "calls.csv"]
    take_in(case, [delivery / "recordings"], call_lists=lists, delivery="test", progress=silent)
    read_profiles(case, [delivery / "exports"], progress=silent)
    process(case, WITHOUT_MODELS, progress=silent)
    disconnect()
    return root / "case"


@pytest.fixture
def spoken(spoken_once: Path, tmp_path: Path) -> Iterator[Workplace]:
    """A copy of the tiny case, open."""
    shutil.copytree(spoken_once, tmp_path / "spoken")
    yield open_case(tmp_path / "spoken")
    disconnect()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Path]:
    """The folder of the socket of a real PostgreSQL server; tests skip where none can start."""
    try:
        with running_server() as folder:
            yield folder
    except NoServer as reason:
        if os.environ.get("EARWITNESS_REQUIRE_POSTGRESQL") == "1":
            pytest.fail(str(reason))
        pytest.skip(str(reason))


@pytest.fixture
def postgresql_database(postgresql: Path) -> str:
    """The address of a fresh database."""
    name = f"fresh_{uuid4().hex}"
    with psycopg.connect(address_of(postgresql, "postgres"), autocommit=True) as server:
        server.execute(f'create database "{name}"')
    return address_of(postgresql, name)


@pytest.fixture
def fake_plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fakes as installed plugins, visible to spawned workers and to children too."""
    folder = install_plugins(tmp_path / "plugins")
    monkeypatch.syspath_prepend(str(folder))
    search = [str(folder), str(REPOSITORY / "tests"), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, search)))
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two MiB."""
    folder = tmp_path / "small-disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"No small disk can be mounted here ({error}).")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
