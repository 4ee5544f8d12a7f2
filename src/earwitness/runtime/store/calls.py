"""The calls that were assembled from recordings and call lists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from earwitness.records.call import Call
from earwitness.runtime.canonical import canonical_json, digest_of_list
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.call_lists import list_rows as list_rows
from earwitness.runtime.store.models import CallRecordingRow, CallRow

CALLS = "calls"
"""The act, and its subject."""

CHUNK = 300


def replace_calls(calls: Iterable[Call], *, actor: str) -> None:
    """Make these, which come by id, the calls of the case; what is stored already stays. Memory
    holds some hundred at a time. Calls follow from recordings and lists alone."""
    content = calls_digest_of(_stored_anew(calls))
    if content != journal.last_digest(CALLS, default=calls_digest_of(())):
        journal.append(actor=actor, action=CALLS, subject=CALLS, digest=content)


def _stored_anew(calls: Iterable[Call]) -> Iterator[Any]:
    """Store what differs, part by part; yields the records of all calls, by id."""
    for part in in_chunks(side_by_side(_stored_bodies(), calls)):
        gone = [call_id for call_id, _, call in part if call is None]
        wanted = [(body, call, to_json(call)) for _, body, call in part if call is not None]
        fresh = [(call, record) for body, call, record in wanted if body is None]
        changed = [
            (call, record)
            for body, call, record in wanted
            if body is not None and canonical_json(record) != canonical_json(body)
        ]
        _delete(gone)
        _change(changed)
        _add(fresh)
        yield from (record for _, _, record in wanted)


def _delete(gone: Sequence[str]) -> None:
    if gone:
        CallRecordingRow.objects.filter(call_id__in=gone).delete()
        CallRow.objects.filter(id__in=gone).delete()


def _change(changed: Sequence[tuple[Call, Any]]) -> None:
    for call, record in changed:
        CallRow.objects.filter(id=call.id).update(started_at=call.started_at, body=record)
    if changed:
        ids = [call.id for call, _ in changed]
        CallRecordingRow.objects.filter(call_id__in=ids).delete()
        _add_recordings(call for call, _ in changed)


def _add(fresh: Sequence[tuple[Call, Any]]) -> None:
    CallRow.objects.bulk_create(
        CallRow(id=call.id, started_at=call.started_at, body=record) for call, record in fresh
    )
    _add_recordings(call for call, _ in fresh)


def _add_recordings(calls: Iterable[Call]) -> None:
    CallRecordingRow.objects.bulk_create(
        CallRecordingRow(call_id=call.id, sha256=sha256)
        for call in calls
        for sha256 in call.recordings
    )


def _stored_bodies() -> Iterator[tuple[str, Any]]:
    """(id, record) of every stored call, by id. A page is read before anything in it is changed."""
    last = ""
    while True:
        rows = CallRow.objects.filter(id__gt=last).order_by("id").values_list("id", "body")
        page = list(rows[:CHUNK])
        if not page:
            return
        yield from page
        last = page[-1][0]


Stored = TypeVar("Stored")


def side_by_side(
    stored: Iterable[tuple[str, Stored]], calls: Iterable[Call]
) -> Iterator[tuple[str, Stored | None, Call | None]]:
    """Two streams by id as one: for each id what is stored, and the call that should be; None
    where there is none."""
    ours, theirs = iter(stored), iter(calls)
    one, other = next(ours, None), next(theirs, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[0] < other.id):
            assert one is not None
            yield one[0], one[1], None
            one = next(ours, None)
        elif one is None or other.id < one[0]:
            yield other.id, None, other
            other = next(theirs, None)
        else:
            yield other.id, one[1], other
            one, other = next(ours, None), next(theirs, None)


def calls_digest_of(bodies: Iterable[Any]) -> str:
    """The digest of these records of calls, which come by id."""
    return digest_of_list(bodies)


Item = TypeVar("Item")


def in_chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Pieces that a database takes in one query."""
    rest = iter(items)
    while part := list(islice(rest, CHUNK)):
        yield part


def all_calls() -> tuple[Call, ...]:
    """Every call, by start; those without a start last."""
    rows = CallRow.objects.order_by("started_at", "id")
    calls = [from_json(row.body, Call) for row in rows]
    return tuple(sorted(calls, key=lambda call: call.started_at is None))


def find_call(beginning: str) -> tuple[Call, ...]:
    """Calls whose id, or the SHA-256 of a recording, begins so (the "call-" may be left out)."""
    by_id = CallRow.objects.filter(id__startswith=beginning) | CallRow.objects.filter(
        id__startswith=f"call-{beginning}"
    )
    by_recording = CallRow.objects.filter(callrecordingrow__sha256__startswith=beginning)
    rows = (by_id.distinct() | by_recording.distinct()).distinct().order_by("id")[:20]
    return tuple(from_json(row.body, Call) for row in rows)
