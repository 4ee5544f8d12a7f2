"""Open problems, kept until the same stage succeeds."""

from datetime import UTC, datetime

from earwitness.records.problem import Problem
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


def open_problems() -> tuple[Problem, ...]:
    """Every open problem, oldest first."""
    rows = ProblemRow.objects.order_by("met_at", "id")
    return tuple(
        Problem(subject=row.subject, stage=row.stage, what=row.what, remedy=row.remedy)
        for row in rows
    )
