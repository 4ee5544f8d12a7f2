"""Grades of sources and of what they say: only ever added, each with its entry of the ledger."""

from earwitness.records.support import Grade
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import GradeRow

ACTION = "grade"


def add(grade: Grade, *, actor: str) -> bool:
    """Store one grade, unless it is here already; whether it was new. Must stand inside a
    transaction."""
    if GradeRow.objects.filter(id=grade.id).exists():
        return False
    body = to_json(grade)
    journal.append(actor=actor, action=ACTION, subject=grade.subject, digest=digest(body))
    GradeRow.objects.create(id=grade.id, subject=grade.subject, body=body)
    return True


def all_grades() -> tuple[Grade, ...]:
    """Every grade, oldest first."""
    bodies = GradeRow.objects.order_by("id").values_list("body", flat=True)
    found = [from_json(body, Grade) for body in bodies.iterator()]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))
