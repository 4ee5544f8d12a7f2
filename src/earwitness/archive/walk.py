"""Walking: the paths that a user names become single files, in a stable order."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from earwitness.archive.foreign_files import shown, unreadable
from earwitness.records.errors import EarwitnessError, InputUnusable
from earwitness.records.problem import Problem

STAGE = "intake"
LITTER = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory"})
LITTER_PREFIX = "._"

FolderId = tuple[int, int]
Owned = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Walk:
    """What one walk knows: the real places that were named, the folders that it entered, and
    what it must not look at."""

    roots: tuple[Path, ...]
    owned: Owned
    entered: set[FolderId] = field(default_factory=set)


def find_files(
    untrusted_paths: Sequence[Path], *, owned: Owned = lambda path: False
) -> Iterator[Path | Problem]:
    """Every regular file under the paths: theirs in the given order, folders in name order.

    Memory grows with the names in one folder and its parents, not with the archive. What is
    `owned` (the case itself) is passed over. Each folder (by device and inode) is entered once,
    so loops of symbolic links end. A path that is named is followed if it is a link, since who
    names it means it. A link met in a folder is followed if it leads to a place under a named
    path; else it is a Problem, since a foreign folder must not fetch other files of this
    machine. A missing path, a folder that may not be read, a dangling link, a pipe or device is
    a Problem, and the walk goes on. What systems leave behind (`.DS_Store`, `Thumbs.db`,
    `desktop.ini`, `._…` twins of macOS) is passed over in silence when met in a folder, since it
    is never a recording.
    """
    named = tuple(dict.fromkeys(untrusted_paths))
    walk = Walk(roots=tuple(real_place(path) for path in named), owned=owned)
    waiting: list[Iterator[tuple[Path, bool]]] = [iter([(path, False) for path in named])]
    while waiting:
        path, is_link = next(waiting[-1], (None, False))
        if path is None:
            waiting.pop()
            continue
        found = look_at(path, walk, is_link=is_link)
        if isinstance(found, Path | Problem):
            yield found
        elif found is not None:
            waiting.append(found)


def real_place(path: Path) -> Path:
    """Where a path leads; of a link that leads to itself its own place; the path itself where
    nothing can be said."""
    try:
        return Path(os.path.realpath(path))  # `Path.resolve` says nothing of such links
    except (OSError, ValueError):
        return path


def look_at(
    path: Path, walk: Walk, *, is_link: bool
) -> Path | Problem | Iterator[tuple[Path, bool]] | None:
    """The file itself, what hinders it, the entries of a folder, or None if it is passed over."""
    try:
        if is_link and leads_out(path, walk.roots):
            return problem_of(path, link_out(path))
        status = path.stat()
        if walk.owned(path):
            return None
        if stat.S_ISDIR(status.st_mode):
            return entries(path, (status.st_dev, status.st_ino), walk.entered)
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


def leads_out(link: Path, roots: Sequence[Path]) -> bool:
    """Whether a link leads to a place that lies under none of the named ones."""
    place = real_place(link)
    return not any(place.is_relative_to(root) for root in roots)


def link_out(path: Path) -> InputUnusable:
    """The error for a link out of the folder that was given."""
    return InputUnusable(
        f"{shown(path)} is a link to something outside the folder that was given.",
        remedy="If you mean what it leads to, name that file or folder itself.",
    )


def entries(
    folder: Path, identity: FolderId, entered: set[FolderId]
) -> Iterator[tuple[Path, bool]] | None:
    """The paths in a folder in name order, without litter, and whether each is a link; None if
    it was entered before.

    Raises:
        OSError: the folder may not be read.
    """
    if identity in entered:
        return None
    entered.add(identity)
    with os.scandir(folder) as scan:
        found = [(entry.name, entry.is_symlink()) for entry in scan if not is_litter(entry.name)]
    found.sort(key=lambda entry: os.fsencode(entry[0]))
    return ((folder / name, is_link) for name, is_link in found)


def is_litter(name: str) -> bool:
    """Whether an operating system left this file behind on its own account."""
    return name.lower() in LITTER or name.startswith(LITTER_PREFIX)


def problem_of(path: Path, error: EarwitnessError) -> Problem:
    """An error about a path, as something to keep and show."""
    return Problem(subject=shown(path), stage=STAGE, what=error.what, remedy=error.remedy)
