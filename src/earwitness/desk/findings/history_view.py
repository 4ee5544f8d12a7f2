"""What people decided about a claim: the decision that leads, and all before it."""

from dataclasses import dataclass
from datetime import datetime

from earwitness.app.decisions import decisions_about
from earwitness.desk.findings import wording
from earwitness.records.judgement import JudgementRecord
from earwitness.records.support import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """One decision or grade of a person. `said` is empty if it takes back."""

    said: str
    tone: str
    why: str
    by: str
    at: datetime
    is_grade: bool


def decisions_of(
    claim_id: str, judged: JudgementRecord | None, graded: Grade | None
) -> list[DecisionView]:
    """Every decision and grade, the newest first. A claim that was found anew under another id
    keeps those of its earlier one."""
    subjects = {claim_id, *(one.subject for one in (judged, graded) if one)}
    records, grades = decisions_about(subjects)
    told = [*map(_judgement, records), *map(_grade, grades)]
    return sorted(told, key=lambda one: one.at, reverse=True)


def _judgement(one: JudgementRecord) -> DecisionView:
    taken_back = one.verdict.value == "none"
    return DecisionView(
        said="" if taken_back else str(wording.VERDICTS[one.verdict]),
        tone=wording.VERDICT_TONES.get(one.verdict, ""),
        why=one.why,
        by=one.by,
        at=one.at,
        is_grade=False,
    )


def _grade(one: Grade) -> DecisionView:
    return DecisionView(
        said=one.source + one.information,
        tone="",
        why=one.why,
        by=one.by,
        at=one.at,
        is_grade=True,
    )
