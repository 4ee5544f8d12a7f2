"""A package on disk: written as a whole, listed, and compared with what was signed."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from earwitness.publication.package_paths import check_path, check_paths
from earwitness.records.errors import CaseUnusable, InputUnusable
from earwitness.records.printable import printable
from earwitness.records.published import PublishedFile
from earwitness.records.release import PackageFile
from earwitness.runtime.canonical import digest

MODIFIED_S = 315_532_800
"""The modification time of every file: 1 January 1980, the first that a ZIP can hold. It tells
nothing of when a release was made."""


def in_folder(name: str, files: Iterable[PublishedFile]) -> tuple[PublishedFile, ...]:
    """The files one folder deeper: what each publisher of a release makes lies in its own."""
    return tuple(replace(file, path=f"{name}/{file.path}") for file in files)


def write_package(files: Sequence[PublishedFile], folder: Path) -> tuple[PackageFile, ...]:
    """Write the files into a new folder, which appears as a whole or not at all.

    Files have mode 0600, folders 0700, all one modification time.

    Raises:
        InputUnusable: a path that a package cannot hold, or no file at all.
        CaseUnusable: the folder is there already, or the disk fails.
    """
    if not files:
        raise InputUnusable(
            "The package would be empty.", remedy="Choose at least one clip and one publisher."
        )
    check_paths(file.path for file in files)
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    with _told(folder):
        if folder.exists() or folder.is_symlink():
            raise FileExistsError(0, "it is there already")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        try:
            for file in files:
                _write(file, unfinished)
            _set_times(unfinished)
            unfinished.rename(folder)
            _flush_folder(folder.parent)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return described(files)


def described(files: Iterable[PublishedFile]) -> tuple[PackageFile, ...]:
    """Path, SHA-256 and size of each file, by path."""
    found = (
        PackageFile(
            path=file.path,
            sha256=hashlib.sha256(file.data).hexdigest(),
            byte_size=len(file.data),
        )
        for file in files
    )
    return tuple(sorted(found, key=lambda one: one.path))


def package_digest(files: Iterable[PackageFile]) -> str:
    """What people sign: SHA-256 over the canonical JSON (RFC 8785) of the sorted list of
    [path, sha256]."""
    return digest(sorted([file.path, file.sha256] for file in files))


def list_package(folder: Path) -> tuple[PackageFile, ...]:
    """The files as they lie on disk now, by path.

    Raises:
        InputUnusable: something in it is no plain file or folder, or has a name that no package
            has.
        CaseUnusable: it cannot be read.
    """
    found, strange = _survey(folder)
    if strange:
        raise InputUnusable(
            f"The package {folder} is not as it was written: {strange[0]}.",
            remedy="Remove it and build the release again.",
        )
    return found


def differences(folder: Path, recorded: Sequence[PackageFile]) -> tuple[str, ...]:
    """How a package on disk differs from its record, in words, one file each; empty if not.

    Raises:
        CaseUnusable: it cannot be read.
    """
    found, strange = _survey(folder)
    now = {file.path: file for file in found}
    then = {file.path: file for file in recorded}
    missing = [f"{path} is missing" for path in sorted(then.keys() - now.keys())]
    added = [f"{path} was added" for path in sorted(now.keys() - then.keys())]
    changed = [
        f"{path} was changed"
        for path in sorted(then.keys() & now.keys())
        if then[path].sha256 != now[path].sha256
    ]
    return (*missing, *added, *changed, *strange)


def load_package(folder: Path) -> tuple[PublishedFile, ...]:
    """The files of a package with their bytes, by path.

    Raises:
        InputUnusable: as `list_package`.
        CaseUnusable: it cannot be read.
    """
    paths = [file.path for file in list_package(folder)]
    with _told(folder):
        return tuple(
            PublishedFile(path=path, data=folder.joinpath(path).read_bytes()) for path in paths
        )


def _write(file: PublishedFile, folder: Path) -> None:
    target = folder
    for part in PurePosixPath(file.path).parts[:-1]:
        target = target / part
        target.mkdir(mode=0o700, exist_ok=True)
    target = folder.joinpath(file.path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(target, flags | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(file.data)
        opened.flush()
        os.fsync(opened.fileno())


def _set_times(folder: Path) -> None:
    for place in (*folder.rglob("*"), folder):
        os.utime(place, (MODIFIED_S, MODIFIED_S))
        if place.is_dir():
            _flush_folder(place)


def _flush_folder(folder: Path) -> None:
    """Bring names to the disk too; systems that cannot open folders do it themselves."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _survey(folder: Path) -> tuple[tuple[PackageFile, ...], tuple[str, ...]]:
    """Files by path, and what does not belong into a package, in words."""
    found: list[PackageFile] = []
    strange: list[str] = []
    with _told(folder):
        if folder.is_symlink():
            strange.append("the folder is a link")
        for entry, path in _entries(folder, ""):
            told = _strange(entry, path)
            if told:
                strange.append(told)
            elif entry.is_file(follow_symlinks=False):
                found.append(_described_on_disk(Path(entry.path), path))
    return tuple(sorted(found, key=lambda one: one.path)), tuple(sorted(strange))


def _entries(folder: Path | str, above: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    with os.scandir(folder) as inside:
        entries = sorted(inside, key=lambda one: one.name)
    for entry in entries:
        path = f"{above}{entry.name}"
        yield entry, path
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, f"{path}/")


def _strange(entry: os.DirEntry[str], path: str) -> str:
    shown = printable(path)
    if entry.is_symlink():
        return f"{shown} is a link"
    if entry.is_dir(follow_symlinks=False):
        with os.scandir(entry.path) as inside:
            return "" if next(inside, None) else f"{shown} is an empty folder"
    if not entry.is_file(follow_symlinks=False):
        return f"{shown} is no file"
    try:
        check_path(path)
    except InputUnusable:
        return f"{shown} has a name that no package has"
    return ""


def _described_on_disk(place: Path, path: str) -> PackageFile:
    with place.open("rb") as opened:
        return PackageFile(
            path=path,
            sha256=hashlib.file_digest(opened, "sha256").hexdigest(),
            byte_size=opened.tell(),
        )


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turns trouble of the disk into an error that names the package and the remedy."""
    try:
        yield
    except OSError as error:
        raise CaseUnusable(
            f"The package {folder} cannot be used: {error.strerror or error}.",
            remedy="Make room, check its rights, or build the release again.",
        ) from error
