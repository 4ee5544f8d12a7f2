"""What is restricted now, to be asked at every request: follows from the restrictions in force, and
from the calls and persons that there are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from earwitness.records.custody import VerificationProblem
from earwitness.records.restriction import Hidden, RestrictedKind, Restriction
from earwitness.runtime.store.chunks import CHUNK
from earwitness.runtime.store.models import CallRow, RestrictionMarkRow, ResultRow

CALL, PERSON, PROFILE = RestrictedKind.CALL.value, RestrictedKind.PERSON.value, "profile"
CROSS = "cross"
Mark = tuple[str, str, str]
"""(kind, what is marked, subject of the restriction)."""


def renew(in_force: Sequence[Restriction]) -> None:
    """Mark what these restrict; a mark of another goes. Must stand inside a transaction."""
    due = {one.subject: list(one.allowed) for one in in_force}
    marks = set(_marks(in_force))
    RestrictionMarkRow.objects.all().delete()
    RestrictionMarkRow.objects.bulk_create(
        (
            RestrictionMarkRow(kind=kind, marked=marked, restriction=subject, allowed=due[subject])
            for kind, marked, subject in sorted(marks)
        ),
        batch_size=CHUNK,
    )


def mark_persons(attributions: Sequence[dict[str, Any]]) -> None:
    """Mark persons of fresh attributions who share a profile with a restricted one. Must stand
    inside a transaction."""
    marked = RestrictionMarkRow.objects.filter(kind=PROFILE)
    known: dict[str, list[tuple[str, Any]]] = {}
    for reference, subject, allowed in marked.values_list("marked", "restriction", "allowed"):
        known.setdefault(reference, []).append((subject, allowed))
    if not known:
        return
    for one in attributions:
        for subject, allowed in (own for ref in one["profiles"] for own in known.get(ref, ())):
            if one["person_id"]:
                RestrictionMarkRow.objects.get_or_create(
                    kind=PERSON,
                    marked=one["person_id"],
                    restriction=subject,
                    defaults={"allowed": allowed},
                )


def hidden_from(account: str) -> Hidden:
    """What an account may not see. One query."""
    found: dict[str, set[str]] = {CALL: set(), PERSON: set(), PROFILE: set()}
    rows = RestrictionMarkRow.objects.values_list("kind", "marked", "allowed")
    for kind, marked, allowed in rows:
        if account not in allowed:
            found[kind].add(marked)
    return Hidden(
        calls=frozenset(found[CALL]),
        persons=frozenset(found[PERSON]),
        profiles=frozenset(found[PROFILE]),
    )


def restricted_calls() -> frozenset[str]:
    """Ids of all calls that are kept to some accounts."""
    rows = RestrictionMarkRow.objects.filter(kind=CALL)
    return frozenset(rows.values_list("marked", flat=True))


def restrictions_on(marked: str) -> tuple[str, ...]:
    """Subjects of the restrictions that hold for a call or person."""
    rows = RestrictionMarkRow.objects.filter(marked=marked).order_by("restriction")
    return tuple(rows.values_list("restriction", flat=True))


def marked_by(subject: str) -> tuple[str, ...]:
    """The calls, or persons, that the restriction of a subject holds for now."""
    rows = RestrictionMarkRow.objects.filter(restriction=subject).exclude(kind=PROFILE)
    return tuple(rows.order_by("marked").values_list("marked", flat=True))


def check(in_force: Sequence[Restriction]) -> Iterator[VerificationProblem]:
    """Calls and persons that are marked otherwise than the restrictions say."""
    due = {one.subject: list(one.allowed) for one in in_force}
    should = {(*mark, tuple(due[mark[2]])) for mark in _marks(in_force)}
    rows = RestrictionMarkRow.objects.values_list("kind", "marked", "restriction", "allowed")
    there = {(kind, marked, subject, tuple(own)) for kind, marked, subject, own in rows}
    for marked in sorted({one[1] for one in should ^ there}):
        yield VerificationProblem(
            kind="row_changed",
            subject=marked,
            detail="who may see it is marked otherwise than the ledger recorded",
        )


def _marks(in_force: Sequence[Restriction]) -> Iterator[Mark]:
    of_calls = [one for one in in_force if one.kind is RestrictedKind.CALL]
    of_persons = [one for one in in_force if one.kind is RestrictedKind.PERSON]
    if of_calls:
        yield from _marked_calls(of_calls)
    if of_persons:
        yield from _marked_persons(of_persons)


def _marked_calls(restrictions: Sequence[Restriction]) -> Iterator[Mark]:
    meant = _by_part(
        (part, one.subject)
        for one in restrictions
        for part in (one.subject, *one.recordings, *one.list_rows)
    )
    for subject in {one.subject for one in restrictions}:
        yield CALL, subject, subject
    for call_id, body in CallRow.objects.values_list("id", "body").iterator():
        for part in (call_id, *body["recordings"], *body["list_rows"]):
            for subject in meant.get(part, ()):
                yield CALL, call_id, subject


def _marked_persons(restrictions: Sequence[Restriction]) -> Iterator[Mark]:
    meant = _by_part((part, one.subject) for one in restrictions for part in one.profiles)
    for one in restrictions:
        yield PERSON, one.subject, one.subject
        yield from ((PROFILE, reference, one.subject) for reference in one.profiles)
    outputs = ResultRow.objects.filter(stage=CROSS).values_list("output", flat=True)
    for output in outputs.iterator(chunk_size=100):
        for attribution in output:
            for reference in attribution["profiles"] if attribution["person_id"] else ():
                for subject in meant.get(reference, ()):
                    yield PERSON, attribution["person_id"], subject


def _by_part(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part, subject in pairs:
        found.setdefault(part, []).append(subject)
    return found
