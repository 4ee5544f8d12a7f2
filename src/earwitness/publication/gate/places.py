"""What lies in a package: every file, folder and link, by name, in a stable order."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from earwitness.records.gate import Unopened

OTHER = "it is a device, a pipe or a socket"


class EntryKind(StrEnum):
    """What an entry is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file, folder or link. `name` is its path in what is checked, with "/" between its
    parts, as the file system has it; `number` counts entries from 1."""

    number: int
    name: str
    path: Path
    kind: EntryKind
    size: int = 0


def entries(untrusted_root: Path) -> Iterator[Entry | Unopened]:
    """The root itself if it is a file, or all that is in it. Links are not followed; one that
    leads out of the root is unopened, and so is what is neither file, folder nor link."""
    walked = _walked(untrusted_root, untrusted_root.name, is_root=True)
    for number, (path, name) in enumerate(walked, start=1):
        yield from _entry(untrusted_root, path, name, number)


def _walked(path: Path, name: str, *, is_root: bool = False) -> Iterator[tuple[Path, str]]:
    waiting = [(path, name, is_root)]
    while waiting:
        path, name, is_root = waiting.pop()
        yield path, name
        try:
            if path.is_symlink() and not is_root:
                continue
            inside = sorted(_names(path), key=os.fsencode, reverse=True)
        except OSError:
            continue  # no folder, or told as unopened: may not be read, or its path is too long
        waiting += [(path / one, one if is_root else f"{name}/{one}", False) for one in inside]


def _names(folder: Path) -> list[str]:
    with os.scandir(folder) as found:
        return [one.name for one in found]


def _entry(root: Path, path: Path, name: str, number: int) -> Iterator[Entry | Unopened]:
    try:
        status = path.stat() if path == root else path.lstat()
    except (OSError, ValueError):
        yield Unopened(path=name, where="", why="it cannot be read")
        return
    mode, size = status.st_mode, status.st_size
    if stat.S_ISLNK(mode):
        yield Entry(number=number, name=name, path=path, kind=EntryKind.LINK)
        if not _real(path).is_relative_to(_real(root)):
            yield Unopened(path=name, where="", why="it is a link to something outside")
    elif stat.S_ISDIR(mode):
        yield Entry(number=number, name=name, path=path, kind=EntryKind.FOLDER)
        if not os.access(path, os.R_OK | os.X_OK):
            yield Unopened(path=name, where="", why="this folder may not be read")
    elif stat.S_ISREG(mode):
        yield Entry(number=number, name=name, path=path, kind=EntryKind.FILE, size=size)
    else:
        yield Entry(number=number, name=name, path=path, kind=EntryKind.LINK)
        yield Unopened(path=name, where="", why=OTHER)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
