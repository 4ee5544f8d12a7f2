"""Call-list rows, and the calls that were assembled from them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from earwitness.records.call import Call
from earwitness.records.recording import CallListRow
from earwitness.runtime.canonical import digest_of_list
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import CallListEntryRow, CallRecordingRow, CallRow

CALLS = "calls"
"""The act, and its subject."""


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
    return digest_of_list(map(list, rows.values_list("row_number", "body").iterator()))


def list_rows() -> Iterator[CallListRow]:
    """Every row of every call list."""
    for row in CallListEntryRow.objects.order_by("id").iterator():
        yield from_json(row.body, CallListRow)


def replace_calls(calls: Sequence[Call], *, actor: str) -> None:
    """Make these the calls of the case. Calls follow from recordings and lists alone."""
    CallRow.objects.exclude(id__in=[call.id for call in calls]).delete()
    known = {row.id: row.body for row in CallRow.objects.all()}
    for call in calls:
        body = to_json(call)
        if known.get(call.id) == body:
            continue
        row, _ = CallRow.objects.update_or_create(
            id=call.id, defaults={"started_at": call.started_at, "body": body}
        )
        CallRecordingRow.objects.filter(call=row).delete()
        CallRecordingRow.objects.bulk_create(
            CallRecordingRow(call=row, sha256=sha256) for sha256 in call.recordings
        )
    content = calls_digest()
    if content != journal.last_digest(CALLS, default=calls_digest_of(())):
        journal.append(actor=actor, action=CALLS, subject=CALLS, digest=content)


def calls_digest() -> str:
    """What the ledger keeps of the calls: all their records, by id."""
    rows = CallRow.objects.order_by("id").values_list("body", flat=True)
    return calls_digest_of(rows.iterator())


def calls_digest_of(bodies: Iterable[Any]) -> str:
    """The digest of these records of calls, which come by id."""
    return digest_of_list(bodies)


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
