"""Objections to clips of releases: only ever added, each with its entry of the ledger."""

from collections.abc import Collection

from earwitness.records.objection import Objection
from earwitness.runtime.store import decisions
from earwitness.runtime.store.models import LedgerRow, ObjectionRow

ACTION = "objection"


def add(objection: Objection, *, actor: str) -> None:
    """Store an objection or an answer. Must stand inside a transaction."""
    release = objection.release
    decisions.add(ObjectionRow, objection, action=ACTION, actor=actor, release=release)


def of_release(release: str) -> tuple[Objection, ...]:
    """Everything that was said against clips of a release, and answered; oldest first."""
    return decisions.oldest_first(ObjectionRow.objects.filter(release=release), Objection)


def are_missing(subjects: Collection[str]) -> bool:
    """Whether the ledger tells of objections about these recordings that are not in the store.
    What is forgotten has no clip any more, so nobody asks for it."""
    wanted = {"subject__in": list(subjects)}
    told = LedgerRow.objects.filter(action=ACTION, **wanted).count()
    return told != ObjectionRow.objects.filter(**wanted).count()
