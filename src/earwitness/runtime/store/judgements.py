"""Judgements: only ever added, each with its entry of the ledger."""

from earwitness.records.judgement import JudgementRecord, in_force
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import JudgementRow

ACTION = "judge"


def add(record: JudgementRecord, *, actor: str) -> bool:
    """Store one decision, unless it is here already; whether it was new. Must stand inside a
    transaction."""
    if JudgementRow.objects.filter(id=record.id).exists():
        return False
    body = to_json(record)
    journal.append(actor=actor, action=ACTION, subject=record.subject, digest=digest(body))
    JudgementRow.objects.create(id=record.id, subject=record.subject, body=body)
    return True


def all_judgements() -> tuple[JudgementRecord, ...]:
    """Every decision, oldest first."""
    bodies = JudgementRow.objects.order_by("id").values_list("body", flat=True)
    found = [from_json(body, JudgementRecord) for body in bodies.iterator()]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def judgements_in_force() -> tuple[JudgementRecord, ...]:
    """The leading decisions that were not taken back."""
    return in_force(all_judgements())
