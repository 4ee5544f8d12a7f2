"""Spreadsheets (XLSX, XLSB, XLS, ODS), read by a child process that a bad file may kill."""

import json
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from earwitness.archive.containers import OLE_MAGIC, kind_of_ole, kind_of_zip
from earwitness.archive.foreign_files import open_foreign, shown
from earwitness.archive.signatures import FileKind
from earwitness.archive.tables import Sheet, TableRow, row_of
from earwitness.archive.workbook_child import DAMAGED, PROTECTED
from earwitness.records.errors import InputUnusable

TIME_LIMIT_S = 300


def read_workbook(untrusted_path: Path) -> tuple[Sheet, ...]:
    """All visible sheets with at least one row, every cell as text.

    Raises:
        InputUnusable: protected, damaged, or beyond the limits of memory and time.
    """
    name = shown(untrusted_path)
    with open_foreign(untrusted_path) as handle:
        if is_protected(handle):
            raise protected(name)
        handle.seek(0)  # the child goes on where we stand
        output = run_child(handle, name)
    sheets: list[tuple[str, list[TableRow]]] = []
    for line in output.splitlines():
        entry = json.loads(line)
        if "sheet" in entry:
            sheets.append((entry["sheet"], []))
        else:
            sheets[-1][1].append(row_of(entry["row"], entry["cells"]))
    return tuple(Sheet(name=name, rows=tuple(rows)) for name, rows in sheets if rows)


def is_protected(handle: BinaryIO) -> bool:
    """Whether the file's own list of parts says that it is encrypted."""
    head = handle.read(len(OLE_MAGIC))
    if head == OLE_MAGIC:
        return kind_of_ole(handle) is FileKind.PROTECTED
    return kind_of_zip(handle, handle.seek(0, 2)) is FileKind.PROTECTED


def protected(name: str) -> InputUnusable:
    """The error for a table that only a password opens."""
    return InputUnusable(
        f"{name} is protected by a password.",
        remedy="Save it without the password and take in the result; keep this file too.",
    )


def run_child(handle: BinaryIO, name: str) -> bytes:
    """What the child writes; it gets the file's bytes and nothing else.

    A spreadsheet of a few hundred bytes can name a cell in the last row and column, for which
    the reader asks for half a terabyte and ends its process; so it has its own.

    Raises:
        InputUnusable: the child failed or took too long.
    """
    save_again = "Open it in a spreadsheet program and save it as CSV (UTF-8)."
    try:
        child = subprocess.run(
            # -P: a json.py among the foreign files of the current folder must not be imported.
            [sys.executable, "-P", "-m", "earwitness.archive.workbook_child"],
            stdin=handle,
            capture_output=True,
            timeout=TIME_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InputUnusable(
            f"{name} took longer than {TIME_LIMIT_S // 60} minutes to read.", remedy=save_again
        ) from error
    if child.returncode == PROTECTED:
        raise protected(name)
    if child.returncode == DAMAGED:
        raise InputUnusable(f"{name} is not a readable spreadsheet.", remedy=save_again)
    if child.returncode != 0:
        raise InputUnusable(f"{name} needs more memory than a call list may.", remedy=save_again)
    return child.stdout
