"""7z, unpacked by py7zr into files of our own."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import py7zr
from py7zr.io import Py7zIO, WriterFactory

from earwitness.publication.gate.containers.member import (
    CHUNK,
    Buffer,
    Found,
    Kind,
    Member,
    Shut,
    Source,
    text_member,
)
from earwitness.publication.gate.containers.streams import MOST_MEMORY

LZMA, LZMA2, PPMD = b"\x03\x01\x01", b"\x21", b"\x03\x04\x01"
"""Methods that tell how much memory they need (7z's own `Methods.txt`)."""


class _TooLarge(Exception):
    pass


class _Window(io.RawIOBase):
    """The bytes of a source from some place on, as a file."""

    def __init__(self, data: Buffer, start: int) -> None:
        self._data, self._start, self._at = data, start, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        begin = self._start + self._at
        data = self._data[begin : begin + len(into)]
        into[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        size = len(self._data) - self._start
        self._at = max(0, offset + {io.SEEK_CUR: self._at, io.SEEK_END: size}.get(whence, 0))
        return self._at


class _File(Py7zIO):
    """A member, in a file without a name."""

    def __init__(self, budget: list[int], folder: Path) -> None:
        self._budget = budget
        self.file: BinaryIO = tempfile.TemporaryFile(dir=str(folder))  # noqa: SIM115

    def write(self, s: bytes | bytearray) -> int:
        self._budget[0] -= len(s)
        if self._budget[0] < 0:
            raise _TooLarge
        return self.file.write(s)

    def read(self, size: int | None = None) -> bytes:
        return self.file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def flush(self) -> None:
        self.file.flush()

    def size(self) -> int:
        return self.file.seek(0, io.SEEK_END)


class _Files(WriterFactory):
    def __init__(self, folder: Path, most: int) -> None:
        self.folder, self.budget = folder, [most]
        self.made: dict[str, _File] = {}

    def create(self, filename: str) -> Py7zIO:
        one = self.made[filename] = _File(self.budget, self.folder)
        return one


def _open(source: Source, start: int) -> Found:
    files = _Files(source.scratch, source.most_bytes)
    try:
        with py7zr.SevenZipFile(io.BufferedReader(_Window(source.data, start))) as bundle:
            if bundle.needs_password():
                yield Shut(name="7z", why="is encrypted")
                return
            if _memory(bundle) > MOST_MEMORY:
                raise MemoryError
            names = [one.filename for one in bundle.files]
            for number, one in enumerate(bundle.files):
                one.file_properties()["filename"] = str(number)  # names may be refused
            bundle.extractall(factory=files)
    except MemoryError:
        yield Shut(name="7z", why="needs more memory to unpack than is allowed")
        return
    except _TooLarge:
        yield Shut(name="7z", why="unpacks to more than is allowed")
        return
    except Exception:  # whatever foreign bytes make the library raise
        yield Shut(name="7z", why="is damaged, or encrypted")
        return
    yield text_member("names in the 7z archive", "\n".join(names))
    for number, name in enumerate(names):
        if str(number) in files.made:
            held = files.made[str(number)].file
            yield Member(name=name, chunks=lambda held=held: _chunks(held))  # type: ignore[misc]


def _memory(bundle: py7zr.SevenZipFile) -> int:
    """Bytes that the hungriest of its unpackers needs."""
    streams = bundle.header.main_streams
    folders = streams.unpackinfo.folders if streams else []
    return max((_needs(coder) for folder in folders for coder in folder.coders), default=0)


def _needs(coder: dict[str, Any]) -> int:
    told = bytes(coder.get("properties") or b"")
    if coder["method"] in (LZMA, PPMD) and len(told) >= 5:
        return int.from_bytes(told[1:5], "little")
    if coder["method"] == LZMA2 and told:
        return (2 | told[0] & 1) << (told[0] // 2 + 11)
    return 0


def _chunks(held: BinaryIO) -> Iterator[bytes]:
    held.seek(0)
    while chunk := held.read(CHUNK):
        yield chunk
    held.close()


KIND = Kind(name="7z", magic=b"7z\xbc\xaf\x27\x1c", open=_open)
