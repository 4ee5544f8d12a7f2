"""Where members are unpacked to: one folder, with a budget of bytes and files."""

import hashlib
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from earwitness.archive.bundles.names import RefusedName, safe_parts
from earwitness.records.container import ContainerMember
from earwitness.records.printable import printable

CHUNK_BYTES = 2**20
MAX_TWINS = 1000
DAMAGED = "it is damaged"
UNPACKING_ERRORS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError)


class LimitBroken(Exception):
    """The archive holds more than it may; the text says of what."""


class Protected(Exception):
    """Only a password opens the archive."""


class Damaged(Exception):
    """One member cannot be unpacked; the text says why."""


class Readable(Protocol):
    """What a member's bytes are read from."""

    def read(self, count: int, /) -> bytes:
        """The next bytes, empty at the end."""
        ...


@dataclass(slots=True)
class Staging:
    """The folder that members go to, and how many bytes and members are still allowed."""

    folder: Path
    bytes_left: int
    members_left: int
    places: dict[str, Path] = field(default_factory=dict)
    """Where members lie, by the name that the archive gives them."""

    def take(self, name: str, content: Readable, modified_at: float | None) -> ContainerMember:
        """Write one member below the folder; what cannot be is refused, with the reason.

        Raises:
            LimitBroken: it has more bytes, or the archive more members, than allowed.
            OSError: the disk is full or fails.
        """
        try:
            with self.opened(name) as out:
                try:
                    digest, size = hashlib.sha256(), 0
                    for chunk in pieces(content):
                        self.spend(len(chunk))
                        digest.update(chunk)
                        size += len(chunk)
                        out.write(chunk)
                except Damaged:
                    Path(out.name).unlink()
                    raise
        except (RefusedName, Damaged) as error:
            return self.refuse(name, str(error))
        if modified_at is not None:
            set_time(Path(out.name), modified_at)
        self.places[name] = Path(out.name)
        return ContainerMember(name=printable(name), byte_size=size, sha256=digest.hexdigest())

    def refuse(self, name: str, why: str) -> ContainerMember:
        """A member that stays where it is."""
        return ContainerMember(name=printable(name), refused=why)

    def opened(self, name: str) -> BinaryIO:
        """A new file for a member; a name that is taken already goes below `(2)`, `(3)` …

        Raises:
            RefusedName: no file may have this name.
            LimitBroken: the archive has more members than allowed.
            OSError: the disk is full or fails.
        """
        self.count()
        parts = safe_parts(name)
        for twin in range(1, MAX_TWINS):
            below = parts if twin == 1 else (f"({twin})", *parts)
            path = self.folder.joinpath(*below)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return path.open("xb")
            except (FileExistsError, NotADirectoryError):
                continue
        raise RefusedName("its name is there too often")

    def count(self) -> None:
        """One more member.

        Raises:
            LimitBroken: that is one more than allowed.
        """
        self.members_left -= 1
        if self.members_left < 0:
            raise LimitBroken("members")

    def spend(self, count: int) -> None:
        """So many more bytes.

        Raises:
            LimitBroken: that is more than allowed.
        """
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise LimitBroken("bytes")


def pieces(content: Readable) -> Iterator[bytes]:
    """The content in pieces.

    Raises:
        Damaged: it cannot be unpacked.
    """
    while True:
        try:
            chunk = content.read(CHUNK_BYTES)
        except UNPACKING_ERRORS as error:
            raise Damaged(DAMAGED) from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise Damaged(DAMAGED) from error  # bz2 and gzip speak so of their data
        if not chunk:
            return
        yield chunk


def set_time(path: Path, modified_at: float) -> None:
    """Give the file the member's time stamp (seconds since 1970, UTC), if the system can."""
    with suppress(OSError, OverflowError, ValueError):
        os.utime(path, (modified_at, modified_at))
