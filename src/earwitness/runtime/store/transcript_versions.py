"""Versions that people made of transcripts: a line for each recording, only ever added to."""

from collections import defaultdict
from collections.abc import Sequence

from earwitness.records.versions import TranscriptVersion
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.chunks import of_these
from earwitness.runtime.store.models import TranscriptVersionRow


def add(version: TranscriptVersion, *, actor: str) -> None:
    """Store one version and its entry of the ledger. Must stand inside a transaction.

    Raises:
        IntegrityError: the recording has a version of this number already.
    """
    body = to_json(version)
    own = digest(body)
    journal.append(actor=actor, action="edit", subject=version.sha256, digest=own)
    TranscriptVersionRow.objects.create(
        sha256=version.sha256, number=version.number, digest=own, body=body
    )


def of_recording(sha256: str) -> tuple[TranscriptVersion, ...]:
    """The versions of a recording, oldest first."""
    rows = TranscriptVersionRow.objects.filter(sha256=sha256).order_by("number")
    return tuple(from_json(row.body, TranscriptVersion) for row in rows)


def lines(hashes: Sequence[str]) -> dict[str, tuple[TranscriptVersion, ...]]:
    """The versions of each of these recordings that has some, oldest first."""
    rows = TranscriptVersionRow.objects.order_by("sha256", "number")
    found: dict[str, list[TranscriptVersion]] = defaultdict(list)
    for some in of_these(rows, "sha256", hashes):
        for row in some.iterator():
            found[row.sha256].append(from_json(row.body, TranscriptVersion))
    return {sha256: tuple(own) for sha256, own in found.items()}


def digests(hashes: Sequence[str] | None = None) -> dict[str, tuple[str, ...]]:
    """The digests of the versions of each recording that has some (of these; None: of all), oldest
    first."""
    rows = TranscriptVersionRow.objects.order_by("sha256", "number")
    found: dict[str, list[str]] = defaultdict(list)
    for some in of_these(rows.values_list("sha256", "digest"), "sha256", hashes):
        for sha256, own in some:
            found[sha256].append(own)
    return {sha256: tuple(own) for sha256, own in found.items()}
