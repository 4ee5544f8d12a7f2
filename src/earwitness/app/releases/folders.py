"""Where the packages of a release lie, and whether they are as they were built."""

from pathlib import Path

from earwitness.publication.packages import differences
from earwitness.records.errors import CaseUnusable
from earwitness.records.printable import printable
from earwitness.records.release import Edition
from earwitness.runtime.case import CaseFolder

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
