"""Members of a zip archive that somebody else made, opened within limits."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from earwitness.records.errors import InputUnusable


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipLimits:
    """What may be unpacked of one archive.

    `directory_bytes` of its table of contents, which is held in memory; `members` in it; `unpacked`
    bytes of one member; of one member at most `member_ratio` times its packed size, and of all
    members together `total_ratio` times the size of the archive, both on top of `FLOOR`.
    """

    members: int = 200_000
    directory_bytes: int = 64 * 1024**2
    unpacked: int = 16 * 1024**3
    member_ratio: int = 200
    total_ratio: int = 100


FLOOR = 64 * 1024**2
"""Bytes unpacked whatever the ratio: small files of one line again and again are no bombs.
Estimate."""

OF_CHATS = ZipLimits()
"""A chat of many years has some ten thousand pictures and some hundred megabytes of text, which
deflate packs to a tenth; it cannot do more than 1,032 to 1 (RFC 1951, https://zlib.net).
Estimate."""

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What phones write. Others (bzip2, LZMA) unpack a block without a bound in Python's zipfile."""


def is_zip(untrusted_path: Path) -> bool:
    """Whether the file begins like a zip archive. Never raises."""
    try:
        with untrusted_path.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


class OpenedZip(zipfile.ZipFile):
    """An archive with its limits; `left` bytes may still be unpacked of all members together."""

    def __init__(self, stream: IO[bytes], limits: ZipLimits, size: int) -> None:
        super().__init__(stream)
        self.limits = limits
        self.left = limits.total_ratio * size + FLOOR


@contextmanager
def opened_zip(untrusted_path: Path, limits: ZipLimits = OF_CHATS) -> Iterator[OpenedZip]:
    """The archive, if its table of contents is of bearable size.

    Raises:
        InputUnusable: it is broken, cut off, or breaks a limit.
    """
    name = untrusted_path.name
    try:
        size = untrusted_path.stat().st_size
        with (
            _BoundedReads(untrusted_path, limits.directory_bytes) as stream,
            OpenedZip(stream, limits, size) as archive,
        ):
            if len(archive.infolist()) > limits.members:
                raise InputUnusable(
                    f"{name} holds more than {limits.members:,} files.",
                    remedy="Unpack it yourself and give the file with the people alone.",
                )
            yield archive
    except OSError as error:
        raise InputUnusable(
            f"{name} cannot be read: {error.strerror or error}.",
            remedy="Check that the file is there and may be read.",
        ) from error
    # zipfile raises what the broken bytes lead it to.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputUnusable(
            f"{name} is cut off or damaged: its table of contents cannot be read.",
            remedy="Copy or export it again.",
        ) from error


def member_stream(archive: OpenedZip, member: zipfile.ZipInfo) -> io.RawIOBase:
    """The unpacked bytes of a member; reading raises InputUnusable beyond a limit, and when the
    bytes are damaged or protected."""
    return _Unpacked(archive, member)


def member_head(archive: OpenedZip, member: zipfile.ZipInfo, size: int) -> bytes:
    """The first bytes of a member, at most `size`; raises as `member_stream`."""
    with member_stream(archive, member) as raw:
        return io.BufferedReader(raw).read(size)


class _BoundedReads(io.BufferedReader):
    """The file, which refuses long reads: zipfile reads the table of contents at once, at whatever
    length one of its three end records tells."""

    def __init__(self, untrusted_path: Path, longest: int) -> None:
        super().__init__(io.FileIO(untrusted_path))
        self._file_name = untrusted_path.name
        self._longest = longest

    def read(self, size: int | None = -1, /) -> bytes:
        """At most the bytes that a table of contents may have."""
        if size is not None and size > self._longest:
            raise InputUnusable(
                f"The table of contents of {self._file_name} is longer than "
                f"{self._longest // 1024**2} MiB.",
                remedy="Unpack it yourself and give the file with the people alone.",
            )
        return super().read(size)


class _Unpacked(io.RawIOBase):
    """A member as a raw stream that counts what comes out."""

    def __init__(self, archive: OpenedZip, member: zipfile.ZipInfo) -> None:
        self._name = Path(archive.filename or "archive").name
        self._archive = archive
        limits = archive.limits
        self._left = min(limits.unpacked, limits.member_ratio * member.compress_size + FLOOR)
        if member.compress_type not in _METHODS:
            raise InputUnusable(
                f"{self._name} is packed in a way that no phone packs.",
                remedy="Unpack it yourself and give what was in it.",
            )
        try:
            self._stream = archive.open(member)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError) as error:
            raise self._unusable(protected=bool(member.flag_bits & 1)) from error

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; see `member_stream` for what is raised."""
        try:
            block = self._stream.read(len(buffer))
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError) as error:
            raise self._unusable() from error
        except Exception as error:  # zlib.error, lzma.LZMAError: each method has its own
            raise self._unusable() from error
        self._left -= len(block)
        self._archive.left -= len(block)
        if self._left < 0 or self._archive.left < 0:
            raise self._beyond_limits()
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        """Close the member, too."""
        if not self.closed and hasattr(self, "_stream"):
            self._stream.close()
        super().close()

    def _beyond_limits(self) -> InputUnusable:
        return InputUnusable(
            f"{self._name} is far larger unpacked than packed, as no export is: it was unpacked "
            "up to a limit, and the rest is not read.",
            remedy="Look who made it; if it is good, unpack it yourself and give what was in it.",
        )

    def _unusable(self, *, protected: bool = False) -> InputUnusable:
        if protected:
            return InputUnusable(
                f"{self._name} is protected by a password.",
                remedy="Unpack it with its password and give what was in it.",
            )
        return InputUnusable(
            f"{self._name} is cut off or damaged: a file in it cannot be unpacked.",
            remedy="Copy or export it again.",
        )
