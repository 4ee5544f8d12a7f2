"""Registry tables of number ranges, read from CSV.

The Russian registry (open data of the ministry of digital development, earlier of Rossvyaz) has the
columns `АВС/ DEF;От;До;Емкость;Оператор;Регион`, since 2022 or so also `Территория ГАР` and `ИНН`;
its numbers are those of country code 7: a code of three digits, and seven digits from and to.
A table of another country needs the columns `first` and `last` with whole numbers (E.164), and may
have `country`, `operator`, `region`.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from earwitness.crossing.number_ranges import Row
from earwitness.crossing.sources.delimited import SAMPLE_BYTES, encoding_of

MOST_ROWS = 2_000_000
"""The whole Russian registry has some 450,000 rows."""

LONGEST_LINE = 16 * 1024
"""Characters; a row with a list of territories has some thousand."""

LONGEST_FIELD = 200
"""Characters of a name that are kept."""

_LOOKALIKES = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
_COLUMNS: Mapping[str, str] = {
    "ABC/DEF": "code", "КОД": "code", "ОТ": "from", "ДО": "to", "ЕМКОСТЬ": "size",
    "ОПЕРАТОР": "operator", "РЕГИОН": "region", "ТЕРРИТОРИЯГАР": "territory",
    "ИНН": "operator_code",
    "FIRST": "first", "LAST": "last", "COUNTRY": "country", "OPERATOR": "operator",
    "REGION": "region",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read; `row_number` from 1, the header included."""

    row_number: int
    what: str


class NotARangeTable(Exception):
    """The file has no header of a table of ranges."""


def range_rows(untrusted_path: Path) -> Iterator[Row | BadRow]:
    """The rows of a table, in order.

    Raises:
        NotARangeTable: it has not the columns of one.
        OSError: it cannot be opened or read.
    """
    with untrusted_path.open("rb") as binary:
        encoding = encoding_of(binary.read(SAMPLE_BYTES))
        if encoding is None:
            raise NotARangeTable
        binary.seek(0)
        stream = io.TextIOWrapper(binary, encoding=encoding, errors="replace")
        lines = _lines(stream)
        delimiter, columns = _header(next(lines, ""))
        for row_number, line in enumerate(lines, start=2):
            if row_number > MOST_ROWS:
                yield BadRow(row_number, f"there are more than {MOST_ROWS} rows")
                return
            if line.strip():
                yield _read(_cells(line, delimiter), columns, row_number)


def _lines(stream: io.TextIOWrapper) -> Iterator[str]:
    """Line by line, so that a stray quotation mark costs one row; of a long line the beginning."""
    while line := stream.readline(LONGEST_LINE):
        yield line
        while line and not line.endswith("\n"):
            line = stream.readline(LONGEST_LINE)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return line.rstrip("\r\n").split(delimiter)


def _header(line: str) -> tuple[str, dict[str, int]]:
    for delimiter in (";", ",", "\t"):
        columns = {
            _COLUMNS[name]: at
            for at, cell in enumerate(_cells(line, delimiter))
            if (name := _name(cell)) in _COLUMNS
        }
        if {"code", "from", "to"} <= columns.keys() or {"first", "last"} <= columns.keys():
            return delimiter, columns
    raise NotARangeTable


def _name(cell: str) -> str:
    bare = "".join(cell.upper().split())
    return bare.translate(_LOOKALIKES) if "/" in bare else bare.replace("Ё", "Е")


def _read(cells: Sequence[str], columns: Mapping[str, int], row_number: int) -> Row | BadRow:
    own = {name: _tidy(cells[at]) for name, at in columns.items() if at < len(cells)}
    span = _span(own)
    if isinstance(span, str):
        return BadRow(row_number, span)
    first, last = span
    if not 0 <= int(last) - int(first) < 10**9:
        return BadRow(row_number, "it ends before it begins")
    size = own.get("size", "").replace(" ", "")
    if size.isdecimal() and int(size) != int(last) - int(first) + 1:
        return BadRow(row_number, "its size is not that of the range")
    country = own.get("country", "RU" if "code" in columns else "").upper()
    region = own.get("region", "")
    if region in ("", "-"):
        region = own.get("territory", "").strip("-")
    operator = own.get("operator", "")
    return f"+{first}", f"+{last}", country, region, operator, own.get("operator_code", "")


def _span(own: Mapping[str, str]) -> tuple[str, str] | str:
    """First and last number as digits of E.164, or what is wrong with them."""
    if "code" in own:
        code, start, end = own["code"], own.get("from", ""), own.get("to", "")
        if not (len(code) == 3 and all(map(_is_number, (code, start, end)))):
            return "its code or numbers are no digits"
        if max(len(start), len(end)) > 7:
            return "its numbers have more than seven digits"
        return f"7{code}{start:0>7}", f"7{code}{end:0>7}"
    start, end = own.get("first", "").lstrip("+"), own.get("last", "").lstrip("+")
    if not (_is_number(start) and _is_number(end) and 8 <= len(start) <= 15):
        return "its numbers are not written in E.164"
    if len(start) != len(end):
        return "its first and last number have different lengths"
    return start, end


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _tidy(cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell[:LONGEST_FIELD])
    visible = "".join(character if character.isprintable() else " " for character in plain)
    return " ".join(visible.split())
