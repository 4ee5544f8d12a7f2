"""From recordings and rows of call lists to calls, with every doubt noted."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from earwitness.archive.call_matching import (
    Bundle,
    Recordings,
    group_legs,
    join,
    name_start,
)
from earwitness.archive.call_matching import RecordingFacts as RecordingFacts
from earwitness.archive.call_notes import notes_of
from earwitness.records.call import Call
from earwitness.records.recording import CallListRow
from earwitness.runtime.canonical import digest

ID_DIGITS = 12


def assemble_calls(
    recordings: Sequence[RecordingFacts], rows: Sequence[CallListRow]
) -> tuple[Call, ...]:
    """One call for every recording (or pair of legs) and for every row without a recording.

    A row belongs to the recording it names, else to the only one of the same time (2 s) and
    number. Pure, and independent of the order of both inputs; calls come by start, then id.
    `caller` and `called` stay None: numbers are parsed elsewhere. `duration_ms` is the list's,
    or that of the sound where no list has one.
    """
    calls = each_call(recordings, rows)
    return tuple(sorted(calls, key=lambda call: (start_key(call), call.id)))


def each_call(recordings: Sequence[RecordingFacts], rows: Sequence[CallListRow]) -> Iterator[Call]:
    """The calls of `assemble_calls` by hash, each made when it is asked for, to hold less."""
    by_place = {(row.list_sha256, row.row_number): row for row in rows}
    ordered_rows = [by_place[place] for place in sorted(by_place)]
    bundles = join(group_legs(one_per_hash(recordings)), ordered_rows)
    return (call_of(bundle) for bundle in handed_on(bundles))


def handed_on(bundles: list[Bundle]) -> Iterator[Bundle]:
    """Each bundle in order; the list is emptied, so that what was used can go."""
    bundles.reverse()
    while bundles:
        yield bundles.pop()


def one_per_hash(recordings: Sequence[RecordingFacts]) -> list[RecordingFacts]:
    """The recordings by hash; if one was given in parts, with the names of all parts."""
    whole: dict[str, RecordingFacts] = {}
    for part in sorted(recordings, key=lambda one: (one.sha256, one.source_names)):
        first = whole.get(part.sha256, part)
        names = tuple(sorted({*first.source_names, *part.source_names}))
        same = names == first.source_names
        whole[part.sha256] = first if same else replace(first, source_names=names)
    return list(whole.values())


def call_of(bundle: Bundle) -> Call:
    """The call of one bundle. What the list does not say is taken from the file name, where a
    pattern gives the number a role; a number without a role stays a note."""
    recordings, rows = bundle.recordings, bundle.rows
    facts = [one.name_facts for one in recordings if one.name_facts is not None]
    starts = [row.started_at for row in rows if row.started_at is not None]
    durations = [row.duration_ms for row in rows if row.duration_ms is not None]
    sounds = [one.duration_ms for one in recordings if one.duration_ms is not None]
    callers = [row.untrusted_caller for row in rows] + [one.untrusted_caller for one in facts]
    called = [row.untrusted_called for row in rows] + [one.untrusted_called for one in facts]
    return Call(
        id=call_id(recordings, rows),
        recordings=tuple(one.sha256 for one in recordings),
        list_rows=tuple(f"{row.list_sha256}:{row.row_number}" for row in rows),
        untrusted_caller=next(filter(None, callers), ""),
        untrusted_called=next(filter(None, called), ""),
        started_at=starts[0] if starts else name_start(bundle),
        duration_ms=durations[0] if durations else max(sounds, default=None),
        notes=tuple(dict.fromkeys((*bundle.notes, *notes_of(recordings, rows)))),
    )


def call_id(recordings: Recordings, rows: Sequence[CallListRow]) -> str:
    """`call-` and twelve hex digits: of the first recording's hash, else of the row's place.

    Twelve digits (48 bits) make a clash in an archive of 100,000 calls a matter of 1 in 50,000.
    """
    if recordings:
        return f"call-{recordings[0].sha256[:ID_DIGITS]}"
    place = {"list_sha256": rows[0].list_sha256, "row_number": rows[0].row_number}
    return f"call-{digest(place)[:ID_DIGITS]}"


def start_key(call: Call) -> float:
    """Seconds since 1970 for sorting; calls without a start come last."""
    return call.started_at.timestamp() if call.started_at is not None else math.inf
