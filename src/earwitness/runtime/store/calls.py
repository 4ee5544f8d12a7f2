"""Call-list rows, and the calls that were assembled from them."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from earwitness.records.call import Call
from earwitness.records.recording import CallListRow
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import CallListEntryRow, CallRecordingRow, CallRow

CHUNK = 300


def add_list(list_name: str, rows: Sequence[CallListRow], *, actor: str) -> int:
    """Store the rows of one call list that are not stored yet; how many were new."""
    if not rows:
        return 0
    bodies = [to_json(row) for row in rows]
    known = set(
        CallListEntryRow.objects.filter(list_sha256=rows[0].list_sha256).values_list(
            "row_number", flat=True
        )
    )
    fresh = [
        CallListEntryRow(list_sha256=row.list_sha256, row_number=row.row_number, body=body)
        for row, body in zip(rows, bodies, strict=True)
        if row.row_number not in known
    ]
    CallListEntryRow.objects.bulk_create(fresh, batch_size=500)
    if fresh:
        list_sha256 = rows[0].list_sha256
        journal.append(
            actor=actor, action="call_list", subject=list_sha256, digest=list_digest(list_sha256)
        )
    return len(fresh)


def list_digest(list_sha256: str) -> str:
    """The digest of all stored rows of a list. A list may gain rows, when more can be read."""
    rows = CallListEntryRow.objects.filter(list_sha256=list_sha256).order_by("row_number")
    return digest([list(row) for row in rows.values_list("row_number", "body")])


def list_rows() -> Iterator[CallListRow]:
    """Every row of every call list."""
    for row in CallListEntryRow.objects.order_by("id").iterator():
        yield from_json(row.body, CallListRow)


def replace_calls(calls: Sequence[Call]) -> None:
    """Make these the calls of the case. Calls follow from recordings and lists alone."""
    wanted = {call.id: call for call in calls}
    gone, changed = [], []
    for known_id, body in CallRow.objects.values_list("id", "body").iterator():
        call = wanted.pop(known_id, None)
        if call is None:
            gone.append(known_id)
        elif to_json(call) != body:
            changed.append(call)
    for chunk in in_chunks([*gone, *(call.id for call in changed)]):
        CallRecordingRow.objects.filter(call_id__in=chunk).delete()
    for chunk in in_chunks(gone):
        CallRow.objects.filter(id__in=chunk).delete()
    for call in changed:
        CallRow.objects.filter(id=call.id).update(started_at=call.started_at, body=to_json(call))
    fresh = list(wanted.values())
    for part in in_chunks(fresh):
        CallRow.objects.bulk_create(
            CallRow(id=call.id, started_at=call.started_at, body=to_json(call)) for call in part
        )
    for part in in_chunks([*fresh, *changed]):
        CallRecordingRow.objects.bulk_create(
            CallRecordingRow(call_id=call.id, sha256=sha256)
            for call in part
            for sha256 in call.recordings
        )


Item = TypeVar("Item")


def in_chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Pieces that a database takes in one query."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


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
