"""The calls that were assembled from recordings and call lists."""

from collections.abc import Iterable, Sequence
from typing import Any

from earwitness.records.call import Call
from earwitness.runtime.canonical import digest_of_list
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.call_lists import list_rows as list_rows
from earwitness.runtime.store.models import CallRecordingRow, CallRow

CALLS = "calls"
"""The act, and its subject."""


def replace_calls(calls: Sequence[Call], *, actor: str) -> None:
    """Make these the calls of the case. Calls follow from recordings and lists alone."""
    CallRow.objects.exclude(id__in=[call.id for call in calls]).delete()
    known = {row.id: row.body for row in CallRow.objects.all()}
    for call in calls:
        body = to_json(call)
        if call.id in known and canonical_json(known[call.id]) == canonical_json(body):
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
