"""Decisions of people (judgements, grades): only ever added, each with its entry of the ledger."""

from typing import Any

from earwitness.records.judgement import AnyDecision
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal


def add(table: Any, record: AnyDecision, *, action: str, actor: str) -> bool:
    """Store one decision in its table, unless it is here already; whether it was new. Must stand
    inside a transaction."""
    if table.objects.filter(id=record.id).exists():
        return False
    body = to_json(record)
    journal.append(actor=actor, action=action, subject=record.subject, digest=digest(body))
    table.objects.create(id=record.id, subject=record.subject, body=body)
    return True


def oldest_first(table: Any, form: type[AnyDecision]) -> tuple[AnyDecision, ...]:
    """Every decision of a table."""
    bodies = table.objects.order_by("id").values_list("body", flat=True)
    found = [from_json(body, form) for body in bodies.iterator()]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))
