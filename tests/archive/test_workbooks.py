import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.spreadsheets import ods_bytes, ole_with, xlsx_bytes, xlsx_of_sheets, xlsx_sheet
from earwitness.archive.call_lists import read_call_list
from earwitness.archive.workbooks import read_workbook
from earwitness.records.errors import InputUnusable

TABLE = [
    ["Выписка"],
    [],
    ["Номер А", "Номер Б", "Дата и время", "Длительность", "IMEI"],
    # 05.03.2022 19:42:10 and 00:00:45 as spreadsheets count: days since 1899-12-30.
    [380970001127.0, 79552143018.0, 44625.82094907407, 0.0005208333333333333, 1027700010004.0],
]


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_numbers_dates_and_durations_of_a_spreadsheet_read_as_typed(tmp_path: Path) -> None:
    path = saved(tmp_path, "calls.xlsx", xlsx_bytes(TABLE, styles={2: 1, 3: 2}))
    (row,) = read_call_list(path, time_zone="Europe/Kyiv").rows
    assert row.row_number == 4
    assert (row.untrusted_caller, row.untrusted_called) == ("380970001127", "79552143018")
    assert row.started_at == datetime(2022, 3, 5, 17, 42, 10, tzinfo=UTC)
    assert row.duration_ms == 45_000
    assert row.imei == "1027700010004"


def test_an_open_document_is_read_too(tmp_path: Path) -> None:
    rows = [["caller", "called", "start"], ["380970001127", "79552143018", "05.03.2022 19:42:10"]]
    path = saved(tmp_path, "calls.ods", ods_bytes(rows))
    assert read_call_list(path, time_zone="UTC").rows[0].untrusted_called == "79552143018"


def test_the_first_sheet_with_a_heading_is_taken_and_others_are_noted(tmp_path: Path) -> None:
    heading = ["caller", "called"]
    sheets = {
        "cover": xlsx_sheet([["Выписка"]], {}),
        "march": xlsx_sheet([heading, ["380970001127", "79552143018"]], {}, first_row=7),
        "april": xlsx_sheet([heading, ["380970003405", "79552143018"]], {}),
    }
    reading = read_call_list(saved(tmp_path, "calls.xlsx", xlsx_of_sheets(sheets)), time_zone="UTC")
    assert [(row.row_number, row.untrusted_caller) for row in reading.rows] == [(8, "380970001127")]
    assert any("1 more sheet" in note for note in reading.notes)


def test_a_table_that_names_the_last_cell_of_all_does_not_kill_us(tmp_path: Path) -> None:
    sheet = xlsx_sheet([["caller"]], {}).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    path = saved(tmp_path, "calls.xlsx", xlsx_of_sheets({"s": sheet}))
    with pytest.raises(InputUnusable, match="more memory"):
        read_workbook(path)


def test_a_protected_table_asks_for_the_password_to_be_removed(tmp_path: Path) -> None:
    locked = ods_bytes([["caller"]], manifest="<manifest:encryption-data/>")
    with pytest.raises(InputUnusable, match="password"):
        read_workbook(saved(tmp_path, "calls.ods", locked))
    with pytest.raises(InputUnusable, match="password"):
        read_workbook(saved(tmp_path, "calls.xlsx", ole_with("EncryptedPackage")))


@pytest.mark.parametrize("cut", [30, 200, 700, -30])
def test_a_table_that_is_cut_off_is_refused(tmp_path: Path, cut: int) -> None:
    with pytest.raises(InputUnusable, match="not a readable spreadsheet"):
        read_workbook(saved(tmp_path, "calls.xlsx", xlsx_bytes(TABLE)[:cut]))


def test_a_table_whose_bytes_were_flipped_is_refused_or_read(tmp_path: Path) -> None:
    whole = xlsx_bytes(TABLE)
    for position in range(60, len(whole), len(whole) // 4):
        content = bytearray(whole)
        content[position] ^= 0xFF
        try:
            read_workbook(saved(tmp_path, "calls.xlsx", bytes(content)))
        except InputUnusable as error:
            assert "calls.xlsx" in error.what


def test_an_archive_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calls.xlsx"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("a.wav", "RIFF")
    with pytest.raises(InputUnusable, match="not a readable spreadsheet"):
        read_workbook(path)


def test_a_hidden_sheet_of_a_call_list_is_left_out(tmp_path: Path) -> None:
    sheets = {"shown": xlsx_sheet([["a"]], {}), "hidden": xlsx_sheet([["b"]], {})}
    content = xlsx_of_sheets(sheets, hidden={"hidden"})
    assert [one.name for one in read_workbook(saved(tmp_path, "calls.xlsx", content))] == ["shown"]
