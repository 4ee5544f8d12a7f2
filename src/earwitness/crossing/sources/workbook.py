"""XLSX workbooks, sheet by sheet, through python-calamine; values only, nothing is executed.

A hostile workbook can unpack to terabytes or claim a sheet of 17 thousand million cells, which
the reader would allocate. Both are measured in the packed file before it is opened.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook

from earwitness.records.errors import InputUnusable

LARGEST_UNPACKED = 2 * 1024**3
MOST_CELLS = 20_000_000
"""Cells of the rectangle of one sheet; a million rows of twenty columns."""

_CELL = re.compile(rb'<c\s[^>]{0,200}?r="([A-Z]{1,3})(\d{1,7})"')
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as text. `number` counts from 1; `sheet` is "" for the first sheet."""

    sheet: str
    number: int
    cells: list[str]


def is_workbook(untrusted_path: Path) -> bool:
    """Whether the file is a zip archive that holds a workbook. Never raises."""
    try:
        with zipfile.ZipFile(untrusted_path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def workbook_rows(untrusted_path: Path) -> Iterator[SheetRow]:
    """All rows of all sheets.

    Raises:
        InputUnusable: the workbook is damaged, locked, or beyond the limits of this module.
    """
    name = untrusted_path.name
    try:
        _measure(untrusted_path)
        with untrusted_path.open("rb") as stream:  # by content: a path is judged by its suffix
            workbook = CalamineWorkbook.from_filelike(stream)
            for position, sheet_name in enumerate(workbook.sheet_names):
                sheet = workbook.get_sheet_by_name(sheet_name)
                yield from _rows(sheet, sheet_name if position else "")
    except InputUnusable:
        raise
    # Whatever two parsers of foreign bytes may raise (zip, deflate, LZMA, XML), it is the file.
    except Exception as error:
        raise InputUnusable(
            f"{name} cannot be read as a workbook: it is damaged or locked with a password.",
            remedy="Save it again without a password as XLSX or CSV.",
        ) from error


def _rows(sheet: CalamineSheet, sheet_name: str) -> Iterator[SheetRow]:
    for number, row in enumerate(sheet.iter_rows(), start=1):  # empty rows on top are there, too
        yield SheetRow(sheet_name, number, [_text(cell) for cell in row])


def _text(cell: object) -> str:
    """A cell as text; whole numbers without a fraction, so that telephone numbers survive."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _measure(untrusted_path: Path) -> None:
    with zipfile.ZipFile(untrusted_path) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise _too_large(untrusted_path.name)
        for member in members:
            if member.filename.endswith(".xml"):  # sheets may lie anywhere
                _measure_sheet(archive, member, untrusted_path.name)


def _measure_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    rows = columns = 0
    tail = b""
    with archive.open(member) as stream:
        while block := stream.read(_BLOCK):
            for letters, number in _CELL.findall(tail + block):
                columns = max(columns, _column_number(letters))
                rows = max(rows, int(number))
            tail = block[-300:]
            if rows * columns > MOST_CELLS:
                raise _too_large(name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large(name: str) -> InputUnusable:
    return InputUnusable(
        f"{name} claims more cells or bytes than a table of people can have.",
        remedy="Save the columns that matter as CSV; if it came from strangers, do not open it.",
    )
