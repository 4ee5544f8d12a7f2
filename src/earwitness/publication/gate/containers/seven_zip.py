"""7z: every member, unpacked into the scratch folder at once, since they are packed as one."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import py7zr
from py7zr.exceptions import ArchiveError

from earwitness.publication.gate.containers.member import (
    CHUNK,
    Found,
    Kind,
    Member,
    Shut,
    Source,
    slices,
    text_member,
)

MOST_UNPACKED_BYTES, MOST_MEMBERS = 4 * 2**30, 100_000
"""Of one archive; more is unopened."""


def _open(source: Source, start: int) -> Found:
    folder = Path(tempfile.mkdtemp(dir=source.scratch))
    try:
        packed = folder / "packed.7z"
        with packed.open("wb") as file:
            for chunk in slices(source.data, start):
                file.write(chunk)
        yield from _members(packed, folder / "members")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _members(packed: Path, folder: Path) -> Found:
    try:
        with py7zr.SevenZipFile(packed) as archive:
            if archive.needs_password():
                yield Shut(name="", why="is encrypted")
                return
            listed = archive.list()
            yield text_member(
                "names and times", "\n".join(f"{one.filename} {one.creationtime}" for one in listed)
            )
            unpacked = sum(one.uncompressed for one in listed)
            if unpacked > MOST_UNPACKED_BYTES or len(listed) > MOST_MEMBERS:
                yield Shut(name="", why="unpacks to more than is allowed")
                return
            archive.extractall(path=folder)
    except (ArchiveError, OSError, EOFError, ValueError, TypeError, KeyError, IndexError):
        yield Shut(name="", why="is damaged, or packed in a way that is not known here")
        return
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            with contextlib.suppress(OSError):
                yield text_member(f"{name}, link", str(path.readlink()))
        elif path.is_file():
            yield Member(name=name, chunks=_chunks(path))


def _chunks(path: Path) -> Callable[[], Iterator[bytes]]:
    def read() -> Iterator[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    return read


KIND = Kind(name="7z", magic=b"7z\xbc\xaf\x27\x1c", open=_open)
