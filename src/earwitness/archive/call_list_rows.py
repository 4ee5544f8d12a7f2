"""One row of a call list, read field by field; what cannot be read stays empty."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from earwitness.archive.call_list_header import PARTIES, Header
from earwitness.archive.row_observations import observations_of
from earwitness.archive.tables import TableRow
from earwitness.archive.written_durations import is_unanswered, read_duration
from earwitness.archive.written_times import (
    NOTHING,
    SlashOrder,
    WrittenMoment,
    aware,
    clock_doubt,
    read_moment,
)
from earwitness.records.recording import CallListRow

INCOMING = re.compile(r"^(?:вх|in\b|incoming|mt\b|mtc|terminat|прийн|принят)", re.IGNORECASE)
OUTGOING = re.compile(r"^(?:исх|вих|out\b|outgoing|mo\b|moc|originat)", re.IGNORECASE)
TOTALS = re.compile(r"^(?:итого|всего|усього|разом|загалом|total|sum)\b", re.IGNORECASE)
# A remark below the table is one cell that is no number; a broken row begins with a number.
NUMBER_LIKE = re.compile(r"[+(\d][\d\s().+-]{5,}")
MOMENT_FIELDS = ("start", "date", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListContext:
    """What holds for all rows of one list."""

    name: str
    sha256: str
    header: Header
    zone: tzinfo
    slash_order: SlashOrder | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row as read: None if nothing of it can be used. `faults` say what could not be read;
    `unanswered` and `roleless` mark rows that the reading sums up in one note."""

    row: CallListRow | None
    faults: tuple[str, ...] = ()
    unanswered: bool = False
    roleless: bool = False


def is_remark(row: TableRow, header: Header) -> bool:
    """Whether a row is no call: a legend, a total, or the heading again on a new page."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) == 1 and not NUMBER_LIKE.fullmatch(filled[0]):
        return True
    return bool(TOTALS.match(filled[0])) or row.cells == header.headings


def read_row(row: TableRow, context: ListContext) -> ReadRow:
    """Read one row that is not empty and no remark."""
    header = context.header
    if any(row.cells[len(header.headings) :]):
        fault = "has more cells than the heading, so that no cell can be trusted to its column"
        return ReadRow(row=None, faults=(fault,))
    cell = cell_reader(row, header)
    caller, called, roleless = parties(cell, header)
    started_at, fault = start_of(cell, context)
    read = CallListRow(
        list_name=context.name,
        list_sha256=context.sha256,
        row_number=row.number,
        untrusted_caller=caller,
        untrusted_called=called,
        started_at=started_at,
        duration_ms=read_duration(cell("duration"), unit=header.duration_unit),
        file_name=cell("file"),
        imei=cell("imei"),
        imsi=cell("imsi"),
        cell=joined(cell("lac"), cell("cell")),
        last_cell=joined(cell("last_lac"), cell("last_cell")),
        direction=cell("direction") or cell("type"),
        raw=raw_of(row, header),
    )
    if not says_something(read, cell):
        return ReadRow(row=None, faults=("has neither a number, nor a time, nor a file",))
    faults = (*missing_cells(row, header), *([fault] if fault else []), *duration_fault(read, cell))
    unanswered = is_unanswered(cell("duration"))
    service = cell("type") or cell("direction")
    odd = tuple(observations_of(read, unanswered=unanswered, service=service))
    observed = (*(f"the row {fault}" for fault in faults), *odd)
    return ReadRow(
        row=replace(read, observations=observed),
        faults=faults,
        unanswered=unanswered,
        roleless=roleless,
    )


def joined(area: str, cell: str) -> str:
    """A cell with its area code, where that has a column of its own."""
    return "-".join(part for part in (area, cell) if part)


def cell_reader(row: TableRow, header: Header) -> Callable[[str], str]:
    """A function from a field's name to its cell, "" where the row or the list has none."""

    def cell(field: str) -> str:
        column = header.fields.get(field)
        return row.cells[column] if column is not None and column < len(row.cells) else ""

    return cell


def parties(cell: Callable[[str], str], header: Header) -> tuple[str, str, bool]:
    """(caller, called, whether the row hides which of its numbers is which).

    In a statement about one subscriber the direction gives the roles. Without a column for
    the direction, and with only one column of numbers beside it, the subscriber calls.
    """
    caller, called = cell("caller"), cell("called")
    subscriber, other = cell("subscriber"), cell("other")
    if not subscriber and not other:
        return caller, called, False
    direction = direction_of(cell("direction")) or direction_of(cell("type"))
    if direction == "incoming":
        return caller or other, called or subscriber, False
    has_roles = header.fields.keys().isdisjoint(("direction", "type", "other"))
    if direction == "outgoing" or has_roles:
        return caller or subscriber, called or other, False
    return caller, called, not (caller and called)


def direction_of(written: str) -> str:
    """ "incoming" or "outgoing" as seen from the subscriber, "" if it says neither."""
    if INCOMING.match(written):
        return "incoming"
    return "outgoing" if OUTGOING.match(written) else ""


def start_of(cell: Callable[[str], str], context: ListContext) -> tuple[datetime | None, str]:
    """The start of the call and, if it was written but cannot be read, the fault.

    Date and time may share a cell or have their own; whichever cell has a part gives it.
    """
    texts = [cell(field) for field in MOMENT_FIELDS if cell(field)]
    if not texts:
        return None, ""
    moments = [read_moment(text, slash_order=context.slash_order) for text in texts]
    day = next((moment.day for moment in moments if moment.day is not None), None)
    with_clock = (moment for moment in moments if moment.clock is not None)
    clocked: WrittenMoment = next(with_clock, NOTHING)
    if day is not None and clocked.clock is not None:
        doubt = "" if clocked.zone else clock_doubt(day, clocked.clock, context.zone)
        if doubt:
            return None, f"has a time that {doubt}"
        return aware(day, clocked.clock, clocked.zone or context.zone), ""
    if NOTHING in moments:
        return None, "has a date or time that is impossible or can be read in two ways"
    return None, "has a date without a time of day, or a time of day without a date"


def raw_of(row: TableRow, header: Header) -> tuple[tuple[str, str], ...]:
    """Every filled cell under its heading, as written."""
    return tuple(
        (heading or f"column {column}", cell)
        for column, (heading, cell) in enumerate(
            zip(header.headings, row.cells, strict=False), start=1
        )
        if cell
    )


def says_something(row: CallListRow, cell: Callable[[str], str]) -> bool:
    """Whether the row has a number, a time or a file, by which it can be a call."""
    numbers = "".join(cell(field) for field in PARTIES)
    return bool(row.started_at or row.file_name or sum(map(str.isdigit, numbers)) >= 3)


def missing_cells(row: TableRow, header: Header) -> tuple[str, ...]:
    """The fault of a row that ends before the lines or the time; shorter tails are usual."""
    needed = [
        column
        for field, column in header.fields.items()
        if field in PARTIES or field in MOMENT_FIELDS
    ]
    if needed and len(row.cells) <= max(needed):
        return (f"ends after {len(row.cells)} of {len(header.headings)} cells",)
    return ()


def duration_fault(row: CallListRow, cell: Callable[[str], str]) -> tuple[str, ...]:
    """The fault of a duration that is written but not understood."""
    text = cell("duration")
    if row.duration_ms is not None or not text or is_unanswered(text):
        return ()
    return ("has a duration that cannot be read",)
