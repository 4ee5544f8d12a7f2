"""Telephone numbers that are said in a call."""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How far the words give one number.

    COMPLETE: the digits as said are one line. PARTIAL: fewer digits than a number has; they are
    kept and never completed. UNCLEAR: a line comes out only if the words are grouped in another
    way than they were heard ("двести, десять" as 210).
    """

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenNumber:
    """A number said in a recording, with a pointer to its words.

    `start_ms` and `end_ms` are of its words where they were timed, else of their turns;
    `turn_starts_ms` are the starts of the turns that hold it (several where it was dictated in
    pieces). `digits` are as said, with "+" if that was said. `line` (E.164) is set exactly when
    the certainty is COMPLETE; `candidates` are lines that an UNCLEAR one may be. `corrected`: the
    speaker took something back while saying it.
    """

    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    turn_starts_ms: tuple[int, ...]
    speaker_label: str
    quote: str
    digits: str
    certainty: Certainty
    line: str | None = None
    candidates: tuple[str, ...] = ()
    corrected: bool = False
