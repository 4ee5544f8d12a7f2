"""Walking: the paths that a user names become single files, in a stable order."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from earwitness.archive.foreign_files import shown, unreadable
from earwitness.records.errors import EarwitnessError, InputUnusable
from earwitness.records.problem import Problem

STAGE = "intake"
LITTER = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory"})
LITTER_PREFIX = "._"

FolderId = tuple[int, int]


def find_files(untrusted_paths: Sequence[Path]) -> Iterator[Path | Problem]:
    """Every regular file under the paths: theirs in the given order, folders in name order.

    Memory grows with the names in one folder and its parents, not with the archive. Each folder
    (by device and inode) is entered once, so loops of symbolic links end. A missing path, a
    folder that may not be read, a dangling link, a pipe or device is a Problem, and the walk
    goes on. What systems leave behind (`.DS_Store`, `Thumbs.db`, `desktop.ini`, `._…` twins of
    macOS) is passed over in silence when met in a folder, since it is never a recording.
    """
    entered: set[FolderId] = set()
    waiting = [iter(tuple(dict.fromkeys(untrusted_paths)))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        found = look_at(path, entered)
        if isinstance(found, tuple):
            waiting.append(iter(found))
        elif found is not None:
            yield found


def look_at(path: Path, entered: set[FolderId]) -> Path | Problem | tuple[Path, ...] | None:
    """The file itself, what hinders it, the entries of a folder, or None if entered before."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return entries(path, (status.st_dev, status.st_ino), entered)
    except (OSError, ValueError) as error:
        return problem_of(path, unreadable(path, error))
    if not stat.S_ISREG(status.st_mode):
        return problem_of(
            path,
            InputUnusable(
                f"{shown(path)} is not a file but a pipe, socket or device.",
                remedy="Copy its content into an ordinary file first.",
            ),
        )
    return path


def entries(folder: Path, identity: FolderId, entered: set[FolderId]) -> tuple[Path, ...] | None:
    """The paths in a folder in name order, without litter; None if it was entered before.

    Raises:
        OSError: the folder may not be read.
    """
    if identity in entered:
        return None
    entered.add(identity)
    with os.scandir(folder) as scan:
        names = sorted((entry.name for entry in scan if not is_litter(entry.name)), key=os.fsencode)
    return tuple(folder / name for name in names)


def is_litter(name: str) -> bool:
    """Whether an operating system left this file behind on its own account."""
    return name.lower() in LITTER or name.startswith(LITTER_PREFIX)


def problem_of(path: Path, error: EarwitnessError) -> Problem:
    """An error about a path, as something to keep and show."""
    return Problem(subject=shown(path), stage=STAGE, what=error.what, remedy=error.remedy)
