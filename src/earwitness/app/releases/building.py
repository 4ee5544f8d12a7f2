"""Building: what is chosen becomes a package, and the gate looks at it before anybody can sign."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from earwitness.app.release_packages import edition_folder, make_release_folder
from earwitness.app.releases.drafts import author_of, draft_of
from earwitness.app.releases.findings_only import refuse_nothing
from earwitness.app.releases.gating import look, refuse_unrecorded
from earwitness.app.releases.readiness import obstacles, with_new_restrictions
from earwitness.app.releases.standing import Standing, standing_of
from earwitness.app.releases.tools import Tools
from earwitness.publication.packages import in_folder, package_digest, write_package
from earwitness.publication.signing.c2pa_audio import signed_release
from earwitness.publication.signing.keys import SigningKey
from earwitness.records.errors import CaseUnusable
from earwitness.records.published import PublishedFile
from earwitness.records.release import Edition, ReleaseDraft
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.connection import writing


def build(
    place: Workplace, tools: Tools, name: str, *, by: str = "", key: SigningKey | None = None
) -> Standing:
    """Make the next edition of the draft that leads, and let the gate look at it.

    With a `key` every sound is signed by C2PA before any publisher sees it.

    The package grows under another name and appears whole, in the same moment as its rows and its
    entry of the ledger; stopped at any time, nothing half is left.

    Raises:
        WrongUsage: there is no such release.
        CaseUnusable: something must be decided first, a piece cannot be made, the disk is full, or
            the draft was changed meanwhile.
        InputUnusable: the certificate does not allow signing.
        ModelMissing: what signs is not installed.
    """
    refuse_unrecorded(name)
    author, draft = author_of(by, place), with_new_restrictions(place, name)
    refuse_obstacles(place, tools, draft)
    folder, number = make_release_folder(place.folder, name), releases.next_edition(name)
    files = files_of(place, tools, draft, key)
    with _unfinished(folder / f"unfinished-{number}") as unfinished:
        edition = _edition(draft, number, unfinished, files, author)
        seen = look(place, tools, draft, unfinished, edition)
        with writing(place.folder.database):
            _refuse_changed(draft, number)
            releases.add_edition(edition, actor=place.actor)
            releases.add_look(seen, actor=place.actor)
            _appear(unfinished, edition_folder(place.folder, name, number))
    return standing_of(place, tools, edition, draft=draft)


def refuse_obstacles(place: Workplace, tools: Tools, draft: ReleaseDraft) -> None:
    """Let only a draft pass about which everything is decided.

    Raises:
        CaseUnusable: something is not.
    """
    found = obstacles(place, tools, draft)
    if found:
        more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
        raise CaseUnusable(
            f"{draft.name} cannot be built yet{more}.",
            remedy=f"{found[0]}  All of it: earwitness release show {draft.name}",
        )


def files_of(
    place: Workplace, tools: Tools, draft: ReleaseDraft, key: SigningKey | None = None
) -> tuple[PublishedFile, ...]:
    """The files of a package: of one publisher as they are, of several each in a folder of its
    own.

    Raises:
        CaseUnusable: no publisher makes any, or as `build`.
    """
    prepared = tools.prepare(place, draft)
    release = signed_release(prepared, key) if key else prepared
    made = [(name, tools.publisher(name).publish(release)) for name in draft.publishers]
    refuse_nothing(draft, sum(len(files) for _, files in made))
    if len(made) == 1:
        return made[0][1]
    return tuple(file for name, files in made for file in in_folder(name, files))


def _edition(
    draft: ReleaseDraft, number: int, folder: Path, files: tuple[PublishedFile, ...], author: str
) -> Edition:
    written = write_package(files, folder)
    return Edition(
        release=draft.name,
        number=number,
        draft_version=draft.version,
        package_digest=package_digest(written),
        files=written,
        by=author,
        at=datetime.now(UTC),
    )


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A name for a package that is not one yet; whatever lies there goes, now and at the end."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_changed(draft: ReleaseDraft, number: int) -> None:
    if draft_of(draft.name).version != draft.version or releases.next_edition(draft.name) != number:
        raise CaseUnusable(
            f"{draft.name} was changed or built by somebody else meanwhile.",
            remedy="Give the same command again.",
        )


def _appear(unfinished: Path, target: Path) -> None:
    """Give a package its name, as the last thing before its rows are kept. What lies there under
    that name was left by a build that was killed between the two: no edition has this number."""
    try:
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        unfinished.rename(target)
    except OSError as error:
        raise CaseUnusable(
            f"{target.name} cannot be put into its place: {error.strerror}.",
            remedy="Make the case folder writable, or free space on its disk.",
        ) from error
