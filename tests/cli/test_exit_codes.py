"""Exit codes and words: nothing that a user can cause gives a traceback."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from earwitness.cli import commands
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.connection import disconnect
from fakes.command_line import COMMAND, command
from fakes.sounds import encode, tone

Run = Callable[..., tuple[int, str]]

READERS = [
    ("calls",),
    ("calls", "--problems"),
    ("show", "call-"),
    ("search", "мама"),
    ("attributions",),
    ("why", "attr-"),
    ("claims",),
    ("verify",),
    ("process",),
    ("report", "--out", "unwanted.html"),
]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; its exit code, and everything it said."""

    def ran(*arguments: object) -> tuple[int, str]:
        code = commands._run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out + said.err

    return ran


@pytest.mark.parametrize("reader", READERS)
def test_without_a_case_every_command_says_how_to_make_one(
    run: Run, tmp_path: Path, reader: tuple[str, ...]
) -> None:
    code, said = run("-C", tmp_path, *reader)
    assert code == 3
    assert "earwitness init" in said


@pytest.mark.parametrize("reader", READERS)
def test_a_case_with_a_damaged_settings_file_is_named(
    run: Run, place: Workplace, reader: tuple[str, ...]
) -> None:
    place.folder.settings.write_text("[case\n")
    code, said = run("-C", place.folder.root, *reader)
    assert code == 3
    assert "case.toml" in said


@pytest.mark.file_store
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("damage", ["missing", "garbage", "torn"])
def test_a_damaged_store_is_named(
    run: Run, spoken: Workplace, reader: tuple[str, ...], damage: str
) -> None:
    disconnect()
    store = spoken.folder.database
    with sqlite3.connect(store) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    if damage == "missing":
        store.unlink()
    elif damage == "garbage":
        store.write_bytes(b"garbage " * 1000)
    else:  # everything but the first page is lost
        content = store.read_bytes()
        store.write_bytes(content[:4096] + b"\x55" * (len(content) - 4096))
    code, said = run("-C", spoken.folder.root, *reader)
    assert code == 3, said
    assert "store" in said or "database" in said


@pytest.mark.file_store
@pytest.mark.parametrize(
    ("table", "reader"),
    [
        ("callrow", ("calls",)),
        ("callrow", ("report",)),
        ("calllistentryrow", ("intake", ".")),
        ("transcriptrow", ("search", "мама")),
        ("transcriptrow", ("process", "--stage", "claims")),
        ("profilerow", ("process", "--stage", "cross")),
    ],
)
def test_a_record_that_is_not_of_its_form_is_damage(
    run: Run, spoken: Workplace, tmp_path: Path, table: str, reader: tuple[str, ...]
) -> None:
    disconnect()
    with sqlite3.connect(spoken.folder.database) as store:
        store.execute(f"update store_{table} set body = '{{}}'")
    store.close()
    empty = tmp_path / "empty"
    empty.mkdir()
    arguments = [str(empty) if part == "." else part for part in reader]
    code, _ = run("-C", spoken.folder.root, *arguments)
    assert code in (0, 3)  # what does not read the damaged table is not disturbed
    assert run("-C", spoken.folder.root, "verify")[0] == 1


def test_an_unknown_call_attribution_stage_model_and_executor(run: Run, spoken: Workplace) -> None:
    case = ("-C", spoken.folder.root)
    for arguments in (
        ("show", "call-nothing"),
        ("show", "call-"),
        ("why", "attr-nothing"),
        ("attributions", "--call", "nothing"),
        ("process", "--stage", "dream"),
        ("process", "--executor", "moon"),
        ("search", ""),
        ("search", "мама", "--limit", "0"),
        ("models", "fetch", "no-such-model"),
        ("models", "import", "no-such-model", "."),
    ):
        code, said = run(*case, *arguments)
        assert code == 2, arguments
        assert said.strip()


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("show",), ("init",), ("init", "x"), ("calls", "--wrong"), ("intake",)],
)
def test_wrong_usage_is_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2


def test_help_and_version_are_0(run: Run) -> None:
    assert run("--help")[0] == run("--version")[0] == run("process", "--help")[0] == 0


def test_a_missing_model_is_4_and_names_the_remedy(
    run: Run, place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no-models").mkdir()
    monkeypatch.setenv("EARWITNESS_MODELS", str(tmp_path / "no-models"))
    recording = encode(tmp_path / "call.wav", tone(1))
    assert run("-C", place.folder.root, "intake", recording)[0] == 0
    code, said = run("-C", place.folder.root, "process")
    assert code == 4
    assert "earwitness models fetch" in said


def test_bad_news_is_1(run: Run, place: Workplace, tmp_path: Path) -> None:
    (tmp_path / "text.mp3").write_text("no sound at all " * 20)
    code, said = run("-C", place.folder.root, "intake", tmp_path / "text.mp3")
    assert code == 1
    assert "calls --problems" in said
    code, said = run("-C", place.folder.root, "calls", "--problems")
    assert code == 0
    assert "text.mp3" in said


def test_a_search_before_the_index_was_made_says_what_to_do(run: Run, place: Workplace) -> None:
    code, said = run("-C", place.folder.root, "search", "мама")
    assert code == 3
    assert "process" in said


@pytest.mark.parametrize("target", ["nowhere/report.html", "case.toml/report.html", "."])
def test_a_report_that_cannot_be_written_is_said(run: Run, spoken: Workplace, target: str) -> None:
    out = spoken.folder.root / target
    code, said = run("-C", spoken.folder.root, "report", "--out", out)
    assert code == 3
    assert said.strip()


def test_a_case_in_a_place_that_cannot_be_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    options = ("--time-zone", "Europe/Kyiv", "--region", "RU")
    assert run("init", tmp_path / "file" / "case", *options)[0] == 3
    assert run("init", tmp_path / "case", "--time-zone", "Nowhere", "--region", "RU")[0] == 2
    assert run("init", tmp_path / "case", *options)[0] == 0
    assert run("init", tmp_path / "case", *options)[0] == 2


def test_the_reader_of_a_pipe_may_leave_in_the_middle() -> None:
    """As `earwitness extract | head -1` does."""
    child = subprocess.Popen(
        [*COMMAND, "extract"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdin and child.stdout and child.stderr
    child.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write("У нас двадцать двухсотых.\n" * 3000)
        child.stdin.close()
    assert child.stderr.read() == ""
    child.stderr.close()
    assert child.wait(timeout=300) == 0


def test_the_same_codes_hold_for_the_installed_command(tmp_path: Path) -> None:
    nowhere = command("-C", tmp_path, "calls")
    assert (nowhere.code, nowhere.out) == (3, "")
    assert "earwitness init" in nowhere.err
    assert command("--version").code == 0
    assert command("nonsense").code == 2


def test_answers_go_to_standard_output_and_the_rest_elsewhere(
    spoken: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands._run(["-C", str(spoken.folder.root), "search", "мама", "--json"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("[")
    assert said.err == ""


@pytest.mark.file_store
@pytest.mark.parametrize("reader", [("calls",), ("verify",), ("process",)])
def test_a_case_on_a_disk_that_may_not_be_written_is_named(
    run: Run, spoken: Workplace, small_disk: Path, reader: tuple[str, ...]
) -> None:
    disconnect()
    shutil.copytree(spoken.folder.root, small_disk / "case")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    code, said = run("-C", small_disk / "case", *reader)
    disconnect()
    assert code == 3
    assert "writable" in said


def test_a_full_disk_stops_a_process_in_words(
    run: Run, spoken: Workplace, small_disk: Path
) -> None:
    disconnect()
    shutil.copytree(spoken.folder.root, small_disk / "case")
    for copy in (small_disk / "case" / "derived").rglob("*.wav"):
        copy.unlink()
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    (small_disk / "filler").write_bytes(bytes(max(0, free - 20_000)))
    code, said = run("-C", small_disk / "case", "process", "--stage", "decode")
    assert code == 3
    assert "disk is full" in said or "full" in said
    (small_disk / "filler").unlink()
    assert run("-C", small_disk / "case", "process", "--stage", "decode")[0] == 0
    assert run("-C", small_disk / "case", "verify")[0] == 0
    disconnect()
