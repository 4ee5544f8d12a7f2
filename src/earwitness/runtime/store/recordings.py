"""Recordings and their arrivals."""

from collections.abc import Iterator, Sequence

from django.db.models import Min

from earwitness.records.recording import IntakeRecord, Recording
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import IntakeRow, RecordingRow


def add(recording: Recording, arrival: IntakeRecord, *, actor: str) -> tuple[bool, bool]:
    """Store one arrival, and its recording; whether the recording, and the arrival, is new."""
    row, first = RecordingRow.objects.get_or_create(
        sha256=recording.sha256,
        defaults={"byte_size": recording.byte_size, "source_name": recording.source_name},
    )
    body = to_json(arrival)
    _, is_new = IntakeRow.objects.get_or_create(
        recording=row, source_path=arrival.source_path, defaults={"body": body}
    )
    if is_new:
        journal.append(actor=actor, action="intake", subject=recording.sha256, digest=digest(body))
    return first, is_new


def all_recordings() -> Iterator[Recording]:
    """Every recording, in the order of intake."""
    rows = RecordingRow.objects.annotate(first=Min("intakes__id")).order_by("first")
    for row in rows.iterator():
        yield _recording(row)


def recordings(hashes: Sequence[str]) -> dict[str, Recording]:
    """The recordings with these SHA-256, by SHA-256."""
    rows = RecordingRow.objects.filter(sha256__in=hashes)
    return {row.sha256: _recording(row) for row in rows}


def beginning_with(sha256: str) -> tuple[str, ...]:
    """The SHA-256 of every recording that begins so."""
    found = RecordingRow.objects.filter(sha256__startswith=sha256).order_by("sha256")
    return tuple(found.values_list("sha256", flat=True))


def arrivals() -> Iterator[IntakeRecord]:
    """Every arrival, in order."""
    for row in IntakeRow.objects.order_by("id").iterator():
        yield from_json(row.body, IntakeRecord)


def counts() -> tuple[int, int]:
    """How many recordings, and how many arrivals."""
    return RecordingRow.objects.count(), IntakeRow.objects.count()


def _recording(row: RecordingRow) -> Recording:
    return Recording(sha256=row.sha256, byte_size=row.byte_size, source_name=row.source_name)
