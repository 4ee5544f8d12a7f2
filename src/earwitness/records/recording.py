"""Recordings as received, and what their file names and call lists declare."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One audio file as received; its identity is its SHA-256 (lower-case hex)."""

    sha256: str
    byte_size: int
    source_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRecord:
    """One arrival of a recording. The same bytes under two names are two of these.

    `source_path` is as the user gave it; times are aware datetimes. `delivery` is the id of a
    delivery; in old cases free text.
    """

    sha256: str
    source_path: str
    source_name: str
    modified_at: datetime
    delivery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNameFacts:
    """What a file name declares. A number in a name has no role unless the pattern gives one.

    `direction` is "incoming" or "outgoing", seen from the phone that recorded. `start_doubt`
    says why a written time names no moment (clocks skipped it or showed it twice).
    """

    pattern: str
    started_at: datetime | None = None
    untrusted_caller: str = ""
    untrusted_called: str = ""
    untrusted_numbers: tuple[str, ...] = ()
    direction: str = ""
    start_doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallListRow:
    """One row of a call list (CDR), as handed over.

    `row_number` counts lines of the file from 1. `started_at` is aware; the time zone was
    declared by the list or by the case. Empty strings mean that the list does not say.
    `cell` is the first cell of the call, `last_cell` the one in which it ended; `direction` as
    written. `observations` say in plain words what is odd about the row: a check digit that
    does not fit, a time that no clock showed. Nothing is dropped for it.
    """

    list_name: str
    list_sha256: str
    row_number: int
    untrusted_caller: str = ""
    untrusted_called: str = ""
    started_at: datetime | None = None
    duration_ms: int | None = None
    file_name: str = ""
    imei: str = ""
    imsi: str = ""
    cell: str = ""
    raw: tuple[tuple[str, str], ...] = ()
    last_cell: str = ""
    direction: str = ""
    observations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """How one call list was read; reading it otherwise is another reading beside this one.

    `shape` is a digest of the heading, `headings` the heading as written. `columns_used` maps
    our field names to headings; `columns` is the part of it that a person gave. `mapping` says
    where the columns come from: "words" that we know, "given" by a person, "remembered" from an
    earlier list of this shape (`remembered_from`, its name). `notes` say what was assumed or set
    aside. `recorded_at` is aware.
    """

    list_sha256: str
    list_name: str
    shape: str
    headings: tuple[str, ...]
    columns_used: dict[str, str]
    recorded_at: datetime
    recorded_by: str
    mapping: str = "words"
    columns: dict[str, str] = field(default_factory=dict)
    remembered_from: str = ""
    notes: tuple[str, ...] = ()
    reading: int = 1
    row_count: int = 0
