"""Whether the rows of the store are what the ledger says was stored."""

from collections.abc import Iterator

from earwitness.records.custody import VerificationProblem
from earwitness.runtime.canonical import digest
from earwitness.runtime.store.models import (
    CallListEntryRow,
    IntakeRow,
    LedgerRow,
    ProfileSourceRow,
    RecordingRow,
    ResultRow,
    TranscriptRow,
)


def check_rows() -> Iterator[VerificationProblem]:
    """Every stored observation whose content does not fit an entry of the ledger, and every
    entry whose observation is gone."""
    recorded = set(LedgerRow.objects.values_list("action", "subject", "digest"))
    seen: set[tuple[str, str, str]] = set()
    for kind, act, row_subject in _stored():
        seen.add(act)
        if act not in recorded:
            yield VerificationProblem(
                kind="row_changed",
                subject=row_subject,
                detail=f"the {kind} stored for it is not the one that the ledger recorded",
            )
    for action, subject, content in sorted(recorded - seen):
        if action != "init":
            yield VerificationProblem(
                kind="row_missing",
                subject=subject,
                detail=f"the ledger recorded {action!r} ({content[:12]}…), the store lacks it",
            )


def _stored() -> Iterator[tuple[str, tuple[str, str, str], str]]:
    """(what, (action, subject, digest) as the ledger should hold it, subject)."""
    for arrival in IntakeRow.objects.select_related("recording").order_by("id").iterator():
        sha256 = arrival.recording_id
        yield "arrival", ("intake", sha256, digest(arrival.body)), sha256
    sizes = RecordingRow.objects.filter(intakes__isnull=True).values_list("sha256", flat=True)
    for sha256 in sizes:
        yield "recording", ("intake", sha256, ""), sha256
    yield from _lists()
    for source in ProfileSourceRow.objects.order_by("id").iterator():
        yield "source", ("profiles", source.id, digest(source.body)), source.id
    for transcript in TranscriptRow.objects.order_by("id").iterator():
        content = digest(transcript.body["turns"])
        yield "transcript", ("transcript", transcript.sha256, content), transcript.sha256
    for result in ResultRow.objects.order_by("made_at").iterator():
        act = (f"made:{result.stage}", result.subject, digest(result.output))
        yield f"result of {result.stage}", act, result.subject


def _lists() -> Iterator[tuple[str, tuple[str, str, str], str]]:
    hashes = CallListEntryRow.objects.values_list("list_sha256", flat=True).distinct()
    for list_sha256 in hashes.order_by("list_sha256"):
        rows = CallListEntryRow.objects.filter(list_sha256=list_sha256).order_by("id")
        bodies = list(rows.values_list("body", flat=True))
        yield "call list", ("call_list", list_sha256, digest(bodies)), list_sha256
