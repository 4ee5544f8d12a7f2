"""Spreadsheets (XLSX, XLSB, XLS, ODS) as rows of text, read by a child that a bad file may kill.

A spreadsheet of a few hundred bytes can name a cell in the last row and column, for which the
reader asks for half a terabyte and ends its process; another unpacks to terabytes. So the reader
has a process of its own, with limits on memory and time. Values only: nothing is executed.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Timer
from typing import BinaryIO

from earwitness.records.errors import InputUnusable
from earwitness.runtime.workbook_child import DAMAGED, PROTECTED

TIME_LIMIT_S = 300
MAX_LINE_BYTES = 64 * 2**20
"""Of one row; 16,384 cells of some 4,000 bytes. Estimate."""


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    """A row that is not empty. `sheet` is the name of its sheet, `position` the place of the sheet
    from 0; `number` counts rows from 1, as spreadsheet programs show them."""

    sheet: str
    position: int
    is_visible: bool
    number: int
    cells: list[str]


def workbook_rows(untrusted_handle: BinaryIO, name: str) -> Iterator[WorkbookRow]:
    """All rows of all sheets, hidden ones too, streamed. `name` is for the messages. The child
    gets the file's bytes, from where the handle stands, and nothing else.

    Raises:
        InputUnusable: protected, damaged, or beyond the limits of memory and time; after the rows
            that came before.
    """
    late = Event()
    with _child(untrusted_handle, late) as child:
        assert child.stdout is not None
        sheet, position, is_visible = "", -1, True
        while line := child.stdout.readline(MAX_LINE_BYTES):
            if not line.endswith(b"\n"):
                break  # cut off, or endless
            entry = json.loads(line)
            if "sheet" in entry:
                sheet, is_visible = entry["sheet"], entry["visible"]
                position += 1
            else:
                yield WorkbookRow(sheet, position, is_visible, entry["row"], entry["cells"])
        else:
            child.wait()
        if late.is_set() or child.returncode != 0:
            raise _refusal(name, late.is_set(), child.returncode)


@contextmanager
def _child(untrusted_handle: BinaryIO, late: Event) -> Iterator["subprocess.Popen[bytes]"]:
    child = subprocess.Popen(
        # -P: a json.py among the foreign files of the current folder must not be imported.
        [sys.executable, "-P", "-m", "earwitness.runtime.workbook_child"],
        stdin=untrusted_handle,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )

    def give_up() -> None:
        late.set()
        child.kill()

    timer = Timer(TIME_LIMIT_S, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield child
    finally:
        timer.cancel()
        child.kill()
        child.communicate()


def protected(name: str) -> InputUnusable:
    """The error for a table that only a password opens."""
    return InputUnusable(
        f"{name} is protected by a password.",
        remedy="Save it without the password and take in the result; keep this file too.",
    )


def _refusal(name: str, is_late: bool, code: int | None) -> InputUnusable:
    save_again = "Open it in a spreadsheet program and save it as CSV (UTF-8)."
    if is_late:
        what = f"{name} took longer than {TIME_LIMIT_S // 60} minutes to read."
        return InputUnusable(what, remedy=save_again)
    if code == PROTECTED:
        return protected(name)
    if code == DAMAGED:
        return InputUnusable(f"{name} is not a readable spreadsheet.", remedy=save_again)
    return InputUnusable(f"{name} needs more memory than a table may.", remedy=save_again)
