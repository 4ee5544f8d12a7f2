"""Recordings as received, and what their file names and call lists declare."""

from dataclasses import dataclass
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

    `source_path` is as the user gave it; times are aware datetimes.
    """

    sha256: str
    source_path: str
    source_name: str
    modified_at: datetime
    delivery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNameFacts:
    """What a file name declares. A number in a name has no role unless the pattern gives one."""

    pattern: str
    started_at: datetime | None = None
    untrusted_caller: str = ""
    untrusted_called: str = ""
    untrusted_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallListRow:
    """One row of a call list (CDR), as handed over.

    `row_number` counts lines of the file from 1. `started_at` is aware; the time zone was
    declared by the list or by the case. Empty strings mean that the list does not say.
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
