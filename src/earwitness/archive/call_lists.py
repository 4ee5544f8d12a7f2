"""Reading a call list (CDR) of any layout into rows, problems and notes."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial
from pathlib import Path

from earwitness.archive.call_list_header import Header, find_header, shape_of
from earwitness.archive.call_list_rows import (
    MOMENT_FIELDS,
    ListContext,
    ReadRow,
    is_remark,
    read_row,
)
from earwitness.archive.containers import OLE_MAGIC, ZIP_MAGIC
from earwitness.archive.foreign_files import read_foreign, shown
from earwitness.archive.tables import DELIMITERS, Sheet, TableRow, split_rows
from earwitness.archive.text_files import SAMPLE_BYTES, candidate_encodings, decode, is_text
from earwitness.archive.time_zones import declared_zones, zone_of_case
from earwitness.archive.workbooks import read_workbook
from earwitness.archive.written_times import slash_order_of
from earwitness.records.errors import InputUnusable
from earwitness.records.problem import Problem
from earwitness.records.recording import CallListRow

MAX_BYTES = 2**30
SAMPLE_CHARACTERS = 2**16
STAGE = "intake"
MOST_NAMED = 10

FindHeader = Callable[[Sequence[TableRow]], Header | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallListReading:
    """A call list as read.

    `columns_used` maps our field names to the list's headings; `notes` say in plain words what
    was assumed (the time zone) or set aside (remarks, unanswered calls). `shape`, `headings`,
    `mapping` and `columns` are as in `records.recording.ListReading`.
    """

    rows: tuple[CallListRow, ...]
    problems: tuple[Problem, ...]
    columns_used: dict[str, str]
    list_sha256: str
    notes: tuple[str, ...] = ()
    shape: str = ""
    headings: tuple[str, ...] = ()
    mapping: str = "words"
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """The sheet that is a call list, its heading, and what is to be said about the choice."""

    sheet: Sheet
    header: Header
    notes: tuple[str, ...] = ()


def read_call_list(
    untrusted_path: Path,
    *,
    time_zone: str,
    columns: Mapping[str, str] | None = None,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
) -> CallListReading:
    """Read CSV (`;` `,` tab `|`, any usual encoding) or a spreadsheet (XLSX, XLSB, XLS, ODS).

    Lines above the heading and remarks below the calls are set aside. Times are in the zone
    that a cell, the heading or the lines above declare, else in `time_zone` (IANA). A row that
    can be read in part is kept, with a Problem that names its row. Numbers stay as written.
    `columns` maps our fields to headings; `remembered` holds such mappings by the shape of the
    heading they were given for.

    Raises:
        InputUnusable: unreadable, no table, without a heading that we know, or damaged.
        CaseUnusable: `columns` names no field of ours, or there is no such time zone.
    """
    case_zone = zone_of_case(time_zone)
    content = read_foreign(untrusted_path, max_bytes=MAX_BYTES)
    find = partial(find_header, columns=columns or {}, remembered=remembered or {})
    found = find_table(untrusted_path, content, find)
    if found is None:
        raise no_heading(untrusted_path, columns or {})
    zone, zone_note = zone_of_list(found, case_zone)
    context = ListContext(
        name=shown(Path(untrusted_path.name)),
        sha256=hashlib.sha256(content).hexdigest(),
        header=found.header,
        zone=zone,
        slash_order=slash_order_of(tuple(date_cells(found))),
    )
    body = [row for row in found.sheet.rows[found.header.position + 1 :] if not row.is_empty]
    calls = [row for row in body if not is_remark(row, found.header)]
    read = [(row.number, read_row(row, context)) for row in calls]
    remarks = len(body) - len(calls)
    return CallListReading(
        rows=tuple(one.row for _, one in read if one.row is not None),
        problems=tuple(problems_of(untrusted_path, read)),
        columns_used=found.header.columns_used,
        list_sha256=context.sha256,
        notes=(zone_note, *found.notes, *summary(read, remarks)),
        shape=shape_of(found.header.headings),
        headings=found.header.headings,
        mapping=found.header.mapping,
        columns=dict(found.header.columns),
    )


def no_heading(untrusted_path: Path, columns: Mapping[str, str]) -> InputUnusable:
    """The error for a file in which no heading of a call list was found."""
    wanted = f" with {', '.join(map(repr, columns.values()))}" if columns else ""
    return InputUnusable(
        f"{shown(untrusted_path)} has no heading{wanted} that a call list would have.",
        remedy='Map its columns with --columns "caller=THEIR HEADING", or under '
        "[intake.columns] in case.toml; or add a heading row.",
    )


def find_table(untrusted_path: Path, content: bytes, find: FindHeader) -> FoundTable | None:
    """The table in the file, None if there is none: of several sheets the first with a heading.

    Raises:
        InputUnusable: this is no table.
    """
    name = shown(untrusted_path)
    if content.startswith((*ZIP_MAGIC, OLE_MAGIC)):
        found = [
            FoundTable(sheet=sheet, header=header)
            for sheet in read_workbook(untrusted_path)
            if (header := find(sheet.rows)) is not None
        ]
        if len(found) > 1:
            note = f"{len(found) - 1} more sheets look like call lists and were not read"
            return FoundTable(sheet=found[0].sheet, header=found[0].header, notes=(note,))
        return found[0] if found else None
    return find_in_text(name, content, find)


def find_in_text(name: str, content: bytes, find: FindHeader) -> FoundTable | None:
    """The table of a text file in the encoding and with the delimiter that show most fields.

    Raises:
        InputUnusable: this is no text, or a web page.
    """
    if not is_text(content[:SAMPLE_BYTES]):
        raise InputUnusable(
            f"{name} is not a table.", remedy="Save the list as CSV (UTF-8) and name that file."
        )
    best: tuple[tuple[int, int], str, str] | None = None
    for encoding in candidate_encodings(content):
        sample = decode(content[:SAMPLE_BYTES], encoding)[:SAMPLE_CHARACTERS]
        refuse_web_page(name, sample)
        for delimiter in DELIMITERS:
            header = find(tuple(split_rows(sample, delimiter)))
            if header is not None and (best is None or header.rank > best[0]):
                best = (header.rank, encoding, delimiter)
    if best is None:
        return None
    rows = tuple(split_rows(decode(content, best[1]), best[2]))
    header = find(rows)
    return FoundTable(sheet=Sheet(name="", rows=rows), header=header) if header else None


def refuse_web_page(name: str, sample: str) -> None:
    """Let only plain tables pass; some operators' portals call a web page `.xls`.

    Raises:
        InputUnusable: the text is HTML or XML.
    """
    if sample.lstrip("\ufeff \r\n\t").lower().startswith(("<html", "<!doctype", "<?xml", "<table")):
        raise InputUnusable(
            f"{name} is a web page, not a table.",
            remedy="Open it in a spreadsheet program and save it as CSV (UTF-8).",
        )


def zone_of_list(found: FoundTable, case_zone: tzinfo) -> tuple[tzinfo, str]:
    """The zone of times without one, and a note on where it comes from."""
    header = found.header
    headings = [header.columns_used.get(field, "") for field in MOMENT_FIELDS]
    above = [" ".join(row.cells) for row in found.sheet.rows[: header.position]]
    for place, lines in (("heading", headings), ("lines above the table", above)):
        declared = declared_zones(lines)
        if len(declared) == 1:
            return declared[0].zone, f"times are read in {declared[0].words}, as the {place} say"
        if declared:
            words = ", ".join(one.words for one in declared)
            return case_zone, (
                f"the {place} name several time zones ({words}); times are read in {case_zone}, "
                "the case's"
            )
    return case_zone, f"the list names no time zone; times are read in {case_zone}, the case's"


def date_cells(found: FoundTable) -> Iterator[str]:
    """All cells in which a date may stand."""
    columns = [
        found.header.fields[field] for field in MOMENT_FIELDS if field in found.header.fields
    ]
    for row in found.sheet.rows[found.header.position + 1 :]:
        yield from (row.cells[column] for column in columns if column < len(row.cells))


def problems_of(path: Path, read: Sequence[tuple[int, ReadRow]]) -> Iterator[Problem]:
    """What could not be read, row by row."""
    name = shown(path)
    for number, one in read:
        for fault in one.faults:
            kept = "the rest of the row is kept" if one.row is not None else "it is left out"
            yield Problem(
                subject=name,
                stage=STAGE,
                what=f"{name}, row {number}: {fault}; {kept}.",
                remedy="Correct that row in a copy of the list and take in the copy.",
            )


def summary(read: Sequence[tuple[int, ReadRow]], remarks: int) -> Iterator[str]:
    """What was set aside, in one sentence each."""
    unanswered = [number for number, one in read if one.unanswered]
    roleless = [number for number, one in read if one.roleless]
    if remarks:
        yield f"{remarks} remarks among or below the calls were set aside"
    if unanswered:
        yield f"{len(unanswered)} calls are marked as unanswered (-1), the first in row " + str(
            unanswered[0]
        )
    if roleless:
        yield (
            f"{len(roleless)} rows do not say who called whom, the first is row {roleless[0]}; "
            "their numbers are kept without a role"
        )


def as_one(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems of one list as one, since a file has one open problem at a time.

    Each row also keeps its own faults among its observations.
    """
    if len(problems) < 2:
        return tuple(problems)
    named = " ".join(problem.what for problem in problems[:MOST_NAMED])
    more = len(problems) - MOST_NAMED
    first = problems[0]
    rest = f" And {more} more rows." if more > 0 else ""
    return (
        Problem(
            subject=first.subject,
            stage=first.stage,
            what=f"{len(problems)} faults. {named}{rest}",
            remedy="Correct these rows in a copy of the list and take in the copy.",
        ),
    )
