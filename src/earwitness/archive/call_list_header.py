"""Finding the heading of a call list between the provider's lines and the calls."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from earwitness.archive.call_list_words import FIELDS, field_of, normal_heading
from earwitness.archive.tables import TableRow
from earwitness.archive.written_durations import DurationUnit
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.canonical import digest

MappedBy = Literal["words", "remembered", "given"]

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
    column of each field that was found. `mapping` says where the columns come from, `columns`
    is the part that a person gave.
    """

    position: int
    headings: tuple[str, ...]
    fields: Mapping[str, int]
    mapping: MappedBy = "words"
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[int, int]:
        """How far this heading is to be preferred: a person's word first, then more fields."""
        return ("words", "remembered", "given").index(self.mapping), len(self.fields)

    @property
    def columns_used(self) -> dict[str, str]:
        """Our name of each field to the list's own heading."""
        return {name: self.headings[column] for name, column in self.fields.items()}

    @property
    def duration_unit(self) -> DurationUnit:
        """In what a bare number counts, by the heading ("Длительность, мин"); seconds if silent."""
        heading = self.columns_used.get("duration", "")
        if MILLISECONDS.search(heading):
            return "ms"
        return "min" if MINUTES.search(heading) else "s"


def shape_of(headings: Sequence[str]) -> str:
    """What lists of one source share: a digest of their headings, in order, as normal words."""
    words = [normal_heading(heading) for heading in headings]
    while words and not words[-1]:
        words.pop()
    return digest(words)


def find_header(
    rows: Sequence[TableRow],
    columns: Mapping[str, str],
    remembered: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Header | None:
    """The row that heads the table, None if there is none among the first rows.

    It is the row with most known fields, the first of equals, if they speak of calls.
    `columns` maps our names to the list's headings and outweighs the words we know; if given,
    all of its headings must stand in the row. `remembered` holds such mappings by the shape of
    a heading; they count where `columns` do not fit.

    Raises:
        CaseUnusable: `columns` has a name that is none of ours.
    """
    refuse_unknown_names(columns)
    best: Header | None = None
    for position, row in enumerate(rows[:MAX_ROWS_ABOVE]):
        header = header_of(position, row, columns, remembered)
        if header is not None and (best is None or header.rank > best.rank):
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


def header_of(
    position: int,
    row: TableRow,
    columns: Mapping[str, str],
    remembered: Mapping[str, Mapping[str, str]],
) -> Header | None:
    """The row read as a heading, None if it is not one."""
    mapping, own = mapping_of(row, columns, remembered)
    fields = mapped_fields(row, own)
    if fields is None:
        return None
    add_known_words(row, fields)
    if mapping == "words" and not speaks_of_calls(fields.keys()):
        return None
    return Header(
        position=position, headings=row.cells, fields=fields, mapping=mapping, columns=own
    )


def mapping_of(
    row: TableRow, columns: Mapping[str, str], remembered: Mapping[str, Mapping[str, str]]
) -> tuple[MappedBy, Mapping[str, str]]:
    """Which mapping holds for this row: what was given if it fits, else what is remembered."""
    if columns and mapped_fields(row, columns) is not None:
        return "given", columns
    known = remembered.get(shape_of(row.cells)) if remembered else None
    if known and mapped_fields(row, known) is not None:
        return "remembered", known
    return ("given", columns) if columns else ("words", {})


def add_known_words(row: TableRow, fields: dict[str, int]) -> None:
    """Add the fields whose headings are words that we know, where no mapping has them."""
    taken = set(fields.values())
    for column, heading in enumerate(row.cells):
        named = field_of(heading) if column not in taken else None
        if named is None and "lac" in fields and normal_heading(heading) == "cid":
            named = "cell"  # beside an area code it is the cell's id, not a caller's
        if named is not None and named not in fields:
            fields[named] = column


def speaks_of_calls(fields: Collection[str]) -> bool:
    """Whether these fields together can only head a call list: a line or a file, and beside it
    another line or something that calls have and contacts have not."""
    anchors = [name for name in fields if name in PARTIES or name == "file"]
    return len(anchors) >= 2 or bool(anchors and CALL_ONLY.intersection(fields))


def mapped_fields(row: TableRow, columns: Mapping[str, str]) -> dict[str, int] | None:
    """The columns of all mapped headings, None if one of them is not in the row."""
    headings = [normal_heading(cell) for cell in row.cells]
    fields = {}
    for name, heading in columns.items():
        wanted = normal_heading(heading)
        if wanted not in headings:
            return None
        fields[name] = headings.index(wanted)
    return fields
