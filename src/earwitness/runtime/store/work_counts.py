"""Counts of what the stages made and met; no record is read."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from earwitness.records.acts import MADE
from earwitness.runtime.store.models import (
    CallRow,
    LedgerRow,
    ProblemRow,
    RecordingRow,
    ResultRow,
    TranscriptRow,
    TranscriptVersionRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCounts:
    """Leading results and open problems by stage; `transcripts` are recordings that have one."""

    made: dict[str, int]
    failed: dict[str, int]
    recordings: int
    calls: int
    transcripts: int


def counted() -> WorkCounts:
    """All counts."""
    led = ResultRow.objects.filter(current=True).order_by()
    made = led.values("stage").annotate(number=Count("*"))
    failed = ProblemRow.objects.order_by().values("stage").annotate(number=Count("*"))
    turns = led.filter(stage="turns").values_list("subject")
    handed_in = TranscriptRow.objects.values_list("sha256")
    written = TranscriptVersionRow.objects.values_list("sha256")
    return WorkCounts(
        made={one["stage"]: one["number"] for one in made},
        failed={one["stage"]: one["number"] for one in failed},
        recordings=RecordingRow.objects.count(),
        calls=CallRow.objects.count(),
        transcripts=turns.union(handed_in, written).count(),
    )


def last_result_at() -> datetime | None:
    """When a stage last made something; None if none has."""
    newest = LedgerRow.objects.filter(action__startswith=MADE).order_by("-sequence")
    at = newest.values_list("at", flat=True).first()
    return None if at is None else datetime.fromisoformat(at)


def problem_count() -> int:
    """How many problems are open."""
    return ProblemRow.objects.count()
