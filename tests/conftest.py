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


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--store postgresql`: the common cases have their stores on a PostgreSQL server."""
    parser.addoption("--store", choices=("file", "postgresql"), default="file")


def pytest_configure(config: pytest.Config) -> None:
    """What a mark means."""
    config.addinivalue_line("markers", "file_store: looks into the file of the store itself")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of the file itself have nothing to look at where the store is on a server."""
    if config.getoption("--store") == "postgresql":
        for item in items:
            if item.get_closest_marker("file_store"):
                item.add_marker(pytest.mark.skip(reason="It looks into the file of the store."))


def empty_case(folder: Path, database: str = "") -> Workplace:
    """A new case with declared sides, in which nothing is yet."""
    return create_case(
        folder,
        time_zone="Europe/Kyiv",
        region="RU",
        channel_sides=("caller", "called"),
        database=database,
    )


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
def store_address(request: pytest.FixtureRequest) -> str:
    """Where the common cases have their stores: empty for a file, or a fresh database."""
    if request.config.getoption("--store") == "file":
        return ""
    return str(request.getfixturevalue("postgresql_database"))


@pytest.fixture
def place(tmp_path: Path, store_address: str) -> Iterator[Workplace]:
    """An empty case."""
    yield empty_case(tmp_path / "case", store_address)
    disconnect()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A tiny delivery: three tones with transcripts, a call list, an address book."""
    return lay_out_archive(tmp_path / "delivery")


@pytest.fixture(scope="session")
def spoken_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny delivery as a case, led as far as it goes without models; to be copied."""
    return lead_tiny_delivery(tmp_path_factory.mktemp("spoken"))


@pytest.fixture(scope="session")
def spoken_on_postgresql(tmp_path_factory: pytest.TempPathFactory, postgresql: Path) -> Path:
    """The same with its store in a PostgreSQL database "spoken"; both are to be copied."""
    address = fresh_database(postgresql, "spoken")
    return lead_tiny_delivery(tmp_path_factory.mktemp("spoken_on_postgresql"), address)


def lead_tiny_delivery(root: Path, database: str = "") -> Path:
    """The folder of the case."""
    delivery, silent = lay_out_archive(root / "delivery"), SilentProgress()
    case = empty_case(root / "case", database)
    lists = [delivery / "calls.csv"]
    take_in(case, [delivery / "recordings"], call_lists=lists, delivery="test", progress=silent)
    read_profiles(case, [delivery / "exports"], progress=silent)
    process(case, WITHOUT_MODELS, progress=silent)
    disconnect()
    return root / "case"


@pytest.fixture
def spoken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workplace]:
    """A copy of the tiny case, open."""
    if request.config.getoption("--store") == "postgresql":
        yield open_case(request.getfixturevalue("spoken_case_on_postgresql"))
    else:
        yield open_case(
            shutil.copytree(request.getfixturevalue("spoken_once"), tmp_path / "spoken")
        )
    disconnect()


@pytest.fixture
def spoken_case_on_postgresql(spoken_on_postgresql: Path, postgresql: Path, tmp_path: Path) -> Path:
    """The folder of a copy of the tiny case whose store is a copy of that database."""
    name = f"copy_{uuid4().hex}"
    copy = shutil.copytree(spoken_on_postgresql, tmp_path / "spoken")
    address = fresh_database(postgresql, name, like="spoken")
    settings = copy / "case.toml"
    before = address_of(postgresql, "spoken")
    settings.write_text(settings.read_text("utf-8").replace(before, address), "utf-8")
    return copy


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
    return fresh_database(postgresql, f"fresh_{uuid4().hex}")


def fresh_database(server: Path, name: str, like: str = "template0") -> str:
    """The address of a new database, empty or like another one."""
    with psycopg.connect(address_of(server, "postgres"), autocommit=True) as connection:
        connection.execute(f'create database "{name}" template "{like}"')
    return address_of(server, name)


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
    """A disk of four MiB."""
    folder = tmp_path / "small-disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"No small disk can be mounted here ({error}).")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
