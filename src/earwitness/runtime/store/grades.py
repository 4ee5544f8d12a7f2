"""Grades of sources and of what they say."""

from earwitness.records.support import Grade
from earwitness.runtime.store import decisions
from earwitness.runtime.store.models import GradeRow


def add(grade: Grade, *, actor: str) -> bool:
    """Store one grade, unless it is here already; whether it was new. Must stand inside a
    transaction."""
    return decisions.add(GradeRow, grade, action="grade", actor=actor)


def all_grades() -> tuple[Grade, ...]:
    """Every grade, oldest first."""
    return decisions.oldest_first(GradeRow.objects, Grade)
