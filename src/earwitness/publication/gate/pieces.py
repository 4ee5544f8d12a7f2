"""What the walk through a package hands on: stretches of bytes, sounds, and what stayed shut."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from earwitness.records.gate import Unopened

PIECE_BYTES = 8 * 1024 * 1024
"""How much is searched at once, in bytes. Estimate: keeps memory bounded for files of any size."""

OVERLAP_BYTES = 64 * 1024
"""How much of a piece is searched again with the next, so that nothing is cut in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of bytes to be searched.

    `path` is the file of the package ("" stands for the checked file itself), `where` the way to
    it inside ("zip member a.docx, word/document.xml"), "" for the file's own bytes. `offset` is
    the place of its first byte there. `encodings` is what was undone to get it, outermost first.
    """

    path: str
    where: str
    data: bytes
    offset: int = 0
    encodings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSound:
    """A sound or film in the package, to be listened to; `file` may be a copy that was unpacked."""

    path: str
    where: str
    file: Path


Walked = Piece | FoundSound | Unopened


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Something inside a container: a file of an archive, a tag, a stream, a comment.

    `name` says what and where ("member word/document.xml", "EXIF", "row 3 of table calls") and is
    itself searched. `open` gives its bytes; it may be called once, while the container is open,
    and what it raises (as far as foreign bytes can cause it) makes the member unopened.
    """

    name: str
    open: Callable[[], BinaryIO]


Open = Callable[[BinaryIO], Iterator[Member]]
"""Opens one kind of container. Raises `InputUnusable` with the reason where it cannot be read."""
