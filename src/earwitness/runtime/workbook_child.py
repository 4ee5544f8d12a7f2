"""The child process of `workbooks`: a spreadsheet on standard input, JSON lines on output."""

import contextlib
import io
import json
import math
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import python_calamine

if sys.platform != "win32":
    import resource

PROTECTED = 3
DAMAGED = 4
MAX_ADDRESS_BYTES = 4 * 2**30
MAX_CPU_S = 240


def main() -> int:
    """Read, write, and answer with 0, `PROTECTED` or `DAMAGED`; any other end is a crash."""
    limit_resources()
    try:
        with python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read())) as workbook:
            for line in lines_of(workbook):
                sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    except python_calamine.PasswordError:
        return PROTECTED
    except Exception:
        return DAMAGED
    except BaseException as error:
        # A panic of the Rust reader is no Exception; anything else is not ours to hold.
        if type(error).__name__ != "PanicException":
            raise
        return DAMAGED
    return 0


def limit_resources() -> None:
    """Bound memory and processor time where the system can."""
    if sys.platform != "win32":
        for which, bound in (
            (resource.RLIMIT_AS, MAX_ADDRESS_BYTES),
            (resource.RLIMIT_CPU, MAX_CPU_S),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):  # the system's own bound is tighter
                resource.setrlimit(which, (bound, bound))


def lines_of(workbook: python_calamine.CalamineWorkbook) -> Iterator[dict[str, object]]:
    """{"sheet": name, "visible": whether it is shown} before each sheet of cells, then
    {"row": number, "cells": texts} of each row that is not empty. Rows are numbered as the
    spreadsheet program shows them."""
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        is_visible = about.visible == python_calamine.SheetVisibleEnum.Visible
        yield {"sheet": about.name, "visible": is_visible}
        for number, row in enumerate(workbook.get_sheet_by_index(index).iter_rows(), start=1):
            cells = [cell_text(cell) for cell in row]
            if any(cells):
                yield {"row": number, "cells": cells}


def cell_text(cell: object) -> str:
    """A cell as the text that a CSV of the same table would hold.

    Numbers without a fraction lose the ".0" that spreadsheets keep inside, so that a phone
    number or IMEI reads as it was typed; times of day and durations become `h:mm:ss`.
    """
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(cell, float) and math.isfinite(cell) and cell.is_integer():
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    sys.exit(main())
