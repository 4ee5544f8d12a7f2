"""The graph leaves the case as a new file for its owner only, and the ledger knows it."""

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest

from earwitness.app import custody, graph_exports, judging
from earwitness.app.answers import all_attributions
from earwitness.cli import commands
from earwitness.records.attribution import Judgement
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from fakes.dialogue import WIFE

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(spoken: Workplace, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: object, code: int = 0) -> tuple[str, str]:
        own = ["-C", str(spoken.folder.root), "export", *map(str, arguments)]
        assert commands._run(own) == code
        told = capsys.readouterr()
        return told.out, told.err

    return ran


def test_graphml_is_written_recorded_and_opens(spoken: Workplace, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.graphml"
    out, err = run("--as", "graphml", "--out", file, "--json")
    assert "For inside use only." in err
    answer = json.loads(out)
    assert answer["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert set(answer) == {"path", "form", "sha256", "nodes", "edges"}
    found = networkx.read_graphml(io.BytesIO(file.read_bytes()))
    assert (len(found.nodes), len(found.edges)) == (answer["nodes"], answer["edges"])
    numbers = {values.get("number") for _, values in found.nodes(data=True)}
    assert WIFE in numbers
    assert file.stat().st_mode & 0o077 == 0
    last = journal.latest()
    assert last is not None
    assert (last.action, last.subject, last.digest) == ("export", "graphml", answer["sha256"])
    assert custody.verify(spoken)["ok"]


def test_ftm_is_lines_of_json_and_shows_what_people_judged(
    spoken: Workplace, run: Run, tmp_path: Path
) -> None:
    one = next(one for one in all_attributions() if one.person_id and one.line == WIFE)
    judging.judge(
        spoken, one.id, Judgement.POSITIVE, why="Known.", by="Olena", progress=SilentProgress()
    )
    run("--as", "ftm", "--out", tmp_path / "all.json")
    run("--as", "ftm", "--judged-only", "--out", tmp_path / "judged.json")
    entities = [
        json.loads(line) for line in (tmp_path / "all.json").read_text("utf-8").splitlines()
    ]
    judged = [
        json.loads(line) for line in (tmp_path / "judged.json").read_text("utf-8").splitlines()
    ]
    assert "UnknownLink" in {entity["schema"] for entity in entities}
    assert "UnknownLink" not in {entity["schema"] for entity in judged}
    spoke = [e for e in judged if e["properties"].get("receiver") == [one.person_id]]
    assert [e["id"] for e in spoke] == [one.call_id]


def test_nothing_is_overwritten_or_put_into_the_case(
    spoken: Workplace, run: Run, tmp_path: Path
) -> None:
    before = journal.count()
    there = tmp_path / "there"
    there.write_text("kept")
    loose = tmp_path / "loose"
    loose.symlink_to(tmp_path / "nowhere")
    for form in ("graphml", "ftm"):
        assert "is there already" in run("--as", form, "--out", there, code=2)[1]
        inside = spoken.folder.root / "graph"
        assert "inside the case" in run("--as", form, "--out", inside, code=2)[1]
        lost = tmp_path / "no" / "folder"
        assert "cannot be written" in run("--as", form, "--out", lost, code=3)[1]
        assert "is there already" in run("--as", form, "--out", ".", code=2)[1]
        assert "is there already" in run("--as", form, "--out", loose, code=2)[1]
    loose.unlink()
    run("--as", "graphml", "--judged-only", "--out", tmp_path / "x", code=2)
    assert "graphml, ftm" in run("--as", "gexf", "--out", tmp_path / "x", code=2)[1]
    assert there.read_text() == "kept"
    assert journal.count() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["there"]


def test_what_came_in_between_is_not_overwritten(
    spoken: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "case.ftm"

    def somebody_else(*_: object) -> None:
        file.write_text("kept")

    monkeypatch.setattr(graph_exports, "record_export", somebody_else)
    with pytest.raises(CaseUnusable, match="exists"):
        graph_exports.export_graph("ftm", spoken, file)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir() if path.is_file()] == [
        ("case.ftm", "kept")
    ]
