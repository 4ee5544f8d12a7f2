"""7z, unpacked by py7zr into files of our own."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import py7zr
from py7zr.io import Py7zIO, WriterFactory

from earwitness.publication.gate.containers.member import (
    CHUNK,
    Found,
    Kind,
    Member,
    Shut,
    Source,
    text_member,
)

MOST_BYTES = 4 * 2**30
"""What one archive may unpack to. Estimate."""


class _TooLarge(Exception):
    pass


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
    def __init__(self, folder: Path) -> None:
        self.folder, self.budget = folder, [MOST_BYTES]
        self.made: dict[str, _File] = {}

    def create(self, filename: str) -> Py7zIO:
        one = self.made[filename] = _File(self.budget, self.folder)
        return one


def _open(source: Source, start: int) -> Found:
    files = _Files(source.scratch)
    try:
        with py7zr.SevenZipFile(io.BytesIO(source.data[start:])) as bundle:
            if bundle.needs_password():
                yield Shut(name="7z", why="is encrypted")
                return
            names = [one.filename for one in bundle.files]
            for number, one in enumerate(bundle.files):
                one.file_properties()["filename"] = str(number)  # names may be refused
            bundle.extractall(factory=files)
    except MemoryError:
        raise
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


def _chunks(held: BinaryIO) -> Iterator[bytes]:
    held.seek(0)
    while chunk := held.read(CHUNK):
        yield chunk
    held.close()


KIND = Kind(name="7z", magic=b"7z\xbc\xaf\x27\x1c", open=_open)
