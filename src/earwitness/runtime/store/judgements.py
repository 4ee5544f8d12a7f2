"""Judgements of people on attributions, claims, voices and profiles."""

from earwitness.records.judgement import JudgementRecord, in_force
from earwitness.runtime.store import decisions
from earwitness.runtime.store.models import JudgementRow


def add(record: JudgementRecord, *, actor: str) -> bool:
    """Store one decision, unless it is here already; whether it was new. Must stand inside a
    transaction."""
    return decisions.add(JudgementRow, record, action="judge", actor=actor)


def all_judgements() -> tuple[JudgementRecord, ...]:
    """Every decision, oldest first."""
    return decisions.oldest_first(JudgementRow.objects, JudgementRecord)


def judgements_in_force() -> tuple[JudgementRecord, ...]:
    """The leading decisions that were not taken back."""
    return in_force(all_judgements())
