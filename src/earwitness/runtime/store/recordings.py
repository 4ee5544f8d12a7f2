"""Recordings and their arrivals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from django.db.models import Min, Sum

from earwitness.records.recording import IntakeRecord, Recording
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.chunks import CHUNK, in_chunks
from earwitness.runtime.store.models import IntakeRow, RecordingRow

Arrival = tuple[Recording, IntakeRecord]


def add(recording: Recording, arrival: IntakeRecord, *, actor: str) -> tuple[bool, bool]:
    """Store one arrival, and its recording; whether the recording, and the arrival, is new."""
    (answer,) = add_all([(recording, arrival)], actor=actor)
    return answer


def add_all(arrived: Sequence[Arrival], *, actor: str) -> list[tuple[bool, bool]]:
    """Store arrivals and their recordings, with few queries; for each, whether the recording,
    and whether the arrival, is new."""
    known = recorded([recording.sha256 for recording, _ in arrived])
    stored = _stored_arrivals(arrived)
    answers, rows, entries = [], [], []
    first_rows: dict[str, RecordingRow] = {}
    for recording, arrival in arrived:
        pair = (recording.sha256, arrival.source_path)
        first, is_new = recording.sha256 not in known, pair not in stored
        answers.append((first, is_new))
        if first:
            known.add(recording.sha256)
            first_rows[recording.sha256] = RecordingRow(**asdict(recording))
        if is_new:
            stored.add(pair)
            body = to_json(arrival)
            rows.append(IntakeRow(recording_id=pair[0], source_path=pair[1], body=body))
            entries.append((recording.sha256, digest(body)))
    RecordingRow.objects.bulk_create(first_rows.values(), batch_size=CHUNK)
    IntakeRow.objects.bulk_create(rows, batch_size=CHUNK)
    if entries:
        journal.append_all(actor=actor, action="intake", acts=entries)
    return answers


def recorded(hashes: Sequence[str]) -> set[str]:
    """Which of these SHA-256 are recordings of the case."""
    found: set[str] = set()
    for chunk in in_chunks(hashes):
        found.update(RecordingRow.objects.filter(sha256__in=chunk).values_list("sha256", flat=True))
    return found


def _stored_arrivals(arrived: Sequence[Arrival]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for chunk in in_chunks(arrived):
        rows = IntakeRow.objects.filter(
            recording_id__in=[recording.sha256 for recording, _ in chunk],
            source_path__in=[arrival.source_path for _, arrival in chunk],
        )
        found.update(rows.values_list("recording_id", "source_path"))
    return found


def all_recordings() -> Iterator[Recording]:
    """Every recording, in the order of intake."""
    rows = RecordingRow.objects.annotate(first=Min("intakes__id")).order_by("first")
    for row in rows.iterator():
        yield _recording(row)


def recordings(hashes: Sequence[str]) -> dict[str, Recording]:
    """The recordings with these SHA-256, by SHA-256."""
    found: dict[str, Recording] = {}
    for chunk in in_chunks(hashes):
        rows = RecordingRow.objects.filter(sha256__in=chunk)
        found |= {row.sha256: _recording(row) for row in rows}
    return found


def find(beginning: str) -> tuple[Recording, ...]:
    """The recordings whose SHA-256 begins so, at most 20."""
    rows = RecordingRow.objects.filter(sha256__startswith=beginning.lower()).order_by("sha256")
    return tuple(_recording(row) for row in rows[:20])


def total_bytes() -> int:
    """How many bytes all originals have together."""
    return RecordingRow.objects.aggregate(total=Sum("byte_size"))["total"] or 0


def beginning_with(sha256: str) -> tuple[str, ...]:
    """The SHA-256 of every recording that begins so."""
    found = RecordingRow.objects.filter(sha256__startswith=sha256).order_by("sha256")
    return tuple(found.values_list("sha256", flat=True))


def arrivals() -> Iterator[IntakeRecord]:
    """Every arrival, in order."""
    for row in IntakeRow.objects.order_by("id").iterator():
        yield from_json(row.body, IntakeRecord)


def names_by_hash() -> Iterator[dict[str, list[str]]]:
    """The names under which each recording arrived, in order of arrival, by hash; in pages."""
    hashes = RecordingRow.objects.order_by("sha256").values_list("sha256", flat=True).iterator()
    for page in in_chunks(hashes):
        names: dict[str, list[str]] = {sha256: [] for sha256 in page}
        rows = IntakeRow.objects.filter(recording_id__in=page).order_by("id")
        for sha256, body in rows.values_list("recording_id", "body"):
            names[sha256].append(body["source_name"])
        yield {sha256: own for sha256, own in names.items() if own}


def paths_of(hashes: Iterable[str]) -> set[str]:
    """Every path from which one of these recordings arrived."""
    found: set[str] = set()
    for chunk in in_chunks(sorted(hashes)):
        rows = IntakeRow.objects.filter(recording_id__in=chunk)
        found.update(rows.values_list("source_path", flat=True))
    return found


def counts() -> tuple[int, int]:
    """How many recordings, and how many arrivals."""
    return RecordingRow.objects.count(), IntakeRow.objects.count()


def _recording(row: RecordingRow) -> Recording:
    return Recording(sha256=row.sha256, byte_size=row.byte_size, source_name=row.source_name)
