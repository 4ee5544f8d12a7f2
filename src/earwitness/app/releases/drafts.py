"""The draft of a release: made, found, and changed version by version, each with its author."""

import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from earwitness.app.releases.words import line_of
from earwitness.publication.signatories import LONGEST
from earwitness.records.errors import WrongUsage
from earwitness.records.printable import printable, storable
from earwitness.records.release import ClipChoice, ReleaseDraft
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.connection import writing

NAME = re.compile(r"[a-z][a-z0-9-]{0,38}[a-z0-9]")
"""Names of folders on every system; the ledger keeps them for good."""
LANGUAGES = ("en", "uk", "ru")

ALPHABET, LENGTH = "bcdfghjkmnpqrstvwxz", 12
"""Of public ids: 51 random bits without vowels and digits, so that no id is a word or a number."""


def public_id() -> str:
    """A random id for what the world sees; it follows from nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def author_of(by: str, place: Workplace) -> str:
    """The name that a person gave, or the account at work.

    Raises:
        WrongUsage: it is too long to be a name.
    """
    name = " ".join(printable(storable(by)).split()) or place.actor
    if len(name) > LONGEST:
        raise WrongUsage("That is too long for a name.", remedy="Give your own name with --by.")
    return name


def person_of(by: str, place: Workplace) -> str:
    """The name of somebody who must be one of two: given, never taken from the account.

    Raises:
        WrongUsage: there is no letter or digit in it, or it is too long.
    """
    if not any(letter.isalnum() for letter in by):
        raise WrongUsage("That is nobody's name.", remedy="Give your own name with --by.")
    return author_of(by, place)


def new_release(
    place: Workplace, untrusted_name: str, *, title: str, language: str = "en", by: str = ""
) -> ReleaseDraft:
    """Make an empty release.

    Raises:
        WrongUsage: the name is taken or cannot be one, there is no title, or no such language.
        CaseUnusable: the store cannot be written.
    """
    if not NAME.fullmatch(untrusted_name):
        raise WrongUsage(
            f"{printable(untrusted_name)!r} is no name for a release.",
            remedy="Take 2 to 40 small Latin letters, digits and -, as spring-1. It stays in the "
            "ledger for good, so let it tell nothing.",
        )
    if language not in LANGUAGES:
        raise WrongUsage(
            f"There are no pages in {printable(language)!r}.",
            remedy=f"Choose one of {', '.join(LANGUAGES)}.",
        )
    draft = ReleaseDraft(
        name=untrusted_name,
        version=1,
        public_id=public_id(),
        title=line_of(title, "title"),
        by=author_of(by, place),
        at=datetime.now(UTC),
        language=language,
    )
    with writing(place.folder.database):
        if releases.newest_draft(untrusted_name) is not None:
            raise WrongUsage(
                f"There is a release {untrusted_name} already.", remedy="Take another name."
            )
        releases.add_draft(draft, actor=place.actor)
    return draft


def draft_of(untrusted_name: str) -> ReleaseDraft:
    """The version that leads.

    Raises:
        WrongUsage: there is no such release.
    """
    draft = releases.newest_draft(untrusted_name)
    if draft is None:
        raise WrongUsage(
            f"There is no release {printable(untrusted_name)!r}.",
            remedy="`earwitness release list` shows them; `earwitness release new` makes one.",
        )
    return draft


def change(
    place: Workplace,
    untrusted_name: str,
    edit: Callable[[ReleaseDraft], ReleaseDraft],
    *,
    by: str = "",
    why: str = "",
    after_withdrawal: bool = False,
) -> ReleaseDraft:
    """A next version, as `edit` makes it of the one that leads; that one itself if nothing changes.

    Raises:
        WrongUsage: there is no such release, it was withdrawn, or `edit` refuses.
        CaseUnusable: the store cannot be written.
    """
    author = author_of(by, place)
    with writing(place.folder.database):
        before = draft_of(untrusted_name)
        if before.withdrawn and not after_withdrawal:
            raise WrongUsage(
                f"The release {before.name} was withdrawn.", remedy="Make a new release."
            )
        edited = edit(before)
        if edited == before:
            return before
        clips = edited.clips if edited.ordered else sorted(edited.clips, key=lambda one: one.id)
        after = replace(
            edited,
            clips=tuple(clips),
            version=before.version + 1,
            by=author,
            at=datetime.now(UTC),
            why=" ".join(printable(storable(why)).split()),
        )
        releases.add_draft(after, actor=place.actor)
    return after


def clip_of(draft: ReleaseDraft, untrusted_id: str) -> ClipChoice:
    """The clip whose id begins so.

    Raises:
        WrongUsage: none does, or several.
    """
    found = [clip for clip in draft.clips if untrusted_id and clip.id.startswith(untrusted_id)]
    if len(found) != 1:
        raise WrongUsage(
            f"{printable(untrusted_id)!r} fits {len(found) or 'no'} clips of {draft.name}.",
            remedy=f"`earwitness release show {draft.name}` shows their ids.",
        )
    return found[0]


def change_clip(
    place: Workplace,
    untrusted_name: str,
    untrusted_id: str,
    edit: Callable[[ClipChoice], ClipChoice],
    *,
    by: str = "",
    why: str = "",
) -> ReleaseDraft:
    """A next version with one clip changed; as `change`."""

    def edited(draft: ReleaseDraft) -> ReleaseDraft:
        old = clip_of(draft, untrusted_id)
        if old.withdrawn:
            raise WrongUsage("That clip was withdrawn.", remedy="Choose a new clip.")
        return with_clip(draft, edit(old))

    return change(place, untrusted_name, edited, by=by, why=why)


def with_clip(draft: ReleaseDraft, new: ClipChoice) -> ReleaseDraft:
    """The draft with this clip in place of the one with its id."""
    return replace(draft, clips=tuple(new if clip.id == new.id else clip for clip in draft.clips))
