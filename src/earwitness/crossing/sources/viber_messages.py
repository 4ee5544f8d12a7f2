"""Viber's message history as CSV: `Messages - Name.csv`, one a chat.

No public description of the format was found. Read are rows of five columns without a heading:
date, time, name, number, text, as users show them. Rows of other forms are counted and told.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from earwitness.crossing.numbers import parse_number
from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.day_order import DayOrder
from earwitness.crossing.sources.decoded_text import DecodedText
from earwitness.crossing.sources.delimited import BoundedLines, encoding_of
from earwitness.crossing.sources.entries import (
    problem,
    profile_from,
    read_numbers,
    unreadable,
)
from earwitness.crossing.sources.people_met import PeopleMet
from earwitness.records.call import NumberKind
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts

HEAD_BYTES = 64 * 1024
SHARE_OF_MESSAGES = 0.8
"""Rows of the head that must read as messages. Estimate."""

_DATE = re.compile(r"^(\d{1,4})([./\-])(\d{1,2})[./\-](\d{1,4})$")
_TIME = re.compile(r"^\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?$", re.IGNORECASE)
_SELF = frozenset(("me", "я", "you", "вы", "ви"))


def is_history(head: bytes) -> bool:
    """Whether a text begins as such a history."""
    encoding = encoding_of(head)
    if encoding is None:
        return False
    lines = head.decode(encoding, "replace").splitlines(keepends=True)
    lines = lines[:-1] if len(head) >= HEAD_BYTES else lines
    try:
        rows = [row for row in csv.reader(lines[:200]) if row]
    except csv.Error:
        return False
    messages = [row for row in rows if _is_message(row)]
    return bool(messages) and len(messages) >= SHARE_OF_MESSAGES * len(rows)


def read_history(
    raw: io.RawIOBase, file_name: str, prefix: str, context: SourceContext
) -> Iterator[Profile | Problem | SourceFacts]:
    """Who wrote, with number. Profile ids are `line 12`, after a prefix.

    Raises:
        OSError, InputUnusable: the stream cannot be read.
    """
    stream = io.BufferedReader(raw, HEAD_BYTES)
    encoding = encoding_of(stream.peek(HEAD_BYTES)) or "utf-8-sig"
    decoded = DecodedText(stream, encoding)
    text = io.TextIOWrapper(io.BufferedReader(decoded), "utf-8", "replace", newline="")
    rows = csv.reader(BoundedLines(text))
    people, days, owners = PeopleMet(), DayOrder(), dict[str, None]()
    count, others = 0, 0
    while True:
        start = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error:
            yield _broken_row(file_name, start)
            continue
        if not _is_message(row):
            others += any(cell.strip() for cell in row)
            continue
        count += 1
        _watch(days, row[0])
        name, number = row[2].strip(), row[3].strip()
        if name.lower() in _SELF:
            owners.update(dict.fromkeys(read_numbers([number], context.region)[0]))
            continue
        name = "" if name == number else name
        for entry in people.meet(f"{prefix}line {start}", name, untrusted_numbers=(number,)):
            yield from filter(None, [profile_from(entry, context)])
    for entry in people.give():
        yield from filter(None, [profile_from(entry, context)])
    yield SourceFacts(as_of=days.last_day, owner_numbers=tuple(owners))
    if not count:
        yield _no_history(file_name)
    elif others:
        yield _no_messages(file_name, others)
    if decoded.is_unreadable:
        yield unreadable(file_name)


def _is_message(row: Sequence[str]) -> bool:
    if len(row) < 5 or not _DATE.match(row[0].strip()) or not _TIME.match(row[1].strip()):
        return False
    if row[2].strip().lower() in _SELF and not row[3].strip():
        return True
    return parse_number(row[3].strip(), region="RU").kind is NumberKind.LINE


def _watch(days: DayOrder, written: str) -> None:
    if match := _DATE.match(written.strip()):
        days.watch((match[1], match[3], match[4]), match[2])


def _broken_row(file_name: str, line: int) -> Problem:
    return problem(
        file_name,
        f"A row of {file_name} at line {line} cannot be read: a field or line is too long.",
        "Look for a quotation mark that is opened and never closed.",
    )


def _no_messages(file_name: str, count: int) -> Problem:
    return problem(
        file_name,
        f"Rows of {file_name} that do not read as messages, and were left out: {count}.",
        "Look at them, and send the history from Viber again; until then nobody can be called "
        "absent from this source.",
    )


def _no_history(file_name: str) -> Problem:
    return problem(
        file_name,
        f"{file_name} has no row that reads as a message of Viber.",
        "Send the message history from Viber again, and do not open it in between.",
    )
