"""Tables of text cells, whatever file they came from."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE_END = re.compile(r"\r\n|\n|\r")
# A quoted cell may hold line breaks; a stray quote must not swallow the rest of the list.
MAX_LINES_OF_ROW = 20
DELIMITERS = (";", ",", "\t", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: `number` is its first line in the file from 1; cells without outer spaces."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table; `name` is empty for a text file."""

    name: str
    rows: tuple[TableRow, ...]


def row_of(number: int, cells: list[str]) -> TableRow:
    """A row with its cells cleaned of outer spaces, hard spaces and byte-order marks."""
    cleaned = (cell.replace("\u00a0", " ").strip(" \t\r\n\ufeff\0") for cell in cells)
    return TableRow(number=number, cells=tuple(cleaned))


def split_rows(text: str, delimiter: str) -> Iterator[TableRow]:
    """The rows of delimited text (RFC 4180, read leniently), numbered by line."""
    lines = LINE_END.split(text)
    index = 0
    while index < len(lines):
        count = lines_of_row(lines, index, delimiter)
        yield row_of(index + 1, split_cells("\n".join(lines[index : index + count]), delimiter))
        index += count


def lines_of_row(lines: list[str], index: int, delimiter: str) -> int:
    """How many lines the row at this index takes: more than one only inside closed quotes."""
    quotes = lines[index].count('"')
    if quotes % 2 == 0 or not re.search(rf'(?:^|{re.escape(delimiter)})\s*"', lines[index]):
        return 1
    for count in range(2, MAX_LINES_OF_ROW + 1):
        if index + count > len(lines):
            break
        quotes += lines[index + count - 1].count('"')
        if quotes % 2 == 0:
            return count
    return 1


def split_cells(line: str, delimiter: str) -> list[str]:
    """The cells of one row; without balanced quotes, quotes are ordinary characters."""
    if '"' not in line or line.count('"') % 2:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:  # a cell beyond the reader's limit, or a lone carriage return
        return line.split(delimiter)
