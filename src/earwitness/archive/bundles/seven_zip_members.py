"""Members of a 7z file, unpacked by py7zr."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

import py7zr
from py7zr.exceptions import PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from earwitness.archive.bundles.names import RefusedName
from earwitness.archive.bundles.staging import LimitBroken, Protected, Staging, set_time
from earwitness.records.container import ContainerMember
from earwitness.records.printable import printable


def seven_zip_members(source: BinaryIO, staging: Staging) -> Iterator[ContainerMember]:
    """Unpack a 7z file. py7zr writes only what it is given to write to; it sees no path of ours.

    Raises:
        Protected: the archive is encrypted.
        LimitBroken: it says of itself that it holds too much, or it does.
        py7zr.exceptions.ArchiveError: it is damaged.
    """
    try:
        with py7zr.SevenZipFile(source) as bundle:
            if bundle.needs_password():
                raise Protected
            yield from unpacked(bundle, staging)
    except PasswordRequired as error:
        raise Protected from error


def unpacked(bundle: py7zr.SevenZipFile, staging: Staging) -> Iterator[ContainerMember]:
    """Unpack what is a file, refuse what is none or has no possible name."""
    files = [one for one in bundle.files if not one.is_directory]
    if len(files) > staging.members_left:
        raise LimitBroken("members")
    if sum(one.uncompressed or 0 for one in files) > staging.bytes_left:
        raise LimitBroken("bytes")
    writers = Writers(staging)
    for number, one in enumerate(files):
        if one.is_symlink or one.is_junction or one.is_socket:
            yield staging.refuse(one.filename, "it is a link or a device")
            continue
        try:
            writers.expect(str(number), one.filename)
        except RefusedName as why:
            yield staging.refuse(one.filename, str(why))
            continue
        # Numbers for names: py7zr would refuse the whole archive for one bad name among them.
        one.file_properties()["filename"] = str(number)
    bundle.extract(targets=list(writers.expected), factory=writers)
    times = {one.filename: one.lastwritetime for one in files}
    for number_text, writer in writers.expected.items():
        writer.close()
        stamp = times[number_text]
        if stamp is not None:
            set_time(writer.path, stamp.totimestamp())
        yield writer.member()


class Writer(Py7zIO):
    """One member while it is written."""

    def __init__(self, staging: Staging, name: str) -> None:
        self._staging, self._name = staging, name
        with staging.opened(name) as out:
            self.path = Path(out.name)
        self._digest, self._size = hashlib.sha256(), 0
        self._out: BinaryIO | None = None

    def write(self, s: bytes | bytearray) -> int:
        """Append."""
        self._staging.spend(len(s))
        self._digest.update(s)
        self._size += len(s)
        if self._out is None:
            self._out = self.path.open("ab")
        return self._out.write(s)

    def read(self, size: int | None = None) -> bytes:
        """Nothing: members are only written."""
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        """The place stays at the end."""
        return self._size

    def flush(self) -> None:
        """Nothing waits but what the system holds."""

    def size(self) -> int:
        """Bytes written."""
        return self._size

    def close(self) -> None:
        """The member is whole."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def member(self) -> ContainerMember:
        """What became of it."""
        return ContainerMember(
            name=printable(self._name), byte_size=self._size, sha256=self._digest.hexdigest()
        )


class Writers(WriterFactory):
    """Gives py7zr a writer for each member, by its number."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self.expected: dict[str, Writer] = {}

    def expect(self, number: str, name: str) -> None:
        """A member of this name will be written.

        Raises:
            RefusedName: no file may have this name.
            LimitBroken: the archive has more members than allowed.
        """
        self.expected[number] = Writer(self._staging, name)

    def create(self, filename: str) -> Py7zIO:
        """The writer of the member that py7zr begins."""
        return self.expected[PurePath(filename).name]
