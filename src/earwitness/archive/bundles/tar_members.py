"""Members of a tar file, and the one content of a file that is only compressed."""

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

from earwitness.archive.bundles.formats import BLOCK, is_tar
from earwitness.archive.bundles.staging import Readable, Staging, pieces
from earwitness.records.container import ContainerMember

TARS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


class Joined:
    """The beginning of a stream that was looked at, and the rest."""

    def __init__(self, beginning: bytes, rest: Readable) -> None:
        self._beginning, self._rest = beginning, rest

    def read(self, count: int, /) -> bytes:
        """The next bytes."""
        if self._beginning:
            piece, self._beginning = self._beginning[:count], self._beginning[count:]
            return piece
        return self._rest.read(count)


def compressed_members(
    source: BinaryIO, form: str, name: str, staging: Staging
) -> Iterator[ContainerMember]:
    """Unpack a gzip, bzip2 or xz file: the members of a tar, or else its one content, under the
    file's name without the last ending.

    Raises:
        LimitBroken: it holds more than allowed.
        Damaged: it cannot be decompressed to its end.
        tarfile.TarError: the tar in it is damaged.
    """
    openers = {"gz": gzip.GzipFile, "bz2": bz2.BZ2File, "xz": lzma.LZMAFile}
    if form == "gz":
        stream: Readable = cast(Readable, gzip.GzipFile(fileobj=source))
    else:
        stream = cast(Readable, openers[form](source))
    head = beginning_of(stream)
    if is_tar(head):
        yield from tar_members(Joined(head, stream), staging)
    else:
        path = PurePath(name)
        inner = path.stem if path.stem and path.suffix else f"{name}.content"
        yield staging.take(inner, Joined(head, stream), None)


def beginning_of(stream: Readable) -> bytes:
    """The first block of a stream, shorter if the stream is.

    Raises:
        Damaged: it cannot be decompressed.
    """
    head = b""
    for piece in pieces(Limited(stream, BLOCK)):
        head += piece
    return head


class Limited:
    """Not more than so many bytes of a stream."""

    def __init__(self, stream: Readable, count: int) -> None:
        self._stream, self._left = stream, count

    def read(self, count: int, /) -> bytes:
        """The next bytes."""
        piece = self._stream.read(min(count, self._left))
        self._left -= len(piece)
        return piece


def tar_members(stream: Readable, staging: Staging) -> Iterator[ContainerMember]:
    """Unpack a tar file, read once from front to end.

    Hard links inside it are further names of a member before them, and are unpacked as such.
    Symbolic links and devices stay where they are.

    Raises:
        LimitBroken, Damaged, tarfile.TarError: as `compressed_members`.
    """
    with tarfile.open(fileobj=cast(BinaryIO, stream), mode="r|") as bundle:
        while (member := bundle.next()) is not None:
            bundle.members = []  # type: ignore[attr-defined]  # it keeps them all
            if not member.isdir():
                yield tar_member(bundle, member, staging)
    for piece in pieces(stream):  # the checksum of a compression stands at its end
        staging.spend(len(piece))


def tar_member(
    bundle: tarfile.TarFile, member: tarfile.TarInfo, staging: Staging
) -> ContainerMember:
    """Unpack one member.

    Raises:
        LimitBroken, OSError: as `Staging.take`.
        tarfile.TarError: the tar ends here.
    """
    if member.islnk():
        return further_name(member, staging)
    content = bundle.extractfile(member) if member.isreg() else None
    if content is None:
        return staging.refuse(member.name, "it is a link or a device")
    return staging.take(member.name, content, float(member.mtime))


def further_name(member: tarfile.TarInfo, staging: Staging) -> ContainerMember:
    """Unpack a hard link: the bytes of the member before it that it names, once more."""
    place = staging.places.get(member.linkname)
    if place is None:
        return staging.refuse(member.name, "it is a link to something that is not in the archive")
    with place.open("rb") as content:
        return staging.take(member.name, content, float(member.mtime))
