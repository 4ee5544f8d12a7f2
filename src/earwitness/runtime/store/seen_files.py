"""How files looked when they were taken in, so that the next intake need not read them again."""

from collections.abc import Mapping, Sequence

from earwitness.runtime.store.chunks import CHUNK, in_chunks
from earwitness.runtime.store.memory import digest_of_seen
from earwitness.runtime.store.models import ContainerRow, IntakeRow, SeenFileRow

Signature = list[int]


def remember(seen: Mapping[str, tuple[str, Signature]]) -> None:
    """Keep (SHA-256, signature) by path; what was kept of the same paths is replaced."""
    rows = [
        SeenFileRow(
            path=path,
            sha256=sha256,
            signature=signature,
            digest=digest_of_seen(path, sha256, signature),
        )
        for path, (sha256, signature) in seen.items()
    ]
    SeenFileRow.objects.bulk_create(
        rows,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["sha256", "signature", "digest"],
    )


def unchanged(signatures: Mapping[str, Signature]) -> dict[str, tuple[str, bool]]:
    """Files, by path, that look as they did and that the case has recorded: SHA-256, and whether
    it is that of a recording (else of an archive, which is not kept)."""
    found: dict[str, tuple[str, bool]] = {}
    for chunk in in_chunks(list(signatures)):
        same = {
            row.path: row.sha256
            for row in SeenFileRow.objects.filter(path__in=chunk)
            if row.signature == signatures[row.path]
        }
        for is_recording, recorded in _recorded(list(same), list(same.values())):
            found |= {
                path: (sha256, is_recording)
                for path, sha256 in same.items()
                if (sha256, path) in recorded
            }
    return found


def _recorded(
    paths: Sequence[str], hashes: Sequence[str]
) -> tuple[tuple[bool, set[tuple[str, str]]], ...]:
    arrivals = IntakeRow.objects.filter(recording_id__in=hashes, source_path__in=paths)
    containers = ContainerRow.objects.filter(sha256__in=hashes, source_path__in=paths)
    return (
        (False, set(containers.values_list("sha256", "source_path"))),
        (True, set(arrivals.values_list("recording_id", "source_path"))),
    )
