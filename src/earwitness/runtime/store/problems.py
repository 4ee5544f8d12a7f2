"""Open problems, kept until the same stage succeeds."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import Count, Max

from earwitness.records.problem import Problem
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.memory import digest_of_problem
from earwitness.runtime.store.models import ProblemRow


def keep(problem: Problem) -> None:
    """Keep a problem; a newer one of the same stage and subject takes its place."""
    _keep(problem, datetime.now(UTC))


def _keep(problem: Problem, met_at: datetime) -> None:
    subject, stage, what, remedy = problem.subject, problem.stage, problem.what, problem.remedy
    ProblemRow.objects.update_or_create(
        subject=subject,
        stage=stage,
        defaults={
            "what": what,
            "remedy": remedy,
            "met_at": met_at,
            "digest": digest_of_problem(subject, stage, what, remedy, met_at),
        },
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
        row.delete()
        _keep(Problem(subject=subject, stage=row.stage, what=what, remedy=remedy), row.met_at)


def mark() -> str:
    """Another as soon as other problems are open."""
    newest = ProblemRow.objects.aggregate(number=Count("id"), last=Max("id"), at=Max("met_at"))
    return f"{newest['number']} {newest['last']} {newest['at']}"


def open_problems() -> tuple[Problem, ...]:
    """Every open problem, oldest first."""
    rows = ProblemRow.objects.order_by("met_at", "id")
    return tuple(
        Problem(subject=row.subject, stage=row.stage, what=row.what, remedy=row.remedy)
        for row in rows
    )
