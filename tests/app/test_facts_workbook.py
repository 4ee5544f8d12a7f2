"""A spreadsheet of published facts: its dates and numbers are cells, not text."""

import hashlib
from pathlib import Path

import pytest

from archive.spreadsheets import xlsx_bytes, xlsx_of_sheets, xlsx_sheet
from earwitness.app import facts
from earwitness.records.errors import InputUnusable
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.models import FactFileRow

HEADING = ["Date", "End date", "Place", "Event", "Unit", "Killed", "Total", "Fraction", "Source"]
FIFTH, TENTH = 44_625, 44_630
"""2022-03-05 and 2022-03-10 as spreadsheets count days (from 1899-12-30)."""

DATES = {0: 1, 1: 1}


def test_dates_numbers_and_shares_of_cells_are_read(place: Workplace, tmp_path: Path) -> None:
    rows = [
        HEADING,
        [FIFTH, TENTH, "Bucha", "Units stand there", None, None, None, None, "A report"],
        ["05.03.2022", None, "Izium", "Named", "331 regiment", 39, 1500, 0.25, "A list"],
        [FIFTH, None, "Izium", "Nobody says so", None, None, None, None, None],
        ["soon", None, "Izium", "No day", None, None, None, None, "A report"],
    ]
    table = tmp_path / "facts.xlsx"
    table.write_bytes(xlsx_bytes(rows, DATES))
    read = facts.read_facts(place, table)
    event, loss = read.facts
    assert (event.happened_from.isoformat(), event.happened_to.isoformat()) == (
        "2022-03-05",
        "2022-03-10",
    )
    assert (event.claim.kind, event.claim.place, event.source) == ("event", "Bucha", "A report")
    assert (loss.claim.killed, loss.claim.total, loss.claim.fraction) == (39, 1500, "25%")
    assert (loss.claim.kind, loss.claim.units[0].number) == ("loss", "331")
    assert read.bad_rows == (4, 5)


def test_the_sheet_that_has_the_facts_is_taken(place: Workplace, tmp_path: Path) -> None:
    notes = xlsx_sheet([["Read me", None], ["date", "of nothing"]], {})
    dated = xlsx_sheet([HEADING, [FIFTH, None, "Bucha", "It fell", *[None] * 4, "A paper"]], DATES)
    table = tmp_path / "facts.xlsx"
    table.write_bytes(xlsx_of_sheets({"Notes": notes, "Facts": dated}))
    (fact,) = facts.read_facts(place, table).facts
    assert fact.event == "It fell"


def test_facts_are_those_of_the_bytes_whose_hash_is_kept(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves another table under the name while it is read."""
    table = tmp_path / "facts.xlsx"
    first, second = (
        xlsx_bytes([HEADING, [FIFTH, None, "Bucha", event, *[None] * 4, "A paper"]], DATES)
        for event in ("It fell", "It stood")
    )
    table.write_bytes(second)
    monkeypatch.setattr(facts, "read_foreign", lambda *_, **__: first)
    file = facts.read_facts(place, table)
    assert file.sha256 == hashlib.sha256(first).hexdigest()
    assert [fact.event for fact in file.facts] == ["It fell"]


def test_a_workbook_without_facts_is_refused(place: Workplace, tmp_path: Path) -> None:
    table = tmp_path / "facts.xlsx"
    table.write_bytes(xlsx_bytes([["Name", "Phone"], ["Olena", "none"]]))
    with pytest.raises(InputUnusable, match="no table of facts"):
        facts.read_facts(place, table)
    assert not FactFileRow.objects.exists()
