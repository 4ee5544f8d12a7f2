"""Two people: who accepts a finding of the gate, and who signs exactly these bytes.

Whoever built an edition may sign it as one of the two; the other is then somebody else by
necessity. A stricter rule would need three people, whom a small newsroom has not at midnight.
"""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from earwitness.app.release_packages import changes_since, edition_folder
from earwitness.app.releases.drafts import draft_of, person_of
from earwitness.app.releases.gating import (
    look_again,
    matters,
    refuse_other_bytes,
    refuse_unrecorded,
    waivers_of,
)
from earwitness.app.releases.objections import refuse_unanswered
from earwitness.app.releases.readiness import obstacles, with_new_restrictions
from earwitness.app.releases.standing import Standing, newest_edition, standing_of
from earwitness.app.releases.tools import Tools
from earwitness.app.releases.words import line_of
from earwitness.publication.signatories import same_person
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.release import Edition, ReleaseDraft, SignOff, Waiver
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.connection import writing


def waive(
    place: Workplace, tools: Tools, name: str, untrusted_finding: str, *, why: str, by: str
) -> Waiver:
    """Accept one finding of the gate, for one person, in exactly these bytes.

    Raises:
        WrongUsage: there is no such finding, no reason, or this person accepted it already.
        CaseUnusable: the package was changed since it was built, or the store.
    """
    reason, author, edition = line_of(why, "reason"), person_of(by, place), newest_edition(name)
    refuse_unrecorded(name)
    refuse_other_bytes(changes_since(place.folder, edition), edition)
    look = look_again(place, tools, draft_of(name), _folder(place, edition), edition)
    with writing(place.folder.database):
        known = matters(look.report, waivers_of(edition))
        found = [one for one in known if untrusted_finding and one.id.startswith(untrusted_finding)]
        if len(found) != 1:
            raise WrongUsage(
                f"{untrusted_finding!r} fits {len(found) or 'no'} findings of edition "
                f"{edition.number}.",
                remedy=f"`earwitness release show {name}` shows their ids.",
            )
        if any(same_person(one.by, author) for one in found[0].waivers):
            raise WrongUsage(
                f"{author} has accepted that finding already.",
                remedy="Another person must look at it, and say so with --by.",
            )
        waiver = Waiver(
            id=f"waiver-{secrets.token_hex(6)}",
            release=name,
            edition=edition.number,
            package_digest=edition.package_digest,
            finding_id=found[0].id,
            by=author,
            at=datetime.now(UTC),
            why=reason,
        )
        releases.add_waiver(waiver, actor=place.actor)
    return waiver


def sign(
    place: Workplace, tools: Tools, name: str, *, by: str, why: str = "", edition_number: int = 0
) -> Standing:
    """Sign the newest edition, for one person: exactly the bytes that lie on the disk now.

    `edition_number` is the edition that the person looked at; 0: the newest.

    Raises:
        WrongUsage: nothing was built, the edition is not the newest, or this person signed it.
        CaseUnusable: the bytes were changed, the draft was, or findings of the gate or objections
            stand open.
    """
    author, edition = person_of(by, place), newest_edition(name)
    refuse_unrecorded(name)
    remark = line_of(why, "remark") if why else ""
    if edition_number not in (0, edition.number):
        raise WrongUsage(
            f"Edition {edition_number} is not the newest of {name}.",
            remedy=f"Look at edition {edition.number}, and sign that.",
        )
    draft = refuse_unready(place, tools, edition)
    look_again(place, tools, draft, _folder(place, edition), edition)
    refuse_open_matters(standing_of(place, tools, edition, draft=draft))
    with writing(place.folder.database):
        refuse_unanswered(draft)  # somebody may have objected meanwhile
        signed = releases.sign_offs(name, edition.number)
        if any(same_person(one.by, author) for one in signed):
            raise WrongUsage(
                f"{author} has signed edition {edition.number} already.",
                remedy="Another person must look at it, and sign with a name of their own.",
            )
        releases.add_sign_off(
            SignOff(
                id=f"sign-{secrets.token_hex(6)}",
                release=name,
                edition=edition.number,
                package_digest=edition.package_digest,
                by=author,
                at=datetime.now(UTC),
                why=remark,
            ),
            actor=place.actor,
        )
    return standing_of(place, tools, edition, draft=draft)


def refuse_unready(place: Workplace, tools: Tools, edition: Edition) -> ReleaseDraft:
    """Let only an edition pass whose bytes and draft are as they were built, and whose clips may
    go out by what the case knows now; the draft.

    Raises:
        CaseUnusable: it is not so.
    """
    refuse_other_bytes(changes_since(place.folder, edition), edition)
    draft = with_new_restrictions(place, edition.release)
    if draft.version != edition.draft_version:
        raise CaseUnusable(
            f"What is chosen for {edition.release} was changed since edition {edition.number} was "
            "built.",
            remedy=f"Build it anew: earwitness release build {edition.release}",
        )
    refuse_unanswered(draft)
    if found := obstacles(place, tools, draft):
        raise CaseUnusable(
            f"Edition {edition.number} may not go out: {found[0]}",
            remedy=f"`earwitness release show {edition.release}` shows everything that is missing.",
        )
    return draft


def refuse_open_matters(standing: Standing) -> None:
    """Let only an edition pass whose gate is clean, or everything of it accepted by two people.

    Raises:
        CaseUnusable: it is not so.
    """
    waiting = [one.id for one in standing.matters if not one.accepted]
    if standing.look is None or waiting:
        raise CaseUnusable(
            f"The gate has {len(waiting)} findings in edition {standing.edition.number} that two "
            "people have not accepted."
            if standing.look
            else "The case was changed while the gate looked.",
            remedy=f"`earwitness release show {standing.edition.release}` shows them: correct and "
            "build again, or waive each with a reason."
            if standing.look
            else "Give the same command again.",
        )


def _folder(place: Workplace, edition: Edition) -> Path:
    return edition_folder(place.folder, edition.release, edition.number)
