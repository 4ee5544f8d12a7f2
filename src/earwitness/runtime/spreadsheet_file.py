"""Tables as CSV (RFC 4180) that spreadsheet programs read as text, in Cyrillic too."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from earwitness.runtime.spreadsheet_text import as_text

BYTE_ORDER_MARK = "\ufeff"
"""Without it the spreadsheet programs of Windows take UTF-8 for something else."""


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a CSV file, each cell escaped against formulas; the first has the mark."""
    mark = BYTE_ORDER_MARK
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line).writerow([as_text(cell) for cell in row])
        yield mark + line.getvalue()
        mark = ""
