"""Registry tables of number ranges: taken in beside each other, each with its day."""

import hashlib
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from earwitness.archive.foreign_files import shown
from earwitness.archive.walk import find_files
from earwitness.crossing.number_ranges import PORTABILITY, RangeIndex, Row, contradictions
from earwitness.crossing.range_tables import BadRow, NotARangeTable, range_rows
from earwitness.records.errors import WrongUsage
from earwitness.records.number_range import RangeTable
from earwitness.records.problem import Problem
from earwitness.runtime.progress import Progress
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import number_ranges, problems
from earwitness.runtime.store.connection import writing

STAGE = "ranges"
NAMED = 3
"""Rows that a problem names; the rest is counted."""

Answer = dict[str, Any]


def read_ranges(
    place: Workplace, untrusted_paths: Sequence[Path], as_of: str, *, progress: Progress
) -> tuple[RangeTable, ...]:
    """Take in every table below these paths as one of this day; those that were read now.

    Raises:
        WrongUsage: `as_of` is no day, or a table was taken in before with another day.
        CaseUnusable: the case cannot be written.
    """
    day = _day(as_of)
    found = list(find_files(untrusted_paths))
    progress.start("Reading tables of ranges", len(found), "files")
    tables = []
    try:
        for item in found:
            table = _read(place, item, day)
            tables.extend([table] if table else [])
            progress.advance(1)
    finally:
        progress.finish()
    return tuple(tables)


def list_ranges() -> list[Answer]:
    """Every table that was taken in, oldest first."""
    return [to_json(table) for table in number_ranges.all_tables()]


def range_index() -> RangeIndex:
    """All tables of the case, to be asked about lines."""
    tables = number_ranges.all_tables()
    return RangeIndex((table, number_ranges.rows_of(table)) for table in tables)


def caveat() -> str:
    """What a range does not say."""
    return PORTABILITY


def _day(as_of: str) -> str:
    try:
        return date.fromisoformat(as_of).isoformat()
    except ValueError as error:
        raise WrongUsage(
            f"{as_of!r} is no day.", remedy="Write the day of the table: --as-of 2022-03-01."
        ) from error


def _read(place: Workplace, item: Path | Problem, day: str) -> RangeTable | None:
    if isinstance(item, Problem):
        _keep(place, Problem(subject=item.subject, stage=STAGE, what=item.what, remedy=item.remedy))
        return None
    name = shown(Path(item.name))
    try:
        sha256 = _sha256(item)
        known = number_ranges.is_known(sha256)
        if known is not None:
            _refuse_another_day(known, day)
            return None
        rows, bad = _sorted_out(item)
    except OSError as error:
        _keep(place, _problem(item, f"{name} cannot be read: {error.strerror}."))
        return None
    except NotARangeTable:
        _keep(place, _problem(item, f"{name} is no table of number ranges."))
        return None
    table = RangeTable(
        id=f"ranges-{sha256[:6]}",
        source_name=name,
        sha256=sha256,
        as_of=day,
        range_count=len(rows),
        partial=bool(bad),
    )
    with writing(place.folder.database):
        number_ranges.add(table, rows, actor=place.actor)
        problems.solve(shown(item), STAGE)
        if told := _doubts(name, rows, bad):
            problems.keep(_problem(item, told))
    return table


def _sorted_out(path: Path) -> tuple[list[Row], list[BadRow]]:
    """Rows without repeats, and those that cannot be read. Names are held once."""
    rows: dict[Row, None] = {}
    bad = []
    for one in range_rows(path):
        if isinstance(one, BadRow):
            bad.append(one)
        else:
            first, last, country, *names = one
            region, operator, code = map(sys.intern, names)
            rows[first, last, country, region, operator, code] = None
    return list(rows), bad


def _doubts(name: str, rows: Sequence[Row], bad: Sequence[BadRow]) -> str:
    told = []
    if bad:
        named = "; ".join(f"row {one.row_number}: {one.what}" for one in bad[:NAMED])
        told.append(f"{len(bad)} rows of {name} cannot be read ({named}).")
    if overlapping := contradictions(rows):
        named = "; ".join(
            f"{one[0]} to {one[1]} and {other[0]} to {other[1]}"
            for one, other in overlapping[:NAMED]
        )
        told.append(
            f"{len(overlapping)} ranges of {name} overlap with others of another operator or "
            f"region ({named}). Lines in them are shown with all of them."
        )
    return " ".join(told)


def _refuse_another_day(known: RangeTable, day: str) -> None:
    if known.as_of != day:
        raise WrongUsage(
            f"{known.source_name} was taken in as a table of {known.as_of}, not of {day}.",
            remedy="Give the same day, or another file.",
        )


def _problem(path: Path, what: str) -> Problem:
    return Problem(
        subject=shown(path),
        stage=STAGE,
        what=what,
        remedy="The registry's CSV has the columns АВС/ DEF, От, До, Оператор, Регион; a table of "
        "another country first, last, operator, region.",
    )


def _keep(place: Workplace, problem: Problem) -> None:
    with writing(place.folder.database):
        problems.keep(problem)


def _sha256(path: Path) -> str:
    with path.open("rb") as untrusted_file:
        return hashlib.file_digest(untrusted_file, "sha256").hexdigest()
