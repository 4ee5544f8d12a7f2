"""Laying out recordings and rows: of a recording no more than what may join it to something."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from earwitness.archive.call_facts import (
    TIME_TOLERANCE,
    RecordingFacts,
    number_tail,
    numbers_in_name,
    start_in_names,
)
from earwitness.archive.recording_names import name_key, stem_key
from earwitness.records.recording import CallListRow
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json

ID_DIGITS = 12
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
TOLERANCE = TIME_TOLERANCE // MICROSECOND
LEGS = ("in", "out")
"""Asterisk's Monitor writes what is heard on each side into `NAME-in` and `NAME-out`."""


def lay_out_rows(store: sqlite3.Connection, rows: Iterable[CallListRow]) -> None:
    """Every row, with what it is found by; of two at the same place the later one."""
    store.executemany(
        "insert or replace into listed values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                row.list_sha256,
                row.row_number,
                key_bytes(name_key(row.file_name)) if row.file_name else None,
                key_bytes(stem_key(row.file_name)) if row.file_name else None,
                microseconds(row.started_at),
                tails((row.untrusted_caller, row.untrusted_called)),
                row_call_id(row),
                json.dumps(to_json(row)),
            )
            for row in rows
        ),
    )


def lay_out_recordings(store: sqlite3.Connection, recordings: Iterable[RecordingFacts]) -> None:
    """Of each recording what may join it to a row or to its other leg; most leave nothing."""
    for one in recordings:
        keys = {stem_key(name) for name in one.source_names}
        is_leg = lay_out_legs(store, one, keys)
        fits = {("name", name_key(name)) for name in one.source_names}
        fits |= {("stem", key) for key in keys}
        if is_leg:
            fits |= {("pair", key.rpartition("-")[0]) for key in keys}
        for fit, key in fits:
            lay_out_name(store, one.sha256, fit, key_bytes(key))
        lay_out_start(store, one, is_leg=is_leg)


def lay_out_legs(store: sqlite3.Connection, one: RecordingFacts, keys: Iterable[str]) -> bool:
    """A recording whose name ends as a leg's does, kept whole for the call of both."""
    parts = [(stem, side) for stem, _, side in (key.rpartition("-") for key in keys)]
    legs = [(stem, side) for stem, side in parts if stem and side in LEGS]
    for stem, side in legs:
        store.execute("insert into leg values (?, ?, ?)", (key_bytes(stem), side, one.sha256))
    if legs:
        body = json.dumps(to_json(one))
        store.execute("insert into sound values (?, ?)", (one.sha256, body))
    return bool(legs)


def lay_out_name(store: sqlite3.Connection, sha256: str, fit: str, key: bytes) -> None:
    """A recording's name, if a row asks for it."""
    column = "name" if fit == "name" else "stem"
    asked = f"select 1 from listed where {column} = ? limit 1"
    if store.execute(asked, (key,)).fetchone():
        store.execute("insert into named values (?, ?, ?)", (key, fit, sha256))


def lay_out_start(store: sqlite3.Connection, one: RecordingFacts, *, is_leg: bool) -> None:
    """The start that a recording's name declares, if a row has about the same. That of a leg
    always, since the earlier one of both counts; and its numbers even without a start, since both
    legs have the numbers of their call."""
    start = microseconds(start_in_names((one,)))
    if is_leg or (start is not None and is_near_a_row(store, start)):
        numbers = tails(numbers_in_name(one.name_facts))
        store.execute("insert into timed values (?, ?, ?)", (one.sha256, start, numbers))


def is_near_a_row(store: sqlite3.Connection, start: int) -> bool:
    """Whether a row has about this start, in microseconds."""
    near = "select 1 from listed where start between ? and ? limit 1"
    return bool(store.execute(near, (start - TOLERANCE, start + TOLERANCE)).fetchone())


def row_of(body: str) -> CallListRow:
    """A row that was laid out."""
    return from_json(json.loads(body), CallListRow)


def recording_of(body: str) -> RecordingFacts:
    """A leg that was laid out."""
    return from_json(json.loads(body), RecordingFacts)


def row_call_id(row: CallListRow) -> str:
    """The id of the call that a row without a recording makes: it follows from its place."""
    place = {"list_sha256": row.list_sha256, "row_number": row.row_number}
    return f"call-{digest(place)[:ID_DIGITS]}"


def key_bytes(key: str) -> bytes:
    """A name's key as it is compared and ordered: as text would be, whatever it holds."""
    return key.encode("utf-8", "surrogatepass")


def tails(untrusted_numbers: Iterable[str]) -> str:
    """The tails of the numbers that can be read, with spaces between."""
    return " ".join(filter(None, map(number_tail, untrusted_numbers)))


def microseconds(moment: datetime | None) -> int | None:
    """Microseconds since 1970, exact."""
    return None if moment is None else (moment - EPOCH) // MICROSECOND
