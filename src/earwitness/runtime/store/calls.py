"""The calls that were assembled from recordings and call lists."""

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import datetime
from typing import IO, Any, TypeVar

from django.db.models import F, Q

from earwitness.records.call import Call
from earwitness.runtime.canonical import canonical_json, digest_of_list
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal, restrictions
from earwitness.runtime.store.call_lists import list_rows as list_rows
from earwitness.runtime.store.chunks import in_chunks, of_these
from earwitness.runtime.store.models import CallRecordingRow, CallRow

CALLS = "calls"
"""The act, and its subject."""

GONE, CHANGED, FRESH = "gone", "changed", "fresh"


def find_differences(calls: Iterable[Call], found: IO[str]) -> str:
    """Write into a file how the stored calls differ from these, which come by id: lines of JSON,
    [what to do, id, record]. The digest of all of these. Memory holds some hundred at a time."""

    def records() -> Iterator[Any]:
        for call_id, stored, call in side_by_side(_stored_bodies(), calls):
            record = None if call is None else to_json(call)
            if record is None:
                found.write(json.dumps([GONE, call_id, None]) + "\n")
            elif stored is None:
                found.write(json.dumps([FRESH, call_id, record]) + "\n")
            elif canonical_json(record) != canonical_json(stored):
                found.write(json.dumps([CHANGED, call_id, record]) + "\n")
            if record is not None:
                yield record

    return calls_digest_of(records())


def store_differences(found: IO[str], content: str, *, actor: str) -> None:
    """Store what `find_differences` wrote, and record the digest that it gave, if it is another.
    Calls follow from recordings and lists alone."""
    found.seek(0)
    for part in in_chunks(map(json.loads, found)):
        by_act: dict[str, dict[str, Any]] = {GONE: {}, CHANGED: {}, FRESH: {}}
        for act, call_id, record in part:
            by_act[act][call_id] = record
        _delete(list(by_act[GONE]))
        _change(by_act[CHANGED])
        _add(by_act[FRESH])
    if not is_recorded(content):
        journal.append(actor=actor, action=CALLS, subject=CALLS, digest=content)
        restrictions.renew_marks()


def recorded_digest() -> str:
    """What the ledger keeps last of all calls, salted; empty before the first."""
    return journal.last_digest(CALLS)


def is_recorded(content: str) -> bool:
    """Whether these are the calls of which the ledger tells last; at first there are none."""
    if not journal.has(CALLS):
        return content == calls_digest_of(())
    return journal.is_newest(CALLS, CALLS, content)


def _delete(gone: Sequence[str]) -> None:
    CallRecordingRow.objects.filter(call_id__in=gone).delete()
    CallRow.objects.filter(id__in=gone).delete()


def _change(records: dict[str, Any]) -> None:
    for call_id, record in records.items():
        CallRow.objects.filter(id=call_id).update(started_at=_start(record), body=record)
    CallRecordingRow.objects.filter(call_id__in=list(records)).delete()
    _add_recordings(records)


def _add(records: dict[str, Any]) -> None:
    CallRow.objects.bulk_create(
        CallRow(id=call_id, started_at=_start(record), body=record)
        for call_id, record in records.items()
    )
    _add_recordings(records)


def _start(record: Any) -> datetime | None:
    return datetime.fromisoformat(record["started_at"]) if record["started_at"] else None


def _add_recordings(records: dict[str, Any]) -> None:
    CallRecordingRow.objects.bulk_create(
        CallRecordingRow(call_id=call_id, sha256=sha256)
        for call_id, record in records.items()
        for sha256 in record["recordings"]
    )


def _stored_bodies() -> Iterator[tuple[str, Any]]:
    """(id, record) of every stored call, by id."""
    yield from CallRow.objects.order_by("id").values_list("id", "body").iterator()


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


def all_calls() -> tuple[Call, ...]:
    """Every call, by start; those without a start last."""
    rows = CallRow.objects.order_by("started_at", "id")
    calls = [from_json(row.body, Call) for row in rows]
    return tuple(sorted(calls, key=lambda call: call.started_at is None))


def call_ids(hashes: Sequence[str] | None = None) -> dict[str, str]:
    """The id of the call of each recording (of these; None: of all) that belongs to one; of two
    calls the later."""
    by_start = F("call__started_at").asc(nulls_last=True)
    rows = CallRecordingRow.objects.order_by(by_start, "call_id").values_list("sha256", "call_id")
    return {sha256: own for some in of_these(rows, "sha256", hashes) for sha256, own in some}


def pairs_of(hashes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(recording, call) of these recordings, by start; a recording may be in several calls."""
    by_start = F("call__started_at").asc(nulls_last=True)
    rows = CallRecordingRow.objects.order_by(by_start, "call_id").values_list("sha256", "call_id")
    for some in of_these(rows, "sha256", hashes):
        yield from some


def starts(hashes: Sequence[str] | None = None) -> dict[str, datetime]:
    """When the call of each recording (of these; None: of all) began, where that is known."""
    by_start = F("call__started_at").asc(nulls_last=True)
    rows = (
        CallRecordingRow.objects.filter(call__started_at__isnull=False)
        .order_by(by_start, "call_id")
        .values_list("sha256", "call__started_at")
    )
    return {sha256: own for some in of_these(rows, "sha256", hashes) for sha256, own in some}


def recordings_of(call_id: str) -> tuple[str, ...] | None:
    """SHA-256 of the recordings of one call; None if there is no such call."""
    body = CallRow.objects.filter(id=call_id).values_list("body", flat=True).first()
    return None if body is None else tuple(body["recordings"])


def call_with_id(call_id: str) -> Call | None:
    """The call of this very id."""
    body = CallRow.objects.filter(id=call_id).values_list("body", flat=True).first()
    return None if body is None else from_json(body, Call)


def ids_with_recording(sha256: str) -> tuple[str, ...]:
    """Ids of the calls that a recording is part of."""
    rows = CallRecordingRow.objects.filter(sha256=sha256).order_by("call_id")
    return tuple(rows.values_list("call_id", flat=True))


def recordings_in(call_ids: Iterable[str]) -> frozenset[str]:
    """SHA-256 of every recording that one of these calls has."""
    return frozenset(
        sha256
        for chunk in in_chunks(call_ids)
        for sha256 in CallRecordingRow.objects.filter(call_id__in=chunk).values_list(
            "sha256", flat=True
        )
    )


def calls_with(parts: Set[str]) -> tuple[Call, ...]:
    """Calls that have one of these recordings (SHA-256) or rows of lists, by id. Reads all."""
    rows = CallRow.objects.order_by("id").values_list("body", flat=True)
    return tuple(
        from_json(body, Call)
        for body in rows.iterator()
        if not parts.isdisjoint((*body["recordings"], *body["list_rows"]))
    )


def bodies(call_ids: Sequence[str]) -> dict[str, Any]:
    """The records of these calls as they are stored, by id; those that are no more are left out."""
    found: dict[str, Any] = {}
    for chunk in in_chunks(call_ids):
        found.update(CallRow.objects.filter(id__in=chunk).values_list("id", "body"))
    return found


def find_call(beginning: str) -> tuple[Call, ...]:
    """Calls whose id, or the SHA-256 of a recording, begins so (the "call-" may be left out)."""
    by_id = Q(id__startswith=beginning) | Q(id__startswith=f"call-{beginning}")
    having = CallRecordingRow.objects.filter(sha256__startswith=beginning).values("call_id")
    rows = CallRow.objects.filter(by_id | Q(id__in=having)).order_by("id")[:20]
    return tuple(from_json(row.body, Call) for row in rows)
