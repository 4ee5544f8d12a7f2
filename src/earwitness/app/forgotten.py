"""What was forgotten stays away: files are cleared, and the same file is not taken in again."""

import errno
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from earwitness.app.checking import CHECKING as LOOKING
from earwitness.app.desk_traces import clear_desk
from earwitness.app.listening import LISTENING
from earwitness.app.release_packages import ATTACKING, packages_left
from earwitness.archive.call_scratch import ASSEMBLING
from earwitness.archive.originals import original_path
from earwitness.records.custody import VerificationProblem
from earwitness.records.errors import CaseUnusable
from earwitness.records.problem import Problem
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings, tombstones
from earwitness.runtime.store.connection import writing
from earwitness.runtime.store.erasing import erase_traces, overwrite_what_is_deleted

HEX_DIGITS = 64
CHECKING = "bag-check-"
"""How folders in `derived/` begin in which a bag is looked at; a kill may leave one."""
TRIES = 5
"""To remove a folder that another process puts files into, a few within a millisecond. Estimate."""
WORKING_FILES = (CHECKING, ASSEMBLING, LISTENING, LOOKING, ATTACKING)


def finish_forgetting(place: Workplace) -> int:
    """Clear what a forgetting left behind when it was interrupted; how many were cleared.

    Files of the recording go, and the whole search index, whose segments keep deleted text
    until they are merged; `process` makes it anew. Then the store is written anew. Each step
    can be done twice. The ledger's `cleared` comes last.

    Raises:
        CaseUnusable: a file cannot be removed, or another command has the store open.
    """
    hashes, waiting = tombstones.hashes(), tombstones.uncleared()
    _remove(_originals_left(place.folder, hashes), place.folder)
    _remove(_derived_left(place.folder, hashes), place.folder)  # a decoder may have been at it
    clear_desk(place, hashes, anew=bool(waiting))
    if not waiting:
        return 0
    overwrite_what_is_deleted()
    _remove([place.folder.index, *_working_files_left(place.folder)], place.folder)
    _remove(packages_left(place.folder), place.folder)
    place.folder.index.mkdir(exist_ok=True)
    erase_traces(place.folder.database)
    with writing(place.folder.database):
        for sha256 in sorted(waiting):
            tombstones.clear(sha256, actor=place.actor)
    return len(waiting)


def refusal(folder: CaseFolder, sha256: str) -> Problem | None:
    """Why a sealed file is not taken in, if it was forgotten; its original is removed again.

    The problem names the tombstone, not the path, which would bring a name back.
    """
    found = tombstones.find(sha256)
    if not found:
        return None
    _remove(_originals_left(folder, {sha256}), folder)
    tombstone = found[0]
    return Problem(
        subject=sha256,
        stage="intake",
        what=f"A file with the SHA-256 {sha256[:12]}… was handed in. It was forgotten on "
        f"{tombstone.at:%d %B %Y} by {tombstone.by}, and is not taken in again.",
        remedy="Leave it out. To find it, compare `sha256sum` of the files with the tombstone.",
    )


def leftovers(folder: CaseFolder) -> Iterator[VerificationProblem]:
    """What is forgotten by the ledger, but not yet gone from the folder."""
    hashes = tombstones.hashes()
    left = [*_originals_left(folder, hashes), *_derived_left(folder, hashes)]
    for sha256 in sorted({*tombstones.uncleared(), *(path.name[:HEX_DIGITS] for path in left)}):
        yield VerificationProblem(
            kind="forgetting_unfinished",
            subject=sha256,
            detail="it was forgotten, but may still be in a file; "
            f"`earwitness forget {sha256[:12]}` goes on",
        )


def _originals_left(folder: CaseFolder, hashes: set[str]) -> list[Path]:
    """Originals that are forgotten and no recording any more."""
    found = (original_path(folder.originals, sha256) for sha256 in sorted(hashes))
    return [path for path in found if path.exists() and not recordings.recordings([path.name])]


def _derived_left(folder: CaseFolder, hashes: set[str]) -> list[Path]:
    """What was made of them: everything in `derived/` whose name begins with such a hash."""
    if not hashes:
        return []
    return [path for path in folder.derived.glob("**/*") if path.name[:HEX_DIGITS] in hashes]


def _working_files_left(folder: CaseFolder) -> list[Path]:
    return [path for name in WORKING_FILES for path in folder.derived.glob(f"{name}*")]


def _remove_folder(folder: Path) -> None:
    """Again, if it changed meanwhile: a desk may be making its part of the index anew."""
    for _ in range(TRIES - 1):
        try:
            shutil.rmtree(folder)
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.ENOENT}:
                raise
        if not folder.exists():
            return
    shutil.rmtree(folder)


def _remove(paths: Iterable[Path], folder: CaseFolder) -> None:
    for path in paths:
        try:
            if path.is_dir() and not path.is_symlink():
                _remove_folder(path)
            else:
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise CaseUnusable(
                f"{path.relative_to(folder.root)} cannot be removed: {error.strerror}.",
                remedy="Make the case folder writable, then give the same command again.",
            ) from error
