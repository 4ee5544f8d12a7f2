"""What people write into a transcript: edits tied to spans of the sound, in a line of versions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from earwitness.records.hearing import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanEdit:
    """What a person says about a span of a recording, on one channel (None: on all).

    `turns` is what is said there; none of them: nothing is said there; None: the words stay those
    that lead without this edit. An empty `speaker_label` or `language`, and a `translation` of
    None, are not said. `heard` is the text that the machine, or a handed-in transcript, had in the
    span when it was edited.
    """

    start_ms: int
    end_ms: int
    channel: int | None
    turns: tuple[Turn, ...] | None
    speaker_label: str = ""
    language: str = ""
    translation: str | None = None
    heard: str = ""


class VersionKind(StrEnum):
    """How a version came about."""

    EDIT = "edit"
    IMPORT = "import"
    REVERT = "revert"


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptVersion:
    """One version of a recording's transcript, made by a person; numbers begin with 1.

    `based_on` is the version that its author saw (0: the machine's, or a handed-in one), and
    `base_digest` the digest of the turns beneath all versions then. `standing` are the versions
    whose edits are in force with this one, itself among them if it edits. `source` is the name of
    an imported file.
    """

    sha256: str
    number: int
    kind: VersionKind
    based_on: int
    base_digest: str
    standing: tuple[int, ...]
    author: str
    at: datetime
    why: str = ""
    source: str = ""
    edits: tuple[SpanEdit, ...] = ()


class ConflictKind(StrEnum):
    """Why a person should look at an edit again. The edit leads all the same."""

    HEARD_ANEW = "heard_anew"
    CUT_WORD = "cut_word"
    CONCURRENT = "concurrent"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditConflict:
    """An edit that no longer sits on what its author saw.

    `heard_anew`: the words beneath are others now (`heard_now`). `cut_word`: a word beneath crosses
    the edge of the span, so that one may stand twice or be lost. `concurrent`: `other` changed
    the same span, and the author had not seen it.
    """

    version: int
    kind: ConflictKind
    start_ms: int
    end_ms: int
    heard_then: str = ""
    heard_now: str = ""
    other: int = 0
