"""Members of a zip archive that somebody else made, opened within limits."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from earwitness.records.errors import InputUnusable

MOST_MEMBERS = 200_000
"""A chat of many years has some ten thousand pictures."""

MOST_BYTES_OF_DIRECTORY = 64 * 1024 * 1024
MOST_UNPACKED = 16 * 1024**3
"""Bytes read of one member; real chats have some hundred megabytes."""

HIGHEST_RATIO = 1_000
"""Unpacked to packed; deflate cannot do more than 1,032 (RFC 1951, https://zlib.net)."""

_END_OF_DIRECTORY = b"PK\x05\x06"
_LONGEST_END = 22 + 65_535


def is_zip(untrusted_path: Path) -> bool:
    """Whether the file begins like a zip archive. Never raises."""
    try:
        with untrusted_path.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


@contextmanager
def opened_zip(untrusted_path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, if its table of contents is of bearable size.

    Raises:
        InputUnusable: it is broken, cut off, or breaks a limit of this module.
    """
    name = untrusted_path.name
    try:
        _check_directory(untrusted_path)
        with zipfile.ZipFile(untrusted_path) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                raise InputUnusable(
                    f"{name} holds more than {MOST_MEMBERS:,} files.",
                    remedy="Unpack it yourself and give the exported chat alone.",
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


def member_stream(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> io.RawIOBase:
    """The unpacked bytes of a member; reading raises InputUnusable beyond a limit, and when the
    bytes are damaged or protected."""
    return _Unpacked(archive, member)


def member_head(archive: zipfile.ZipFile, member: zipfile.ZipInfo, size: int) -> bytes:
    """The first bytes of a member, at most `size`; raises as `member_stream`."""
    with member_stream(archive, member) as raw:
        return io.BufferedReader(raw).read(size)


def _check_directory(untrusted_path: Path) -> None:
    """zipfile loads the whole table of contents, so its size is looked at before."""
    with untrusted_path.open("rb") as stream:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, size - _LONGEST_END))
        tail = stream.read(_LONGEST_END)
    start = tail.rfind(_END_OF_DIRECTORY)
    if start < 0 or len(tail) < start + 22:
        raise zipfile.BadZipFile("no end of central directory")
    directory = int.from_bytes(tail[start + 12 : start + 16], "little")
    if MOST_BYTES_OF_DIRECTORY < directory < 0xFFFFFFFF or (
        directory == 0xFFFFFFFF and size > MOST_UNPACKED
    ):
        raise zipfile.BadZipFile("the central directory is too long")


class _Unpacked(io.RawIOBase):
    """A member as a raw stream that counts what comes out."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self._name = Path(archive.filename or "archive").name
        self._left = min(MOST_UNPACKED, HIGHEST_RATIO * member.compress_size + 64 * 1024)
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
        if self._left < 0:
            raise self._unusable()
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        """Close the member, too."""
        if not self.closed and hasattr(self, "_stream"):
            self._stream.close()
        super().close()

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
