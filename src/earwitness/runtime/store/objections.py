"""Objections to clips of releases: only ever added, each with its entry of the ledger."""

from collections.abc import Collection

from earwitness.records.objection import Objection
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import journal
from earwitness.runtime.store.models import LedgerRow, ObjectionRow

ACTION = "objection"


def add(objection: Objection, *, actor: str) -> None:
    """Store an objection or an answer. Must stand inside a transaction."""
    body = to_json(objection)
    journal.append(actor=actor, action=ACTION, subject=objection.subject, digest=digest(body))
    ObjectionRow.objects.create(
        id=objection.id, subject=objection.subject, release=objection.release, body=body
    )


def of_release(release: str) -> tuple[Objection, ...]:
    """Everything that was said against clips of a release, and answered; oldest first."""
    bodies = ObjectionRow.objects.filter(release=release).values_list("body", flat=True)
    found = [from_json(body, Objection) for body in bodies]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def are_missing(subjects: Collection[str]) -> bool:
    """Whether the ledger tells of objections about these recordings that are not in the store.
    What is forgotten has no clip any more, so nobody asks for it."""
    wanted = {"subject__in": list(subjects)}
    told = LedgerRow.objects.filter(action=ACTION, **wanted).count()
    return told != ObjectionRow.objects.filter(**wanted).count()
