"""Acts: each is named in one place, leaves its entry, and can be listed."""

import ast
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from earwitness.app import custody
from earwitness.cli import commands
from earwitness.desk.report.gathering import write_report
from earwitness.records.acts import ACTS
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, recordings
from earwitness.runtime.store.connection import writing

REPOSITORY = Path(__file__).resolve().parents[2]
NAMES = [act.name for act in ACTS]


def actions() -> list[str]:
    return [entry.action for entry in journal.entries()]


def appended() -> set[str]:
    """The literal actions that the program appends."""
    found = set()
    for path in (REPOSITORY / "src" / "earwitness").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call) and ast.unparse(node.func).startswith("journal.append")
            ):
                continue
            value = next(word.value for word in node.keywords if word.arg == "action")
            if isinstance(value, ast.Constant):
                found.add(str(value.value))
    return found


def test_every_act_that_is_appended_is_defined() -> None:
    assert {"intake", "view", "export"} <= appended() <= set(NAMES)


def test_every_act_is_described_in_the_documents() -> None:
    page = (REPOSITORY / "docs" / "custody.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert set(NAMES) <= set(rows)
    assert len(NAMES) == len(set(NAMES))


def test_a_copy_of_an_original_is_handed_out_and_recorded(
    spoken: Workplace, tmp_path: Path
) -> None:
    recording = next(recordings.all_recordings())
    out = tmp_path / "copy.wav"
    custody.hand_out(spoken, recording.sha256[:9], out)
    assert sha256(out.read_bytes()).hexdigest() == recording.sha256
    assert out.stat().st_mode & 0o077 == 0
    last = journal.latest()
    assert last is not None
    assert (last.action, last.subject, last.digest) == ("view", recording.sha256, recording.sha256)
    assert custody.verify(spoken)["ok"]


def refuses(spoken: Workplace, tmp_path: Path, beginning: str, out: Path, words: str) -> None:
    before, files = journal.count(), sorted(tmp_path.iterdir())
    with pytest.raises((WrongUsage, CaseUnusable), match=words):
        custody.hand_out(spoken, beginning, out)
    assert journal.count() == before
    assert sorted(tmp_path.iterdir()) == files


def test_nothing_is_handed_out_over_another_file_or_into_the_case(
    spoken: Workplace, tmp_path: Path
) -> None:
    own = next(recordings.all_recordings()).sha256
    (tmp_path / "there").write_text("kept")
    refuses(spoken, tmp_path, own, tmp_path / "there", "already")
    assert (tmp_path / "there").read_text() == "kept"
    refuses(spoken, tmp_path, own, spoken.folder.originals / "x", "part of the case")
    refuses(spoken, tmp_path, own, tmp_path / "no" / "x", "cannot be written")
    refuses(spoken, tmp_path, "zz", tmp_path / "x", "no recording")
    refuses(spoken, tmp_path, "", tmp_path / "x", "no recording")


def test_a_damaged_or_missing_original_is_not_handed_out(spoken: Workplace, tmp_path: Path) -> None:
    first, second = list(recordings.all_recordings())[:2]
    one, two = (spoken.folder.originals / own.sha256[:2] / own.sha256 for own in (first, second))
    one.chmod(0o644)
    one.write_bytes(one.read_bytes()[:-1] + b"?")
    two.unlink()
    refuses(spoken, tmp_path, first.sha256, tmp_path / "x", "damaged")
    refuses(spoken, tmp_path, second.sha256, tmp_path / "x", "missing")


def test_a_copy_that_cannot_be_recorded_is_not_handed_out(
    spoken: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise CaseUnusable("The disk is full.", remedy="Free some.")

    monkeypatch.setattr(journal, "append", full)
    with pytest.raises(CaseUnusable, match="full"):
        custody.hand_out(spoken, next(recordings.all_recordings()).sha256, tmp_path / "x")
    assert list(tmp_path.glob("*x*")) == []


def test_a_report_is_recorded_with_the_digest_of_its_file(
    spoken: Workplace, tmp_path: Path
) -> None:
    out = write_report(spoken, tmp_path / "report.html")
    last = journal.latest()
    assert last is not None
    digest = sha256(out.read_bytes()).hexdigest()
    assert (last.action, last.subject, last.digest) == ("export", "report", digest)


def test_calls_are_recorded_once_while_they_stay_the_same(spoken: Workplace) -> None:
    from earwitness.app.call_renewal import renew_calls

    before = actions()
    assert "calls" in before
    renew_calls(spoken)
    assert actions() == before


def test_the_ledger_is_listed_and_filtered(
    spoken: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(spoken.folder.database):
        journal.append(actor="Olena", action="judge", subject="attr-1", digest="ab")

    def asked(*options: str, code: int = 0) -> list[dict[str, object]]:
        own = ["-C", str(spoken.folder.root), "ledger", "--json", *options]
        assert commands._run(own) == code
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    everything = asked()
    assert [one["sequence"] for one in everything] == list(range(1, len(everything) + 1))
    fields = {"sequence", "at", "actor", "action", "subject", "digest", "previous_hash", "hash"}
    assert all(set(one) == fields for one in everything)
    assert [one["subject"] for one in asked("--actor", "Olena")] == ["attr-1"]
    assert {one["action"] for one in asked("--action", "made:")} >= {"made:decode", "made:claims"}
    assert len(asked("--subject", "attr-")) == 1
    assert asked("--since", "2001-01-01") == everything
    assert asked("--since", "2200-01-01") == []
    assert asked("--since", "yesterday", code=2) == []
    assert commands._run(["-C", str(spoken.folder.root), "ledger"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(everything)
