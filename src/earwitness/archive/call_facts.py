"""What is known of a recording before its call is known, and what makes one call."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from earwitness.records.recording import CallListRow, FileNameFacts

# The exchange's row and the recorder's file name are written by two clocks of one machine room.
TIME_TOLERANCE = timedelta(seconds=2)
# Nine digits are what +380 97 000 34 05, 0 97 000 34 05 and 8 955 214 30 18 keep in common with
# their international forms; fewer would join strangers.
TAIL_DIGITS = 9
LETTER = re.compile(r"[^\W\d_]")
NOT_DIGIT = re.compile(r"[^0-9]")

Recordings = tuple["RecordingFacts", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFacts:
    """What is known of one recording before its call is known.

    `source_names` are all names under which its bytes arrived; `name_facts` what they declare;
    `duration_ms` of decoded sound, None before decoding.
    """

    sha256: str
    source_names: tuple[str, ...]
    name_facts: FileNameFacts | None = None
    duration_ms: int | None = None


@dataclass(slots=True, kw_only=True)
class Bundle:
    """What makes one call: recordings, rows, and doubts about why they belong together."""

    recordings: Recordings
    rows: list[CallListRow]
    notes: list[str]


def number_tail(untrusted_number: str) -> str:
    """The last nine digits of a number, "" if it has fewer (withheld, damaged, an extension)."""
    if LETTER.search(untrusted_number):
        return ""
    digits = NOT_DIGIT.sub("", untrusted_number)
    return digits[-TAIL_DIGITS:] if len(digits) >= TAIL_DIGITS else ""


def numbers_in_name(facts: FileNameFacts | None) -> tuple[str, ...]:
    """All numbers that a file name carries, with or without a role."""
    if facts is None:
        return ()
    numbers = (facts.untrusted_caller, facts.untrusted_called, *facts.untrusted_numbers)
    return tuple(number for number in numbers if number)


def start_in_names(recordings: Recordings) -> datetime | None:
    """The start that the recordings' names declare, None if none does."""
    starts = (one.name_facts.started_at for one in recordings if one.name_facts)
    return min((start for start in starts if start is not None), default=None)
