"""What people decided about a subject, all of it."""

from collections.abc import Collection
from typing import NamedTuple

from earwitness.records.judgement import JudgementRecord
from earwitness.records.support import Grade
from earwitness.runtime.store import grades, judgements


class Decisions(NamedTuple):
    """Decisions and grades, oldest first."""

    judgements: tuple[JudgementRecord, ...]
    grades: tuple[Grade, ...]


def decisions_about(subjects: Collection[str]) -> Decisions:
    """Every decision and grade of these subjects, also those that lead no more."""
    return Decisions(
        judgements=tuple(one for one in judgements.all_judgements() if one.subject in subjects),
        grades=tuple(one for one in grades.all_grades() if one.subject in subjects),
    )
