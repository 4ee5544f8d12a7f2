"""Looking at a foreign bag before anything in it is believed: what lies there, within limits."""

import os
import stat
from pathlib import Path

from earwitness.archive.bags.layout import DECLARATION, FETCH, MAX_DEPTH, MAX_FILES, MAX_NAME
from earwitness.archive.foreign_files import shown, unreadable
from earwitness.records.errors import InputUnusable


def is_bag(untrusted_path: Path) -> bool:
    """Whether a folder says that it is a bag (RFC 8493, section 2.1.1)."""
    return untrusted_path.is_dir() and (untrusted_path / DECLARATION).is_file()


def refused(untrusted_folder: Path, why: str, *, remedy: str = "") -> InputUnusable:
    """The error for a bag that is not taken in."""
    return InputUnusable(
        f"The bag {shown(untrusted_folder)} is not taken in: {why}.",
        remedy=remedy or "Ask the sender for it again, and for its id by another way.",
    )


def walk(untrusted_folder: Path) -> dict[str, int]:
    """Every file of a bag, by its name with `/`, and its size in bytes.

    Raises:
        InputUnusable: a link, pipe or device; a name that is not plain; too many files or
            folders in folders; `fetch.txt`, since nothing is ever fetched.
    """
    found: dict[str, int] = {}
    waiting = [(untrusted_folder, "", 0)]
    while waiting:
        folder, prefix, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise refused(untrusted_folder, f"folders lie more than {MAX_DEPTH} deep")
        for entry in _entries(folder):
            name = f"{prefix}{entry.name}"
            refuse_odd_name(untrusted_folder, entry.name)
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                waiting.append((folder / entry.name, f"{name}/", depth + 1))
            elif stat.S_ISREG(status.st_mode):
                found[name] = status.st_size
            else:
                raise refused(untrusted_folder, f"{shown(Path(name))} is a link, pipe or device")
            if len(found) > MAX_FILES:
                raise refused(untrusted_folder, f"it has more than {MAX_FILES} files")
    if FETCH in found:
        raise refused(untrusted_folder, "it has a fetch.txt, and nothing is fetched from a network")
    return found


def refuse_odd_name(untrusted_folder: Path, untrusted_name: str) -> None:
    """Let only names pass that mean the same everywhere: printable ASCII, no separators of any
    system, no `..`, `~` or device.

    Raises:
        InputUnusable: another name.
    """
    plain = untrusted_name.isascii() and untrusted_name.isprintable()
    odd = set('\\:*?"<>|%~') & set(untrusted_name)
    if not plain or odd or untrusted_name in (".", "..") or len(untrusted_name) > MAX_NAME:
        raise refused(untrusted_folder, f"it has an odd file name ({shown(Path(untrusted_name))})")


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as scan:
            return sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        raise unreadable(folder, error) from error
