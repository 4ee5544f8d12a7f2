"""Ctrl-C and `kill -9` in the middle lose nothing; the same command goes on."""

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.command_line import begun, command, with_recogniser
from fakes.sounds import encode, tone

MANY = 400


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hundreds of short recordings, all different."""
    folder = tmp_path_factory.mktemp("received")
    first = encode(folder / "0000.wav", tone(0.5)).read_bytes()
    for number in range(1, MANY):
        (folder / f"{number:04}.wav").write_bytes(first[:-2] + number.to_bytes(2, "little"))
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = command(
        "init", tmp_path / "case", "--time-zone", "Europe/Kyiv", "--region", "RU"
    )  # fmt: skip
    assert made.code == 0, made.err
    return tmp_path / "case"


def wait_until(condition: Callable[[], bool], child: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert child.poll() is None, "it was done before it could be interrupted"
        assert time.monotonic() < deadline
        time.sleep(0.005)


def interrupt(child: subprocess.Popen[str], how: signal.Signals) -> None:
    """A terminal sends Ctrl-C to everything that the command started; a kill hits one process."""
    if how == signal.SIGINT:
        os.killpg(child.pid, how)
    else:
        child.send_signal(how)


def ended(child: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and what was said; everything that it had started must be gone."""
    _, said = child.communicate(timeout=300)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(child.pid, 0)
        except ProcessLookupError:
            return child.returncode, said or ""
        time.sleep(0.05)
    raise AssertionError("a worker lives on")


def count(folder: Path, pattern: str) -> int:
    return sum(1 for _ in folder.rglob(pattern))


def made(case: Path, stage: str) -> int:
    with sqlite3.connect(f"file:{case / 'case.sqlite3'}?mode=ro", uri=True) as store:
        found = store.execute("select count(*) from store_resultrow where stage = ?", (stage,))
        return int(found.fetchone()[0])


def assert_whole(case: Path) -> None:
    answer = command("-C", case, "verify")
    assert answer.code == 0, answer.out + answer.err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_intake_that_was_stopped_goes_on(
    case: Path, received: Path, how: signal.Signals
) -> None:
    child = begun("-C", case, "intake", received)
    wait_until(lambda: count(case / "originals", "*") > MANY // 3, child)
    interrupt(child, how)
    code, said = ended(child)
    if how == signal.SIGINT:
        assert code == 130
        assert "same command" in said
    assert "Traceback" not in said
    again = command("-C", case, "intake", received, "--json")
    assert again.code == 0
    assert_whole(case)
    with sqlite3.connect(case / "case.sqlite3") as store:
        assert store.execute("select count(*) from store_recordingrow").fetchone() == (MANY,)
    originals = [path for path in (case / "originals").rglob("*") if path.is_file()]
    assert len(originals) == MANY


def test_a_watch_takes_what_is_whole_and_ctrl_c_is_its_clean_end(
    case: Path, received: Path
) -> None:
    settings = case / "case.toml"
    quick = "\n[intake]\nquiet_seconds = 0.2\nlook_seconds = 0.1\n"
    settings.write_text(settings.read_text(encoding="utf-8") + quick, encoding="utf-8")
    child = begun("-C", case, "intake", "--watch", received)

    def all_recorded() -> bool:
        with sqlite3.connect(f"file:{case / 'case.sqlite3'}?mode=ro", uri=True) as store:
            found = store.execute("select count(*) from store_callrecordingrow").fetchone()
        return bool(found[0] == MANY)

    wait_until(all_recorded, child)
    interrupt(child, signal.SIGINT)
    code, said = ended(child)
    assert code == 0, said
    assert f"{MANY} new recordings" in said
    assert "Traceback" not in said
    assert_whole(case)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_process_that_was_stopped_goes_on(
    case: Path, received: Path, how: signal.Signals
) -> None:
    assert command("-C", case, "intake", received).code == 0
    child = begun("-C", case, "process", "--stage", "decode")
    wait_until(lambda: made(case, "decode") > 20, child)
    interrupt(child, how)
    code, said = ended(child)
    assert code == (130 if how == signal.SIGINT else -signal.SIGKILL)
    assert "Traceback" not in said
    before = made(case, "decode")
    assert 20 < before < MANY
    again = command("-C", case, "process", "--stage", "decode")
    assert again.code == 0, again.err
    assert made(case, "decode") == MANY
    assert f"decode {MANY - before}" in again.err
    assert count(case / "derived", "*.part") == 0
    assert_whole(case)


def test_hearing_that_was_stopped_keeps_what_was_heard(
    case: Path, models: Path, recordings: Path, fake_plugins: Path
) -> None:
    for name in ("70314804.wav", "70316389.wav", "70317974.wav", "REC200300123.wav"):
        assert command("-C", case, "intake", recordings / name).code == 0
    with_recogniser(case, "slow")
    child = begun("-C", case, "process")
    wait_until(lambda: made(case, "hear") > 0, child)
    start = time.monotonic()
    interrupt(child, signal.SIGINT)
    code, said = ended(child)
    assert time.monotonic() - start < 15
    assert code == 130
    assert "Traceback" not in said
    before = made(case, "hear")
    again = command("-C", case, "process")
    assert again.code == 0, again.err
    assert made(case, "hear") == 4
    assert f"hear {4 - before}" in again.err
    assert_whole(case)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_that_are_only_starting_end_without_a_word(
    case: Path, archive: Path, how: signal.Signals
) -> None:
    assert command("-C", case, "intake", archive / "recordings").code == 0
    child = begun("-C", case, "process", "--stage", "claims")

    def worker_is_starting() -> bool:
        children = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
        lines = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children]
        return any(b"spawn_main" in line for line in lines)

    wait_until(worker_is_starting, child)
    time.sleep(0.1)
    interrupt(child, how)
    code, said = ended(child)
    if how == signal.SIGINT:
        assert code == 130
        assert said.count("\n") == 1, said
    assert "Traceback" not in said
