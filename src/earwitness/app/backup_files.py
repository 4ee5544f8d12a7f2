"""The files of a backup: what of a case's folder belongs to it, and the list with their hashes.

The list has the form of a manifest of BagIt (RFC 8493, section 2.1.3), so that `sha256sum -c` reads
it too.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from earwitness.archive.bags.layout import MANIFEST
from earwitness.archive.originals import copy_and_hash
from earwitness.records.errors import InputUnusable
from earwitness.records.printable import storable
from earwitness.runtime.case import CaseFolder

MADE_AGAIN = {"derived", "index"}
"""Folders of a case that `process` makes again."""
BY_OTHER_MEANS = {"originals", "case.toml"}
"""Copied by those who know what must be in them."""
LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def files_beside(folder: CaseFolder) -> Iterator[tuple[str, bool]]:
    """(path in the case's folder, whether it is to be copied) of everything but stores, originals,
    settings, and what can be made again. Links are not followed; other stores, and files whose
    names the list cannot hold, are not copied."""
    store, accounts = folder.database.name, folder.accounts.name
    for root, folders, names in os.walk(folder.root):
        here = Path(root)
        if here == folder.root:
            folders[:] = [one for one in folders if one not in MADE_AGAIN | BY_OTHER_MEANS]
        for name in sorted((*folders, *names)):
            path = here / name
            if path.is_symlink():
                yield path.relative_to(folder.root).as_posix(), False
            elif name in names and here == folder.desk and name.startswith(accounts):
                continue
            elif name in names and here == folder.root and name.startswith((f"{store}.", accounts)):
                yield name, False
            elif name in names and here == folder.root and _is_own(name, store):
                continue
            elif name in names:
                inside = path.relative_to(folder.root).as_posix()
                yield inside, path.is_file() and _can_be_listed(inside)
        folders.sort()


def _can_be_listed(path: str) -> bool:
    """Whether `read_manifest` reads this path as it is: a name may hold line breaks, and bytes that
    are no UTF-8."""
    return path.splitlines() == [path] and storable(path) == path and "\\" not in path


def _is_own(name: str, store: str) -> bool:
    return name.startswith((store, "case.toml")) or name in (MANIFEST, "backup.json")


def copied(source: Path, target: Path) -> str:
    """Copy one file onto the disk; the SHA-256 (lower-case hex) of what was read.

    Raises:
        InputUnusable: the source cannot be read to its end.
        OSError: it cannot be opened, or the target not be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with source.open("rb") as reader, target.open("xb") as writer:
        sha256, _ = copy_and_hash(reader, writer, source)
        writer.flush()
        os.fsync(writer.fileno())
    shutil.copystat(source, target)
    return sha256


def read_manifest(folder: Path) -> dict[str, str]:
    """SHA-256 by path, of a backup that somebody names.

    Raises:
        InputUnusable: it is no backup, or a path in its list leads out of it.
    """
    try:
        untrusted_text = (folder / MANIFEST).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _no_backup(folder, f"it has no {MANIFEST} that can be read") from error
    found: dict[str, str] = {}
    for line in untrusted_text.splitlines():
        match = LINE.fullmatch(line)
        if match is None or not _stays_inside(folder, match[2]):
            raise _no_backup(folder, f"a line of {MANIFEST} names no file of it")
        found[match[2]] = match[1]
    if not {"case.toml", "case.sqlite3"} <= set(found):
        raise _no_backup(folder, "it holds no case")
    return found


def _stays_inside(folder: Path, untrusted_path: str) -> bool:
    path = PurePosixPath(untrusted_path)
    if path.is_absolute() or ".." in path.parts or "\\" in untrusted_path:
        return False
    places = [folder.joinpath(*path.parts[: depth + 1]) for depth in range(len(path.parts))]
    return bool(path.parts) and not any(place.is_symlink() for place in places)


def _no_backup(folder: Path, reason: str) -> InputUnusable:
    return InputUnusable(
        f"{folder} is no backup of a case: {reason}.",
        remedy="Name the folder that `earwitness backup` made.",
    )
