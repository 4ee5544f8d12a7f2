"""Calls: conversations between two lines."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NumberKind(StrEnum):
    """What an `untrusted_number` turned out to be."""

    LINE = "line"
    WITHHELD = "withheld"
    DAMAGED = "damaged"
    SHORT = "short"
    UNREADABLE = "unreadable"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedNumber:
    """A number as written, and the line in E.164 if it could be read; never a guess."""

    untrusted_number: str
    kind: NumberKind
    number_e164: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A conversation: two lines, a start, a duration; none, one or several recordings.

    `recordings` are SHA-256. `caller` and `called` are E.164 or None; what was written stays in
    the `untrusted_` fields. `list_rows` are "list_sha256:row_number". `notes` are conflicts and
    doubts in plain words ("the file name says …, the list says …").
    """

    id: str
    recordings: tuple[str, ...] = ()
    list_rows: tuple[str, ...] = ()
    untrusted_caller: str = ""
    untrusted_called: str = ""
    caller: str | None = None
    called: str | None = None
    started_at: datetime | None = None
    duration_ms: int | None = None
    notes: tuple[str, ...] = ()
