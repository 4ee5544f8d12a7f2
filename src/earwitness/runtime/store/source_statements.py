"""What people say of profile sources, version by version."""

from earwitness.records.source_statement import SourceStatement
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import SourceStatementRow


def add(said: SourceStatement, *, actor: str) -> None:
    """Store one version beside the earlier ones.

    Raises:
        IntegrityError: there is this version already.
    """
    body = to_json(said)
    SourceStatementRow.objects.create(source=said.source_id, version=said.version, body=body)
    journal.append(actor=actor, action="source", subject=said.source_id, digest=digest(body))


def versions() -> dict[str, list[SourceStatement]]:
    """All versions by id of the source, oldest first."""
    found: dict[str, list[SourceStatement]] = {}
    for row in SourceStatementRow.objects.order_by("source", "version").iterator():
        found.setdefault(row.source, []).append(from_json(row.body, SourceStatement))
    return found
