"""Transcripts that were handed in or written by people."""

from collections.abc import Sequence

from earwitness.records.hearing import Transcript
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.chunks import of_these
from earwitness.runtime.store.models import TranscriptRow


def add(transcript: Transcript, *, actor: str) -> bool:
    """Store one version beside the others. False: the same one is there already."""
    body = to_json(transcript)
    _, is_new = TranscriptRow.objects.get_or_create(
        sha256=transcript.sha256,
        digest=digest(body["turns"]),
        defaults={"origin": transcript.origin, "body": body},
    )
    if is_new:
        journal.append(
            actor=actor, action="transcript", subject=transcript.sha256, digest=digest(body)
        )
    return is_new


def leading(hashes: Sequence[str] | None = None) -> dict[str, Transcript]:
    """The newest handed-in transcript of each recording, by SHA-256 (None: of all)."""
    rows = TranscriptRow.objects.order_by("id")
    return {
        row.sha256: from_json(row.body, Transcript)
        for some in of_these(rows, "sha256", hashes)
        for row in some.iterator()
    }


def digests(hashes: Sequence[str] | None = None) -> dict[str, str]:
    """Digest of the newest handed-in transcript of each recording (None: of all)."""
    rows = TranscriptRow.objects.order_by("id").values_list("sha256", "digest")
    return {sha256: own for some in of_these(rows, "sha256", hashes) for sha256, own in some}
