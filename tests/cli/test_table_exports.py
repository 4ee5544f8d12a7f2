"""`export --as csv`, and claims in `export --as ftm`."""

import csv
import json
from pathlib import Path

import pytest

from earwitness.cli import commands
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal


def export(place: Workplace, *more: object, code: int = 0) -> None:
    told = ["-C", str(place.folder.root), "export", *map(str, more)]
    assert commands._run(told) == code


def test_claims_and_losses_come_as_two_tables_for_their_owner_only(
    spoken: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tables"
    export(spoken, "--as", "csv", "--out", out, "--json")
    answer = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in answer["files"]] == ["claims.csv", "losses.csv"]
    for one in answer["files"]:
        file = out / one["name"]
        lines = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        assert len(lines) == one["lines"] + 1 > 1
        assert file.stat().st_mode & 0o077 == 0
    assert out.stat().st_mode & 0o077 == 0
    kept = {one.subject: one.digest for one in journal.entries(action="export")}
    assert kept == {one["name"]: one["sha256"] for one in answer["files"]}


def test_what_is_there_already_or_lies_in_the_case_is_not_written_to(
    spoken: Workplace, tmp_path: Path
) -> None:
    export(spoken, "--as", "csv", "--out", tmp_path, code=2)
    export(spoken, "--as", "csv", "--out", spoken.folder.root / "tables", code=2)
    export(spoken, "--as", "csv", "--out", tmp_path / "no" / "tables", code=3)


def test_claims_go_with_the_graph_and_without_a_judgement_not_with_judged_only(
    spoken: Workplace, tmp_path: Path
) -> None:
    def events(*more: str) -> list[str]:
        file = tmp_path / f"case{len(more)}.ftm"
        export(spoken, "--as", "ftm", "--out", file, *more)
        found = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        assert len({one["id"] for one in found}) == len(found)
        ids = {one["id"] for one in found}
        wanted = [one for one in found if one["schema"] == "Event"]
        assert all(set(one["properties"]["proof"]) <= ids for one in wanted)
        return [one["properties"]["name"][0] for one in wanted]

    assert any(name.startswith("Claim: loss") for name in events())
    assert events("--judged-only") == []
