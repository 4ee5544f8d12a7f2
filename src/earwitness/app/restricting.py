"""Need-to-know: who alone may see a call or a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from earwitness.app.judging import reason_of
from earwitness.records.call import Call
from earwitness.records.errors import WrongUsage
from earwitness.records.judgement import leading
from earwitness.records.printable import storable
from earwitness.records.restriction import Hidden, RestrictedKind, Restriction
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, restriction_marks, restrictions, results
from earwitness.runtime.store.connection import writing

PERSON = "person-"
FORGOTTEN = "a recording of it was forgotten"
Answer = dict[str, Any]


def restrict(
    place: Workplace, untrusted_id: str, *, allowed: Sequence[str], why: str
) -> tuple[Restriction, ...]:
    """Let only these accounts see a call or a person, in place of those who might before.

    Gives one decision, or one for each call that became this one.

    Raises:
        WrongUsage: there is no such call or person, nobody is named, or no reason.
        CaseUnusable: the case cannot be written.
    """
    names = tuple(sorted({storable(one).strip() for one in allowed} - {""}))
    if not names:
        raise WrongUsage(
            "Nobody would see it.", remedy="Name at least one account that may see it."
        )
    return _decide(place, untrusted_id, allowed=names, lifted=False, why=why)


def lift(place: Workplace, untrusted_id: str, *, why: str) -> tuple[Restriction, ...]:
    """Let everybody see a call or a person again who may read the case.

    Raises:
        WrongUsage: it is not restricted, or there is no reason.
        CaseUnusable: the case cannot be written.
    """
    return _decide(place, untrusted_id, allowed=(), lifted=True, why=why)


def hidden_from(account: str) -> Hidden:
    """What an account may not see."""
    return restriction_marks.hidden_from(account)


def restricted_calls() -> frozenset[str]:
    """Ids of all calls that are kept to some accounts."""
    return restriction_marks.restricted_calls()


def list_restrictions() -> list[Answer]:
    """Every restriction in force, newest first: `now` are the calls or persons it holds for."""
    return [
        {**to_json(one), "now": list(restriction_marks.marked_by(one.subject))}
        for one in reversed(restrictions.in_force())
    ]


def history_of(subject: str) -> list[Answer]:
    """Every decision on one subject, newest first."""
    known = restrictions.all_restrictions()
    return [to_json(one) for one in reversed(known) if one.subject == subject]


def restrictions_with(sha256: str) -> tuple[Restriction, ...]:
    """Restrictions in force of the calls of a recording, which may have others."""
    found = calls.ids_with_recording(sha256)
    subjects = restrictions.with_recording(sha256, set(found))
    return tuple(one for one in restrictions.in_force() if one.subject in subjects)


def keep_without(place: Workplace, known: Sequence[Restriction], sha256: str) -> None:
    """Restrict anew what is left of the calls of a recording that is forgotten. Must stand in the
    transaction that forgets it, after its rows are gone and the calls are assembled."""
    fresh = [
        _with_id(
            replace(
                _of_call(call),
                allowed=one.allowed,
                why=FORGOTTEN,
                by=place.actor,
            )
        )
        for one in known
        for call in calls.calls_with({*one.recordings, *one.list_rows} - {sha256})
    ]
    restrictions.add(fresh, actor=place.actor)
    restrictions.renew_marks()


def _decide(
    place: Workplace, untrusted_id: str, *, allowed: tuple[str, ...], lifted: bool, why: str
) -> tuple[Restriction, ...]:
    wanted, reason = storable(untrusted_id).strip(), reason_of(why)
    with writing(place.folder.database):
        known = leading(restrictions.all_restrictions())
        in_force = [known[one] for one in restriction_marks.restrictions_on(wanted)]
        if lifted and not in_force:
            raise WrongUsage(f"{wanted} is not restricted.", remedy="Nothing is left to do.")
        meant = _meant(wanted)
        drafts = [_joined(one, meant) for one in in_force] or [_after(known.get(wanted), meant)]
        at = datetime.now(UTC)
        said: Any = {
            "allowed": allowed,
            "lifted": lifted,
            "why": reason,
            "by": place.actor,
            "at": at,
        }
        made = tuple(_with_id(replace(one, **said)) for one in drafts)
        restrictions.add(made, actor=place.actor)
    return made


def _meant(wanted: str) -> Restriction:
    """The call or person of this id, as a restriction that decides nothing yet.

    Raises:
        WrongUsage: there is none.
    """
    if (call := calls.call_with_id(wanted)) is not None:
        return _of_call(call)
    own = results.profiles_of_person(wanted) if wanted.startswith(PERSON) else ()
    if not own and not restriction_marks.restrictions_on(wanted):
        raise WrongUsage(
            f"There is no call or person {wanted!r}.",
            remedy="Give the whole id; `earwitness calls` and `earwitness attributions --json` "
            "list them.",
        )
    kind = RestrictedKind.PERSON if wanted.startswith(PERSON) else RestrictedKind.CALL
    return replace(_blank(wanted, kind), profiles=own)


def _of_call(call: Call) -> Restriction:
    blank = _blank(call.id, RestrictedKind.CALL)
    return replace(blank, recordings=call.recordings, list_rows=call.list_rows)


def _blank(subject: str, kind: RestrictedKind) -> Restriction:
    return Restriction(
        id="",
        subject=subject,
        kind=kind,
        allowed=(),
        lifted=False,
        why="",
        by="",
        at=datetime.now(UTC),
    )


def _joined(known: Restriction, meant: Restriction) -> Restriction:
    """What follows on a decision in force: the subject stays, what became of it is added."""
    return replace(
        known,
        supersedes=known.id,
        recordings=_union(known.recordings, meant.recordings),
        list_rows=_union(known.list_rows, meant.list_rows),
        profiles=_union(known.profiles, meant.profiles),
    )


def _after(lifted: Restriction | None, meant: Restriction) -> Restriction:
    return replace(meant, supersedes=lifted.id) if lifted else meant


def _union(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _with_id(draft: Restriction) -> Restriction:
    return replace(draft, id=f"restriction-{digest(to_json(draft))[:12]}")
