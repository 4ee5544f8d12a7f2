"""The calls that were assembled from recordings and call lists."""

from collections.abc import Iterable, Iterator, Sequence
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


def replace_calls(calls: Sequence[Call], *, actor: str) -> None:
    """Make these the calls of the case. Calls follow from recordings and lists alone."""
    wanted = {call.id: call for call in calls}
    gone, changed = [], []
    for known_id, body in CallRow.objects.values_list("id", "body").iterator():
        call = wanted.pop(known_id, None)
        if call is None:
            gone.append(known_id)
        elif canonical_json(to_json(call)) != canonical_json(body):
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
