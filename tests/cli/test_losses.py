"""`losses` as it is typed: rows, JSON, a spreadsheet, and what it refuses."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from earwitness.cli import commands
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal

Tell = Callable[..., str]


@pytest.fixture
def tell(spoken: Workplace, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Ask the tiny case for its losses; all that is said, on both outputs."""

    def told(*arguments: object, code: int = 0) -> str:
        assert (
            commands._run(["-C", str(spoken.folder.root), "losses", *map(str, arguments)]) == code
        )
        said = capsys.readouterr()
        return said.out if "--json" in arguments else said.out + said.err

    return told


def test_every_row_has_the_documented_fields(tell: Tell) -> None:
    rows = json.loads(tell("--json"))
    assert rows
    for row in rows:
        assert {"unit", "from", "to", "claims", "independent", "contradictions"} <= set(row)
        assert [one["id"] for one in row["statements"]] == row["claims"]
    killed = [row["killed"] for row in rows if "killed" in row]
    assert killed and all(set(one) == {"low", "high"} for one in killed)


def test_every_claim_is_told_with_its_quote_and_its_second(tell: Tell) -> None:
    rows, told = json.loads(tell("--json")), tell()
    assert "Nothing is summed." in told
    for row in rows:
        assert all(f"«{one['quote']}»" in told and one["call"] in told for one in row["statements"])


def test_days_without_calls_have_no_losses(tell: Tell) -> None:
    assert json.loads(tell("--from", "1999-01-01", "--to", "1999-12-31", "--json")) == []


def test_a_unit_nobody_names_has_none(tell: Tell) -> None:
    assert json.loads(tell("--unit", "91 brigade", "--json")) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("--by", "year"),
        ("--from", "7.3.22"),
        ("--to", "2022-W10"),
        ("--from", "2022-03-09", "--to", "2022-03-01"),
    ],
)
def test_what_cannot_be_meant_is_refused(tell: Tell, wrong: tuple[str, ...]) -> None:
    assert "Traceback" not in tell(*wrong, code=2)


def test_the_spreadsheet_has_a_line_a_claim_and_is_in_the_ledger(
    spoken: Workplace, tell: Tell, tmp_path: Path
) -> None:
    file = tmp_path / "losses.csv"
    assert "Inside use only." in tell("--csv", file)
    lines = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    wanted = [claim for row in json.loads(tell("--json")) for claim in row["claims"]]
    assert [line["claim"] for line in lines if not line["aside"]] == wanted
    assert file.stat().st_mode & 0o077 == 0
    assert [one.subject for one in journal.entries(action="export")] == ["losses"]
    assert "is there already" in tell("--csv", file, code=2)


def test_no_file_of_an_export_is_written_into_the_case(spoken: Workplace, tell: Tell) -> None:
    assert "inside the case" in tell("--csv", spoken.folder.root / "losses.csv", code=2)
    tell("--csv", "x.csv", "--json", code=2)
