"""Files of published facts: each version beside the earlier ones, with its entry of the ledger."""

from earwitness.records.support import ExternalFact, FactFile
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import FactFileRow


def add(file: FactFile, *, actor: str) -> bool:
    """Store one file with its facts, unless these bytes are here already; whether it was new. Must
    stand inside a transaction."""
    if FactFileRow.objects.filter(sha256=file.sha256).exists():
        return False
    body = to_json(file)
    journal.append(actor=actor, action="facts", subject=file.sha256, digest=digest(body))
    FactFileRow.objects.create(sha256=file.sha256, name=file.name, version=file.version, body=body)
    return True


def is_known(sha256: str) -> FactFile | None:
    """The file with these bytes, if it was read already."""
    row = FactFileRow.objects.filter(sha256=sha256).first()
    return None if row is None else from_json(row.body, FactFile)


def next_version(name: str) -> int:
    """The number that the next file of this name gets, from 1."""
    known = FactFileRow.objects.filter(name=name).order_by("-version").first()
    return known.version + 1 if known else 1


def all_files() -> tuple[FactFile, ...]:
    """Every version of every file, by name and version."""
    rows = FactFileRow.objects.order_by("name", "version").iterator()
    return tuple(from_json(row.body, FactFile) for row in rows)


def leading_facts() -> tuple[ExternalFact, ...]:
    """The facts of the newest version of every file, each once, by id. Of two files of one name
    (without folder) the one that came later is the newer version."""
    newest = {file.name: file for file in all_files()}
    facts = {fact.id: fact for file in newest.values() for fact in file.facts}
    return tuple(facts[key] for key in sorted(facts))
