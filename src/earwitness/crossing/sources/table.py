"""Tables of people: CSV, TSV and XLSX, with headers in English, Russian or Ukrainian.

Social-network lists and contact lists; phone-book tags are read here for `tags.py`. Profile ids
are the values of the id column where there is one, else `row 12`, counted from 1 at the top of the
file; rows of further sheets are `Sheet!row 12`. Cells that look like formulas stay text.
`[profiles.columns]` in `case.toml` names headers of your own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.delimited import (
    BrokenRow,
    UnreadableText,
    delimited_rows,
    sampled_rows,
)
from earwitness.crossing.sources.entries import Entry, problem, profile_from, tidy, unreadable
from earwitness.crossing.sources.table_headers import (
    HEADER_WITHIN,
    Columns,
    has_one_column_of_numbers,
    header_of,
    is_about_tags,
)
from earwitness.crossing.sources.zip_members import is_zip, opened_zip
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from earwitness.runtime.workbooks import workbook_rows

_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_SEVERAL_NUMBERS = re.compile(r"\s*[;|,/\n]\s*")
_SPREADSHEET_NOTATION = re.compile(r"^\s*\d+,\d+\s*[eе]", re.IGNORECASE)
_REGION_TO_RECOGNISE = "RU"

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+$")
_COUNT = re.compile(r"\+?([0-9]{1,9})(?:[.,]0+)?\+?$")
_MIDNIGHT = " 00:00:00"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as text. `number` counts from 1; `sheet` is "" for the first sheet."""

    sheet: str
    number: int
    cells: list[str]


_Row = SheetRow | BrokenRow | UnreadableText
_Rows = Iterator[_Row]


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the header stands and which column is what."""

    sheet: str
    number: int
    columns: Columns


class TableSource:
    """Reader of tables; implements `ports.ProfileReader`."""

    name = "table"
    version = "2"
    resource: Literal["io", "cpu", "gpu"] = "io"
    is_general = True

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether the head has headers of people, or exactly one column of numbers."""
        rows = head_rows(untrusted_path)
        header = header_of(rows, {})
        if header is not None:
            return not is_about_tags(header[1])
        return has_one_column_of_numbers(rows, _REGION_TO_RECOGNISE)

    def read(self, untrusted_path: Path, context: SourceContext) -> Iterator[Profile | Problem]:
        """Profiles row by row; rows that cannot be read are Problems."""
        yield from read_table(untrusted_path, context)


def head_rows(untrusted_path: Path) -> list[list[str]]:
    """Some rows of the head of a table; none if the file is no table. Never raises."""
    try:
        if is_workbook(untrusted_path):
            return [row.cells for row in islice(_workbook(untrusted_path), 60)]
        return (sampled_rows(untrusted_path) or [])[:60]
    except (OSError, InputUnusable):
        return []


def read_table(untrusted_path: Path, context: SourceContext) -> Iterator[Profile | Problem]:
    """Profiles row by row; rows that cannot be read are Problems. Never raises."""
    name = untrusted_path.name
    try:
        yield from _profiles(_rows(untrusted_path), name, context)
    except InputUnusable as error:
        yield problem(name, error.what, error.remedy)
    except OSError as error:
        yield problem(
            name,
            f"{name} cannot be read: {error.strerror}.",
            "Check that the file is there and may be read.",
        )


def _rows(untrusted_path: Path) -> _Rows:
    if is_workbook(untrusted_path):
        yield from _workbook(untrusted_path)
        return
    for number, row in enumerate(delimited_rows(untrusted_path), start=1):
        yield SheetRow("", number, row) if isinstance(row, list) else row


def is_workbook(untrusted_path: Path) -> bool:
    """Whether the file is a zip archive that holds a workbook. Never raises."""
    try:
        if not is_zip(untrusted_path):
            return False
        with opened_zip(untrusted_path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except InputUnusable:
        return False


def _workbook(untrusted_path: Path) -> Iterator[SheetRow]:
    """The rows of all sheets. A day stands in a cell as its midnight: a date of birth."""
    with untrusted_path.open("rb", buffering=0) as handle:
        for row in workbook_rows(handle, untrusted_path.name):
            cells = [cell.removesuffix(_MIDNIGHT) for cell in row.cells]
            yield SheetRow(row.sheet if row.position else "", row.number, cells)


def _profiles(rows: _Rows, name: str, context: SourceContext) -> Iterator[Profile | Problem]:
    header: _Header | None = None
    for sheet, sheet_rows in _by_sheet(rows):
        head = list(islice(sheet_rows, HEADER_WITHIN))
        found = _header(sheet, head, context.columns)
        if found is not None:
            header = found
            yield from _below(found, chain(head, sheet_rows), name, context)
    if header is None:
        yield problem(
            name,
            f"{name} has no row that reads as a header of people (names, numbers, ids).",
            "Name its headers in case.toml under [profiles.columns].",
        )


def _by_sheet(rows: _Rows) -> Iterator[tuple[str, _Rows]]:
    """One stream per sheet; the streams must be used in order."""
    rows = iter(rows)
    pending = next(rows, None)
    while pending is not None:
        sheet = pending.sheet if isinstance(pending, SheetRow) else ""
        left: list[_Row] = []
        stream = _of_sheet(sheet, chain([pending], rows), left)
        yield sheet, stream
        for _ in stream:  # a sheet without a header is left out whole
            pass
        pending = left[0] if left else next(rows, None)


def _of_sheet(sheet: str, rows: _Rows, left: list[_Row]) -> _Rows:
    for row in rows:
        if isinstance(row, SheetRow) and row.sheet != sheet:
            left.append(row)
            return
        yield row


def _header(sheet: str, head: Sequence[_Row], declared: Mapping[str, str]) -> _Header | None:
    readable = [row for row in head if isinstance(row, SheetRow)]
    found = header_of([row.cells for row in readable], declared)
    return _Header(sheet, readable[found[0]].number, found[1]) if found else None


def _below(
    header: _Header, rows: _Rows, name: str, context: SourceContext
) -> Iterator[Profile | Problem]:
    seen: set[bytes] = set()
    number = 0
    for row in rows:
        if isinstance(row, UnreadableText):
            yield unreadable(name)
            continue
        if isinstance(row, BrokenRow):
            yield problem(
                name,
                f"A row of {name} after row {number} cannot be read: a field or line is too long.",
                "Look for a quotation mark that is opened and never closed.",
            )
            continue
        number = row.number
        if number <= header.number or not any(cell.strip() for cell in row.cells):
            continue
        entry = _entry(row, header, seen)
        for one in (entry, *_shown_name(row, header, entry, seen)):
            profile = profile_from(one, context)
            if profile is not None:
                yield profile


def _shown_name(row: SheetRow, header: _Header, entry: Entry, seen: set[bytes]) -> Iterator[Entry]:
    """The name under which a service of tags shows the number, once for each stretch of rows."""
    position = header.columns.get("name")
    if entry.tag_count is None or position is None or position >= len(row.cells):
        return
    shown = row.cells[position]
    is_another = bool(shown.strip()) and shown != entry.name
    if is_another and _is_first(f"name {shown} of {entry.untrusted_numbers}", seen):
        yield Entry(
            profile_id=f"{entry.profile_id} name",
            name=shown,
            untrusted_numbers=entry.untrusted_numbers,
        )


def _entry(row: SheetRow, header: _Header, seen: set[bytes]) -> Entry:
    def cell(field: str) -> str:
        position = header.columns.get(field)
        return row.cells[position] if position is not None and position < len(row.cells) else ""

    is_tag = is_about_tags(header.columns)
    return Entry(
        profile_id=_profile_id(tidy(cell("profile_id")), row, seen),
        first_name=cell("first_name"),
        surname=cell("surname"),
        name=cell("tag") or cell("name") if is_tag else cell("name") or cell("tag"),
        untrusted_numbers=_numbers(cell("phone")),
        birth_date=cell("birth_date"),
        city=cell("city"),
        relatives=tuple(_SEVERAL.split(cell("relatives"))),
        groups=(*_SEVERAL.split(cell("groups")), *_SEVERAL.split(cell("unit"))),
        user_name=cell("user_name"),
        account_id=cell("account_id"),
        tag_count=read_count(cell("count")) if is_tag else None,
    )


def _profile_id(declared: str, row: SheetRow, seen: set[bytes]) -> str:
    """The declared id if it is the first of its kind, else the place of the row."""
    place = f"{row.sheet}!row {row.number}" if row.sheet else f"row {row.number}"
    return declared if declared and _is_first(declared, seen) else place


def _is_first(text: str, seen: set[bytes]) -> bool:
    """Whether this stands here for the first time; cells may be long, so digests are kept."""
    key = blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
    is_new = key not in seen
    seen.add(key)
    return is_new


def read_count(text: str) -> int:
    """How often a tag was given: whole and not negative; 1 where nothing readable is said, since
    the tag itself stands there."""
    written = re.sub(r"\s", "", text[:40])
    if _THOUSANDS.match(written):
        written = re.sub(r"[.,]", "", written)
    match = _COUNT.match(written)
    return int(match[1]) if match else 1


def _numbers(cell: str) -> tuple[str, ...]:
    """The numbers of one cell; a decimal comma of a spreadsheet is no separator."""
    if _SPREADSHEET_NOTATION.match(cell):
        return (cell,)
    return tuple(_SEVERAL_NUMBERS.split(cell))
