"""Where the packages of a release lie, and whether they are as they were built."""

import re
from collections.abc import Iterator
from pathlib import Path

from earwitness.publication.packages import differences
from earwitness.records.custody import VerificationProblem
from earwitness.records.errors import CaseUnusable
from earwitness.records.printable import printable
from earwitness.records.release import Edition
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.store import releases

ATTACKING = "attacking-"
"""How folders in `derived/` begin in which a disguised clip is tried; a kill may leave one."""

_OURS = re.compile(r"edition-(\d+)|\.?unfinished-.*")
"""Folders that a build makes beside each other; anything else there is the user's."""

FOR_OTHERS = 0o077
EXECUTABLE = 0o100


def edition_folder(folder: CaseFolder, release: str, number: int) -> Path:
    """The package of an edition."""
    return folder.releases / release / f"edition-{number}"


def make_release_folder(folder: CaseFolder, release: str) -> Path:
    """The folder for the packages of a release, closed to other accounts.

    Raises:
        CaseUnusable: it cannot be made.
    """
    own = folder.releases / release
    try:
        for part in (folder.releases, own):
            part.mkdir(mode=0o700, exist_ok=True)
            part.chmod(0o700)
    except OSError as error:
        raise CaseUnusable(
            f"releases/{release} cannot be made: {error.strerror}.",
            remedy="Make the case folder writable, or free space on its disk.",
        ) from error
    return own


def changes_since(folder: CaseFolder, edition: Edition) -> tuple[str, ...]:
    """How the package on the disk differs from what was built: in a byte, a name, a file too many
    or too few, a link, or a mode that lets others read it or makes it a program.

    Raises:
        CaseUnusable: it is there, but cannot be read.
    """
    own = edition_folder(folder, edition.release, edition.number)
    if own.is_symlink() or not own.is_dir():
        return ("its folder is gone",)
    return (*differences(own, edition.files), *_modes(own))


def _modes(own: Path) -> tuple[str, ...]:
    """Modes that are not as they were written; a system without them has none to tell."""
    told = []
    try:
        for path in sorted((own, *own.rglob("*"))):
            if path.is_symlink():
                continue  # named as a link already
            mode = path.stat().st_mode
            name = printable(path.relative_to(own.parent).as_posix())
            if mode & FOR_OTHERS:
                told.append(f"{name} was opened to other accounts")
            elif path.is_file() and mode & EXECUTABLE:
                told.append(f"{name} was made a program")
    except OSError as error:
        raise CaseUnusable(
            f"The package {own.name} cannot be read: {error.strerror}.",
            remedy="Check its rights, or build the release again.",
        ) from error
    return tuple(told)


def package_problems(folder: CaseFolder) -> Iterator[VerificationProblem]:
    """Packages that are not as they were built. One that is gone is none: nothing leaks from it,
    and it cannot be signed or published any more."""
    for release in releases.names():
        for edition in releases.editions(release):
            if edition_folder(folder, release, edition.number).is_dir():
                for told in changes_since(folder, edition):
                    yield VerificationProblem(
                        kind="package_changed",
                        subject=releases.edition_subject(release, edition.number),
                        detail=f"{told}; its sign-offs are void",
                    )


def packages_left(folder: CaseFolder) -> list[Path]:
    """Packages of editions that are in the case no more, or whose draft was forgotten: they may
    hold what was forgotten."""
    drafts = {(name, one.version) for name in releases.names() for one in releases.versions(name)}
    kept = {
        edition_folder(folder, release, number)
        for release, number, version in releases.edition_places()
        if (release, version) in drafts
    }
    return [
        path
        for path in sorted(folder.releases.glob("*/*"))
        if _OURS.fullmatch(path.name) and path not in kept
    ]
