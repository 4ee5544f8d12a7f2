"""From recordings and rows of call lists to calls, with every doubt noted."""

import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from pathlib import Path

from earwitness.archive.call_facts import Bundle, Recordings, start_in_names
from earwitness.archive.call_facts import RecordingFacts as RecordingFacts
from earwitness.archive.call_laying_out import (
    ID_DIGITS,
    lay_out_recordings,
    lay_out_rows,
    recording_of,
    row_call_id,
    row_of,
)
from earwitness.archive.call_matching import join_by_name, join_by_time, notes_about, pair_legs
from earwitness.archive.call_notes import notes_of
from earwitness.archive.call_scratch import scratch
from earwitness.records.call import Call
from earwitness.records.recording import CallListRow


def assemble_calls(
    recordings: Sequence[RecordingFacts], rows: Sequence[CallListRow]
) -> tuple[Call, ...]:
    """The calls of these recordings and rows, by start, then id; all of it in memory.

    Pure, and independent of the order of both inputs.
    """
    whole = one_per_hash(recordings)
    calls = each_call(lambda: whole, rows, None)
    return tuple(sorted(calls, key=lambda call: (start_key(call), call.id)))


def each_call(
    recordings: Callable[[], Iterable[RecordingFacts]],
    rows: Iterable[CallListRow],
    folder: Path | None,
) -> Iterator[Call]:
    """One call for every recording (or pair of legs) and for every row without a recording, by id.

    A row belongs to the recording it names, else to the only one of the same time (2 s) and
    number. `recordings` is asked for twice and gives each recording once, by hash. Memory stays
    the same however many there are: what may join is laid out in a file in `folder`.
    `caller` and `called` stay None: numbers are parsed elsewhere. `duration_ms` is the list's,
    or that of the sound where no list has one.

    Raises:
        sqlite3.Error: the disk is full.
    """
    with scratch(folder) as store:
        lay_out_rows(store, rows)
        lay_out_recordings(store, recordings())
        pair_legs(store)
        join_by_name(store)
        join_by_time(store)
        bundles = merge(
            recorded_calls(store, recordings()), listed_calls(store), key=lambda call: call.id
        )
        yield from bundles


def recorded_calls(
    store: sqlite3.Connection, recordings: Iterable[RecordingFacts]
) -> Iterator[Call]:
    """The calls with a recording, by its hash."""
    for one in recordings:
        legs = "select first, sound.body from pair join sound on sound.sha256 = other"
        pair = store.execute(f"{legs} where pair.sha256 = ?", (one.sha256,)).fetchone()
        if pair and pair[0] != one.sha256:
            continue  # it came with its first leg
        both = (one, recording_of(pair[1])) if pair else (one,)
        joined = store.execute(
            "select body from joined join listed using (list, number) where first = ?"
            " order by list, number",
            (one.sha256,),
        )
        rows = [row_of(body) for (body,) in joined]
        notes = notes_about(store, one.sha256)
        yield call_of(Bundle(recordings=both, rows=rows, notes=notes))


def listed_calls(store: sqlite3.Connection) -> Iterator[Call]:
    """The calls of rows that found no recording, by id."""
    alone = store.execute(
        "select call_id, body from listed where not exists (select 1 from joined"
        " where joined.list = listed.list and joined.number = listed.number) order by call_id"
    )
    for call_id, body in alone:
        notes = notes_about(store, call_id)
        yield call_of(Bundle(recordings=(), rows=[row_of(body)], notes=notes))


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
        started_at=starts[0] if starts else start_in_names(recordings),
        duration_ms=durations[0] if durations else max(sounds, default=None),
        notes=tuple(dict.fromkeys((*bundle.notes, *notes_of(recordings, rows)))),
    )


def call_id(recordings: Recordings, rows: Sequence[CallListRow]) -> str:
    """`call-` and twelve hex digits: of the first recording's hash, else of the row's place.

    Twelve digits (48 bits) make a clash in an archive of 100,000 calls a matter of 1 in 50,000.
    """
    if recordings:
        return f"call-{recordings[0].sha256[:ID_DIGITS]}"
    return row_call_id(rows[0])


def start_key(call: Call) -> float:
    """Seconds since 1970 for sorting; calls without a start come last."""
    return call.started_at.timestamp() if call.started_at is not None else math.inf
