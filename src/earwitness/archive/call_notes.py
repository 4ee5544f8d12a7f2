"""Doubts about a call in plain words: where its list and its file names do not agree."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from earwitness.archive.call_facts import (
    TIME_TOLERANCE,
    Recordings,
    number_tail,
)
from earwitness.records.recording import CallListRow, FileNameFacts

# A recorder may name its file when the call is answered, a list when it was dialled.
MAX_APART = timedelta(minutes=2)
HOUR = timedelta(hours=1)


def notes_of(recordings: Recordings, rows: Sequence[CallListRow]) -> tuple[str, ...]:
    """All conflicts between rows and file names, each once, in a stable order."""
    notes = [*rows_apart(rows)]
    for recording in recordings:
        facts = recording.name_facts
        if facts is not None:
            if facts.start_doubt:
                notes.append(f"the file name has a time that {facts.start_doubt}")
            notes += [*time_conflict(facts, rows), *number_notes(facts, rows)]
    return tuple(dict.fromkeys(notes))


def rows_apart(rows: Sequence[CallListRow]) -> Iterator[str]:
    """Conflicts among several rows that name the same recording."""
    starts = [row.started_at for row in rows if row.started_at is not None]
    if starts and max(starts) - min(starts) > TIME_TOLERANCE:
        yield (
            f"several rows name this recording, with starts from {shown_time(min(starts))} "
            f"to {shown_time(max(starts))}"
        )
    for role in ("caller", "called"):
        written = [getattr(row, f"untrusted_{role}") for row in rows]
        tails = {number_tail(number) or number for number in written if number}
        if len(tails) > 1:
            numbers = ", ".join(dict.fromkeys(number for number in written if number))
            yield f"several rows name this recording, with different {role} lines: {numbers}"


def time_conflict(facts: FileNameFacts, rows: Sequence[CallListRow]) -> Iterator[str]:
    """The file name's start against the list's, with a hint where zones may be the reason."""
    listed = next((row.started_at for row in rows if row.started_at is not None), None)
    if facts.started_at is None or listed is None:
        return
    apart = abs(facts.started_at - listed)
    if apart <= MAX_APART:
        return
    text = f"the file name says {shown_time(facts.started_at)}, the list says {shown_time(listed)}"
    hours = round(apart / HOUR)
    if 1 <= hours <= 14 and abs(apart - hours * HOUR) <= MAX_APART:
        text += f": {hours} hour{'s' if hours > 1 else ''} apart, so their time zones may differ"
        if hours == 1:  # 27 March 2022: Kyiv put its clocks forward, Moscow has not since 2014
            text += ", or one clock was not put forward to summer time"
    yield text


def number_notes(facts: FileNameFacts, rows: Sequence[CallListRow]) -> Iterator[str]:
    """What a number in the file name adds to the lines of the list, or contradicts."""
    listed = [row.untrusted_caller for row in rows] + [row.untrusted_called for row in rows]
    tails = {number_tail(number) for number in listed} - {""}
    for number in dict.fromkeys(facts.untrusted_numbers):
        if number_tail(number) in tails:
            continue
        if not rows:
            yield f"the file name carries the number {number}; it does not say whose it is"
        elif both_readable(rows):
            yield f"the file name carries the number {number}, which is neither line of the list"
        else:
            yield (
                f"the file name carries the number {number}, which the list does not show; "
                "one line of the list cannot be read"
            )
    for role in ("caller", "called"):
        yield from role_conflict(role, getattr(facts, f"untrusted_{role}"), rows)


def role_conflict(role: str, named: str, rows: Sequence[CallListRow]) -> Iterator[str]:
    """The file name's caller (or called line) against the list's, where both can be read."""
    listed = next(filter(number_tail, (getattr(row, f"untrusted_{role}") for row in rows)), "")
    if number_tail(named) and listed and number_tail(named) != number_tail(listed):
        yield f"the file name gives {named} as the {role} line, the list gives {listed}"


def both_readable(rows: Sequence[CallListRow]) -> bool:
    """Whether the list shows both lines well enough to compare them."""
    return any(number_tail(row.untrusted_caller) for row in rows) and any(
        number_tail(row.untrusted_called) for row in rows
    )


def shown_time(moment: datetime) -> str:
    """A moment with its offset, to the second."""
    return moment.isoformat(sep=" ", timespec="seconds")
