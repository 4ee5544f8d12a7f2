"""How an edition stands: its bytes, its gate, its signatures; and what is missing."""

from dataclasses import dataclass

from earwitness.app.release_packages import changes_since
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.gating import (
    PEOPLE,
    Matter,
    look_that_counts,
    matters,
    waivers_of,
)
from earwitness.app.releases.objections import unanswered
from earwitness.app.releases.tools import Tools
from earwitness.publication.signatories import by_different_people
from earwitness.records.errors import WrongUsage
from earwitness.records.release import Edition, GateLook, ReleaseDraft, SignOff
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.release_verification import unrecorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one edition stands now.

    `changes` say how its bytes differ from what was built, `unrecorded` which rows of the store the
    ledger does not know so. `look` is the gate's look that counts,
    None if it must look again. `sign_offs` are those of different people that hold, `void` those
    that do not. `missing` says in words what keeps it from being published; empty: nothing.
    """

    edition: Edition
    changes: tuple[str, ...]
    unrecorded: tuple[str, ...]
    look: GateLook | None
    matters: tuple[Matter, ...]
    sign_offs: tuple[SignOff, ...]
    void: tuple[SignOff, ...]
    missing: tuple[str, ...]


def newest_edition(name: str) -> Edition:
    """The edition that was built last.

    Raises:
        WrongUsage: none was built, or there is no such release.
    """
    draft_of(name)
    editions = releases.editions(name)
    if not editions:
        raise WrongUsage(
            f"Nothing was built of {name} yet.", remedy=f"earwitness release build {name}"
        )
    return editions[-1]


def standing_of(
    place: Workplace, tools: Tools, edition: Edition, *, draft: ReleaseDraft
) -> Standing:
    """How an edition stands; `draft` is the version that leads. The bytes are hashed anew.

    Raises:
        CaseUnusable: the package cannot be read.
    """
    changes, foreign = changes_since(place.folder, edition), unrecorded(edition.release)
    look = look_that_counts(place, tools, edition)
    own = matters(look.report, waivers_of(edition)) if look else ()
    signed = releases.sign_offs(edition.release, edition.number)
    held = [
        one
        for one in signed
        if one.package_digest == edition.package_digest and not (changes or foreign)
    ]
    people = by_different_people(held, [one.by for one in held])
    return Standing(
        edition=edition,
        changes=changes,
        unrecorded=foreign,
        look=look,
        matters=own,
        sign_offs=people,
        void=tuple(one for one in signed if one not in held),
        missing=_tampered(edition, changes, foreign) or _missing(edition, draft, look, own, people),
    )


def _tampered(
    edition: Edition, changes: tuple[str, ...], foreign: tuple[str, ...]
) -> tuple[str, ...]:
    void, again = "Every sign-off is void.", f"earwitness release build {edition.release}"
    if foreign:
        return (
            f"The {foreign[0]} in the store is not what the ledger recorded. {void} "
            "earwitness verify",
        )
    return (f"Its bytes were changed ({changes[0]}). {void} {again}",) if changes else ()


def _missing(
    edition: Edition,
    draft: ReleaseDraft,
    look: GateLook | None,
    own: tuple[Matter, ...],
    people: tuple[SignOff, ...],
) -> tuple[str, ...]:
    name = edition.release
    again = f"earwitness release build {name}"
    found = []
    if draft.version != edition.draft_version:
        found.append(f"What is chosen was changed since (version {draft.version}). {again}")
    if look is None:
        found.append("The gate must look again: what it has to look for was changed. Signing does.")
    waiting = [one.id for one in own if not one.accepted]
    if waiting:
        found.append(
            f"{len(waiting)} findings of the gate stand open ({waiting[0]} …). Correct them and "
            f'build again, or two people accept each: earwitness release waive {name} ID --why "…"'
        )
    found += unanswered(draft)
    if len(people) < PEOPLE:
        found.append(
            f"{PEOPLE - len(people)} more people must sign: earwitness release sign {name} --by …"
        )
    return tuple(found)
