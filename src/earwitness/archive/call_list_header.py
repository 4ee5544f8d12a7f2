"""Finding the heading of a call list between the provider's lines and the calls."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from earwitness.archive.call_list_words import FIELDS, field_of, normal_heading
from earwitness.archive.tables import TableRow
from earwitness.archive.written_durations import DurationUnit
from earwitness.records.errors import CaseUnusable

# Operators put letterheads and terms above their tables, never this many lines of them.
MAX_ROWS_ABOVE = 100
PARTIES = frozenset({"caller", "called", "subscriber", "other"})
CALL_ONLY = frozenset({"start", "date", "time", "duration", "direction"})
MINUTES = re.compile(
    r"\b(?:min|mins|minutes|мин|минут\w*|хв|хвилин\w*)\b(?!\s*[:.]?\s*(?:s|с))", re.I
)
MILLISECONDS = re.compile(r"\b(?:ms|msec|мс|milliseconds?)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the heading is and what it means.

    `position` counts rows of the table from 0; `headings` are as written; `fields` give the
    column of each field that was found.
    """

    position: int
    headings: tuple[str, ...]
    fields: Mapping[str, int]

    @property
    def columns_used(self) -> dict[str, str]:
        """Our name of each field to the list's own heading."""
        return {field: self.headings[column] for field, column in self.fields.items()}

    @property
    def duration_unit(self) -> DurationUnit:
        """In what a bare number counts, by the heading ("Длительность, мин"); seconds if silent."""
        heading = self.columns_used.get("duration", "")
        if MILLISECONDS.search(heading):
            return "ms"
        return "min" if MINUTES.search(heading) else "s"


def find_header(rows: Sequence[TableRow], columns: Mapping[str, str]) -> Header | None:
    """The row that heads the table, None if there is none among the first rows.

    It is the row with most known fields, the first of equals, if they speak of calls.
    `columns` maps our names to the list's headings and outweighs the words we know; if given,
    all of its headings must stand in the row.

    Raises:
        CaseUnusable: `columns` has a name that is none of ours.
    """
    refuse_unknown_names(columns)
    best: Header | None = None
    for position, row in enumerate(rows[:MAX_ROWS_ABOVE]):
        header = header_of(position, row, columns)
        if header is not None and (best is None or len(header.fields) > len(best.fields)):
            best = header
    return best


def refuse_unknown_names(columns: Mapping[str, str]) -> None:
    """Let only mappings of our own field names pass.

    Raises:
        CaseUnusable: there is another name.
    """
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise CaseUnusable(
            f"The setting intake.columns has a name that is no field: {unknown[0]!r}.",
            remedy=f"Use {', '.join(FIELDS)}.",
        )


def header_of(position: int, row: TableRow, columns: Mapping[str, str]) -> Header | None:
    """The row read as a heading, None if it is not one."""
    fields = mapped_fields(row, columns)
    if fields is None:
        return None
    taken = set(fields.values())
    for column, heading in enumerate(row.cells):
        field = field_of(heading) if column not in taken else None
        if field is not None and field not in fields:
            fields[field] = column
    is_heading = bool(columns) or speaks_of_calls(fields.keys())
    return Header(position=position, headings=row.cells, fields=fields) if is_heading else None


def speaks_of_calls(fields: Collection[str]) -> bool:
    """Whether these fields together can only head a call list: a line or a file, and beside it
    another line or something that calls have and contacts have not."""
    anchors = [field for field in fields if field in PARTIES or field == "file"]
    return len(anchors) >= 2 or bool(anchors and CALL_ONLY.intersection(fields))


def mapped_fields(row: TableRow, columns: Mapping[str, str]) -> dict[str, int] | None:
    """The columns of all mapped headings, None if one of them is not in the row."""
    headings = [normal_heading(cell) for cell in row.cells]
    fields = {}
    for field, heading in columns.items():
        wanted = normal_heading(heading)
        if wanted not in headings:
            return None
        fields[field] = headings.index(wanted)
    return fields
