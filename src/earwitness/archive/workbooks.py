"""Call lists in spreadsheets (XLSX, XLSB, XLS, ODS): visible sheets as tables of text."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from earwitness.archive.containers import OLE_MAGIC, kind_of_ole, kind_of_zip
from earwitness.archive.foreign_files import open_foreign, shown
from earwitness.archive.signatures import FileKind
from earwitness.archive.tables import Sheet, TableRow, row_of
from earwitness.runtime.workbooks import protected, workbook_rows


def read_workbook(untrusted_path: Path) -> tuple[Sheet, ...]:
    """All visible sheets with at least one row, every cell as text.

    Raises:
        InputUnusable: protected, damaged, or beyond the limits of memory and time.
    """
    with open_foreign(untrusted_path) as handle:
        return _sheets(handle, shown(untrusted_path))


def workbook_of(untrusted_content: bytes, name: str) -> tuple[Sheet, ...]:
    """As `read_workbook`, of bytes that were read already; `name` is for the messages."""
    with TemporaryFile(buffering=0) as handle:  # the child needs a file
        handle.write(untrusted_content)
        handle.seek(0)
        return _sheets(handle, name)


def _sheets(handle: BinaryIO, name: str) -> tuple[Sheet, ...]:
    if is_protected(handle):
        raise protected(name)
    handle.seek(0)  # the child goes on where we stand
    sheets: dict[tuple[int, str], list[TableRow]] = {}
    for row in workbook_rows(handle, name):
        if row.is_visible:
            place = (row.position, row.sheet)
            sheets.setdefault(place, []).append(row_of(row.number, row.cells))
    return tuple(Sheet(name=name, rows=tuple(rows)) for (_, name), rows in sheets.items())


def is_protected(handle: BinaryIO) -> bool:
    """Whether the file's own list of parts says that it is encrypted."""
    head = handle.read(len(OLE_MAGIC))
    if head == OLE_MAGIC:
        return kind_of_ole(handle) is FileKind.PROTECTED
    return kind_of_zip(handle, handle.seek(0, 2)) is FileKind.PROTECTED
