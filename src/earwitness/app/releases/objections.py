"""Objecting to a clip of a release. While an objection has no answer, nothing of it is signed.

Who objected cannot answer, but may take it back. A clip that is dropped or withdrawn ends the
objections to it. A clip that is merely changed does not: somebody else must say that this is
enough.
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from earwitness.app.releases.drafts import clip_of, draft_of, person_of
from earwitness.app.releases.words import line_of
from earwitness.publication.signatories import same_person
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.objection import Dispute, Objection
from earwitness.records.printable import printable
from earwitness.records.release import ReleaseDraft
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import objections
from earwitness.runtime.store.connection import writing


def object_to(place: Workplace, name: str, clip_id: str, *, why: str, by: str) -> Objection:
    """Object to a clip.

    Raises:
        WrongUsage: there is no such clip, it was withdrawn, or no reason or name is given.
    """
    reason, author = line_of(why, "reason"), person_of(by, place)
    with writing(place.folder.database):
        clip = clip_of(draft_of(name), clip_id)
        if clip.withdrawn:
            raise WrongUsage("That clip was withdrawn.", remedy="Nothing of it goes out.")
        made = _said(name, clip.id, clip.sha256, author, reason)
        objections.add(made, actor=place.actor)
    return made


def answer(
    place: Workplace, name: str, untrusted_id: str, *, why: str, by: str
) -> tuple[Objection, Objection]:
    """Answer an objection, or take one's own back; the objection, and what was answered.

    Raises:
        WrongUsage: there is no such objection, it was answered, or who objected answers it.
    """
    return _end(place, name, untrusted_id, why=why, by=by, is_own=False)


def take_back(
    place: Workplace, name: str, untrusted_id: str, *, why: str, by: str
) -> tuple[Objection, Objection]:
    """Take one's own objection back; as `answer`.

    Raises:
        WrongUsage: there is no such objection, it was answered, or somebody else made it.
    """
    return _end(place, name, untrusted_id, why=why, by=by, is_own=True)


def disputes(name: str) -> tuple[Dispute, ...]:
    """Every objection to clips of a release, with its answer; oldest first."""
    said = objections.of_release(name)
    answers = {one.answers: one for one in said if one.answers}
    return tuple(
        Dispute(objection=one, answer=answers.get(one.id)) for one in said if not one.answers
    )


def open_disputes(draft: ReleaseDraft) -> tuple[Dispute, ...]:
    """Those without an answer, to clips that would go out."""
    living = {clip.id for clip in draft.clips if not clip.withdrawn}
    return tuple(
        one for one in disputes(draft.name) if not one.answer and one.objection.clip_id in living
    )


def unanswered(draft: ReleaseDraft) -> Iterator[str]:
    """Each of them in words that say what to type."""
    for one in open_disputes(draft):
        yield (
            f"{one.objection.clip_id}: {one.objection.by} objects. Somebody else must answer: "
            f'earwitness release answer {draft.name} {one.objection.id} --why "…" --by …'
        )


def refuse_unanswered(draft: ReleaseDraft) -> None:
    """Let only a release pass in which every objection has its answer.

    Raises:
        CaseUnusable: one has none, or the store lacks one that the ledger knows.
    """
    if objections.are_missing({clip.sha256 for clip in draft.clips}):
        raise CaseUnusable(
            f"The store lacks an objection to {draft.name} that the ledger knows. Nothing is "
            "signed or published.",
            remedy="Find out who changed the store: earwitness verify",
        )
    found = list(unanswered(draft))
    if found:
        raise CaseUnusable(
            f"{len(found)} objections to {draft.name} have no answer. {found[0]}",
            remedy="Or drop the clip, or withdraw it.",
        )


def _end(
    place: Workplace, name: str, untrusted_id: str, *, why: str, by: str, is_own: bool
) -> tuple[Objection, Objection]:
    reason, author = line_of(why, "answer"), person_of(by, place)
    with writing(place.folder.database):
        draft_of(name)
        dispute = _meant(disputes(name), name, untrusted_id)
        own = dispute.objection
        _refuse_person(own, author, is_own=is_own)
        ended = _said(name, own.clip_id, own.subject, author, reason, own.id)
        objections.add(ended, actor=place.actor)
    return own, ended


def _refuse_person(objection: Objection, author: str, *, is_own: bool) -> None:
    is_same = same_person(objection.by, author)
    if is_same and not is_own:
        raise WrongUsage(
            f"{author} made that objection, so somebody else must answer it.",
            remedy="Or take it back, if it holds no more.",
        )
    if is_own and not is_same:
        raise WrongUsage(
            f"{objection.by} made that objection. Nobody else can take it back.",
            remedy="Answer it, with a reason.",
        )


def _meant(found: Sequence[Dispute], name: str, untrusted_id: str) -> Dispute:
    fit = [one for one in found if untrusted_id and one.objection.id.startswith(untrusted_id)]
    if len(fit) != 1:
        raise WrongUsage(
            f"{printable(untrusted_id)!r} fits {len(fit) or 'no'} objections to {name}.",
            remedy=f"`earwitness release objections {name}` shows their ids.",
        )
    if fit[0].answer is not None:
        raise WrongUsage(
            f"{fit[0].answer.by} has answered that objection already.",
            remedy="If it does not satisfy you, object anew.",
        )
    return fit[0]


def _said(
    name: str, clip_id: str, sha256: str, author: str, why: str, answers: str = ""
) -> Objection:
    return Objection(
        id=f"objection-{secrets.token_hex(6)}",
        subject=sha256,
        release=name,
        clip_id=clip_id,
        by=author,
        at=datetime.now(UTC),
        why=why,
        answers=answers,
    )
