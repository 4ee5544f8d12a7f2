"""What people said (judgements, grades, restrictions, comments, objections): only ever added, each
with its entry of the ledger."""

from typing import Any

from earwitness.records.judgement import AnySaid
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal


def add(table: Any, record: AnySaid, *, action: str, actor: str, **columns: str) -> bool:
    """Store one in its table, with the columns that it has beside id and subject, unless it is here
    already; whether it was new. Must stand inside a transaction."""
    if table.objects.filter(id=record.id).exists():
        return False
    body = to_json(record)
    journal.append(actor=actor, action=action, subject=record.subject, digest=digest(body))
    table.objects.create(id=record.id, subject=record.subject, body=body, **columns)
    return True


def oldest_first(rows: Any, form: type[AnySaid]) -> tuple[AnySaid, ...]:
    """What stands in these rows of a table."""
    bodies = rows.order_by("id").values_list("body", flat=True)
    found = [from_json(body, form) for body in bodies.iterator()]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))
