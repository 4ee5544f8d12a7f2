"""Open problems, kept until the same stage succeeds."""

from collections.abc import Sequence
from datetime import UTC, datetime

from earwitness.records.problem import Problem
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.models import ProblemRow


def keep(problem: Problem) -> None:
    """Keep a problem; a newer one of the same stage and subject takes its place."""
    ProblemRow.objects.update_or_create(
        subject=problem.subject,
        stage=problem.stage,
        defaults={"what": problem.what, "remedy": problem.remedy, "met_at": datetime.now(UTC)},
    )


def solve(subject: str, stage: str) -> None:
    """The stage succeeded: its problem with this subject is no more."""
    ProblemRow.objects.filter(subject=subject, stage=stage).delete()


def solve_all(subjects: Sequence[str], stage: str) -> None:
    """The stage succeeded on all of these."""
    for chunk in in_chunks(subjects):
        ProblemRow.objects.filter(subject__in=chunk, stage=stage).delete()


def move(beginning: str, to: str) -> None:
    """Tell problems of subjects that begin so by another name, wherever it stands in the text."""
    for row in ProblemRow.objects.filter(subject__startswith=beginning):
        if not row.subject.startswith(beginning):
            continue  # SQLite's LIKE does not tell A from a
        subject, what, remedy = (
            text.replace(beginning, to) for text in (row.subject, row.what, row.remedy)
        )
        ProblemRow.objects.filter(subject=subject, stage=row.stage).delete()
        ProblemRow.objects.filter(pk=row.pk).update(subject=subject, what=what, remedy=remedy)


def open_problems() -> tuple[Problem, ...]:
    """Every open problem, oldest first."""
    rows = ProblemRow.objects.order_by("met_at", "id")
    return tuple(
        Problem(subject=row.subject, stage=row.stage, what=row.what, remedy=row.remedy)
        for row in rows
    )
