"""`forget`, `export` and `intake` of a bag, as typed; and killed in the middle."""

import json
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fakes.command_line import begun, command
from fakes.dialogue import NAMES

WHY = ("--why", "the source withdrew consent")


@pytest.fixture
def case(spoken_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(spoken_once, tmp_path / "case")
    return tmp_path / "case"


def of(case: Path, table: str, column: str) -> list[str]:
    with sqlite3.connect(f"file:{case / 'case.sqlite3'}?mode=ro", uri=True) as store:
        return [row[0] for row in store.execute(f"select {column} from store_{table}row")]


def first(case: Path) -> str:
    with sqlite3.connect(f"file:{case / 'case.sqlite3'}?mode=ro", uri=True) as store:
        named = "select sha256 from store_recordingrow where source_name = ?"
        return str(store.execute(named, (NAMES[0],)).fetchone()[0])


def test_forgetting_asks_first_and_does_nothing_where_nobody_answers(case: Path) -> None:
    (case / "report.html").write_text("an earlier report")
    (case / "themes.toml").write_text("", encoding="utf-8")
    answer = command("-C", case, "forget", first(case), *WHY)
    assert "delete what holds its words there: report.html, themes.toml" in answer.err
    assert answer.code == 2
    assert "--yes" in answer.err
    assert NAMES[0] in answer.out
    assert "bags and reports made before" in answer.err
    assert "report.html" in answer.err
    assert of(case, "tombstone", "sha256") == []


def test_forgetting_answers_with_the_tombstone(case: Path) -> None:
    sha256 = first(case)
    answer = command("-C", case, "forget", sha256[:8], *WHY, "--yes", "--json")
    assert answer.code == 0, answer.err
    shown = json.loads(answer.out)
    assert set(shown) == {"sha256", "at", "by", "why", "removed", "entries"}
    assert shown["sha256"] == sha256
    assert command("-C", case, "verify").code == 0
    again = command("-C", case, "forget", sha256[:8], *WHY, "--yes")
    assert again.code == 2
    assert "was forgotten on" in again.err


def test_a_bag_goes_out_and_in_by_command(case: Path, tmp_path: Path) -> None:
    out = command("-C", case, "export", "--as", "bag", "--out", tmp_path / "bag", "--json")
    assert out.code == 0, out.err
    shown = json.loads(out.out)
    assert set(shown) == {"path", "id", "head", "entries", "recordings", "bytes"}
    other = tmp_path / "other"
    assert command("init", other, "--time-zone", "Europe/Kyiv", "--region", "RU").code == 0
    taken = command("-C", other, "intake", tmp_path / "bag", "--json")
    assert taken.code == 0, taken.err
    (bag,) = json.loads(taken.out)["bags"]
    assert set(bag) == {"bag", "known", "recordings", "rows", "left_out", "not_read", "notes"}
    assert bag["bag"] == {name: value for name, value in shown.items() if name != "path"}
    assert command("-C", other, "verify").code == 0
    again = command("-C", other, "intake", tmp_path / "bag")
    assert again.code == 0
    assert "was taken in before" in again.err


def test_wrong_usage_and_spoilt_bags_have_their_exit_codes(case: Path, tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    assert command("-C", case, "export", "--as", "pdf", "--out", bag).code == 2
    assert command("-C", case, "export", "--as", "bag", "--out", case / "bag").code == 2
    assert command("-C", case, "forget", "zz", *WHY, "--yes").code == 2
    assert command("-C", case, "export", "--as", "bag", "--out", bag).code == 0
    (bag / "data" / "case.toml").write_text("changed = true")
    answer = command("-C", case, "intake", bag)
    assert answer.code == 3
    assert "data/case.toml is not as it was packed" in answer.err
    assert "Traceback" not in answer.err


def killed_when(condition: Callable[[], bool], *arguments: object) -> int:
    """Start a command, `kill -9` it as soon as something is so; its exit code."""
    child = begun(*arguments)
    deadline = time.monotonic() + 60
    while child.poll() is None and not condition() and time.monotonic() < deadline:
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=300)
    return child.returncode


@pytest.mark.parametrize("gone", ["rows", "original", "index"])
def test_a_forgetting_that_was_killed_goes_on_by_the_next_command(case: Path, gone: str) -> None:
    sha256 = first(case)
    conditions = {
        "rows": lambda: of(case, "tombstone", "sha256") != [],
        "original": lambda: not (case / "originals" / sha256[:2] / sha256).exists(),
        "index": lambda: not (case / "index" / "identity").exists(),
    }
    killed_when(conditions[gone], "-C", case, "forget", sha256, *WHY, "--yes")
    assert of(case, "tombstone", "sha256") == [sha256]  # the transaction was over
    answer = command("-C", case, "verify", "--json")
    kinds = {problem["kind"] for problem in json.loads(answer.out)["problems"]}
    assert kinds <= {"forgetting_unfinished", "unrecorded"}
    again = command("-C", case, "forget", sha256, *WHY, "--yes")
    assert "is finished" in again.err or "was forgotten on" in again.err
    assert command("-C", case, "verify").code == 0
    assert not list(case.rglob(f"{sha256}*"))


def test_an_export_that_was_killed_leaves_no_bag_and_can_be_given_again(
    case: Path, tmp_path: Path
) -> None:
    bag, unfinished = tmp_path / "bag", tmp_path / ".bag.earwitness-unfinished"
    code = killed_when(unfinished.exists, "-C", case, "export", "--as", "bag", "--out", bag)
    assert code == -signal.SIGKILL
    assert not bag.exists()
    assert command("-C", case, "verify").code == 0
    assert command("-C", case, "export", "--as", "bag", "--out", bag).code == 0
    assert not unfinished.exists()


def test_a_bag_whose_taking_in_was_killed_is_taken_whole_by_the_same_command(
    case: Path, tmp_path: Path
) -> None:
    bag, other = tmp_path / "bag", tmp_path / "other"
    assert command("-C", case, "export", "--as", "bag", "--out", bag).code == 0
    assert command("init", other, "--time-zone", "Europe/Kyiv", "--region", "RU").code == 0
    code = killed_when(lambda: any((other / "originals").glob("*/*")), "-C", other, "intake", bag)
    assert code in (0, -signal.SIGKILL)
    assert len(of(other, "recording", "sha256")) in (0, 3)
    assert command("-C", other, "intake", bag).code == 0
    assert len(of(other, "recording", "sha256")) == 3
    assert command("-C", other, "verify").code == 0
