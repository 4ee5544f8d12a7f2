"""Restrictions of calls and persons, as they were decided."""

from collections.abc import Iterable, Iterator

from earwitness.records.custody import VerificationProblem
from earwitness.records.judgement import leading
from earwitness.records.restriction import Restriction
from earwitness.runtime.store import decisions, restriction_marks
from earwitness.runtime.store.models import RestrictionRow
from earwitness.runtime.store.row_contents import OF_DAMAGE


def add(records: Iterable[Restriction], *, actor: str) -> int:
    """Store decisions that are not here already, and mark anew what is restricted; how many were
    new. Must stand inside a transaction."""
    new = sum(decisions.add(RestrictionRow, one, action="restrict", actor=actor) for one in records)
    if new:
        restriction_marks.renew(in_force())
    return new


def all_restrictions() -> tuple[Restriction, ...]:
    """Every decision, oldest first."""
    return decisions.oldest_first(RestrictionRow.objects, Restriction)


def in_force() -> tuple[Restriction, ...]:
    """The leading decisions that were not lifted, by time."""
    found = [one for one in leading(all_restrictions()).values() if not one.lifted]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))


def with_recording(sha256: str, call_ids: set[str]) -> set[str]:
    """Subjects of the restrictions that tell of a recording, or of one of these calls."""
    return {
        one.subject
        for one in all_restrictions()
        if sha256 in one.recordings or one.subject in call_ids
    }


def renew_marks() -> None:
    """Mark anew what is restricted: calls or attributions changed. Must stand inside a
    transaction."""
    if RestrictionRow.objects.exists():
        restriction_marks.renew(in_force())


def check_marks() -> Iterator[VerificationProblem]:
    """Where what is marked is not what the restrictions in force say."""
    try:
        yield from restriction_marks.check(in_force())
    except OF_DAMAGE:
        yield VerificationProblem(
            kind="row_changed",
            subject="restrictions",
            detail="who may see what cannot be read: a restriction, a call or an attribution is "
            "no longer of its form",
        )
