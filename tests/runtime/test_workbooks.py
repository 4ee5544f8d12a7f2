"""Spreadsheets in a child with limits: rows as they stand, and nothing that hangs or crashes us."""

import json
import threading
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from archive.spreadsheets import xlsx_bytes, xlsx_of_sheets, xlsx_sheet
from earwitness.records.errors import InputUnusable
from earwitness.runtime import workbooks
from earwitness.runtime.workbook_child import cell_text
from earwitness.runtime.workbooks import WorkbookRow, workbook_rows

TABLE = [["Выписка"], [], ["Номер А", "Номер Б"], [380970001127.0, 79552143018.0]]


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "table.xlsx"
    path.write_bytes(content)
    return path


def rows_of(folder: Path, content: bytes) -> list[WorkbookRow]:
    with saved(folder, content).open("rb", buffering=0) as handle:
        return list(workbook_rows(handle, "table.xlsx"))


def test_rows_say_where_they_stand_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    found = rows_of(tmp_path, xlsx_bytes(TABLE))
    assert [row.number for row in found] == [1, 3, 4]
    assert found[-1].cells == ["380970001127", "79552143018"]


def test_every_sheet_is_read_and_says_whether_it_is_shown(tmp_path: Path) -> None:
    sheets = {name: xlsx_sheet([[name]], {}) for name in ("first", "second", "third")}
    found = rows_of(tmp_path, xlsx_of_sheets(sheets, hidden={"second"}))
    assert [(row.sheet, row.position, row.is_visible) for row in found] == [
        ("first", 0, True),
        ("second", 1, False),
        ("third", 2, True),
    ]


def test_rows_come_before_the_end_and_a_reader_that_stops_leaves_no_process(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path, xlsx_bytes([[str(number)] for number in range(5000)]))
    before = threading.active_count()
    with path.open("rb", buffering=0) as handle:
        rows = workbook_rows(handle, "table.xlsx")
        assert next(rows).cells == ["0"]
        rows.close()  # type: ignore[attr-defined]
    assert threading.active_count() <= before + 1  # the cancelled timer may be ending


def test_a_reader_that_is_killed_is_no_end_of_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a table cut in the middle would pass for a whole one."""
    monkeypatch.setattr(workbooks, "MAX_LINE_BYTES", 20)
    with pytest.raises(InputUnusable, match="more memory"):
        rows_of(tmp_path, xlsx_bytes([["x" * 100]]))


def test_code_among_the_foreign_files_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(0)")
    monkeypatch.chdir(tmp_path)
    assert rows_of(tmp_path, xlsx_bytes(TABLE))


def test_a_table_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "TIME_LIMIT_S", 0.0001)
    with pytest.raises(InputUnusable, match="took longer"):
        rows_of(tmp_path, xlsx_bytes(TABLE))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (79552143018.0, "79552143018"),
        (1.5, "1.5"),
        (float("inf"), "inf"),
        ("7,955E+10", "7,955E+10"),
        (datetime(2022, 3, 5, 19, 42, 10), "2022-03-05 19:42:10"),
        (date(2022, 3, 5), "2022-03-05"),
        (time(0, 0, 45), "00:00:45"),
        (timedelta(hours=30, seconds=5), "30:00:05"),
        (timedelta(seconds=-1), "-0:00:01"),
        ("", ""),
    ],
)
def test_every_cell_becomes_the_text_of_a_csv(cell: object, text: str) -> None:
    assert cell_text(cell) == text
    json.dumps(text)
