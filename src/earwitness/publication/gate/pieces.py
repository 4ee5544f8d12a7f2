"""What the walk through a package hands on: stretches of bytes, sounds, and what stayed shut."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from earwitness.records.gate import Unopened

PIECE_BYTES = 8 * 1024 * 1024
"""How much is searched at once, in bytes. Estimate: keeps memory bounded for files of any size."""

OVERLAP_BYTES = 64 * 1024
"""How much of a piece is searched again with the next, so that nothing is cut in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of bytes to be searched.

    `path` is the file of the package, `where` the way to the bytes inside ("word/document.xml"),
    "" for the file's own. `offset` is the place of the first byte there. `encodings` is what was
    undone to get `data`, outermost first; then `place_of` tells for a place in `data` the place
    in the bytes it was undone from, which begin at `offset`.
    """

    path: str
    where: str
    data: bytes
    offset: int = 0
    encodings: tuple[str, ...] = ()
    place_of: Callable[[int], int] | None = None

    def place(self, position: int) -> int:
        """Where a place in `data` stands in the bytes that `where` names."""
        return self.offset + (self.place_of(position) if self.place_of else position)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpan:
    """A stretch of the bytes that `where` names is a member called `name`."""

    path: str
    where: str
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSound:
    """A sound or film in the package, to be listened to; `file` may be a copy that was unpacked."""

    path: str
    where: str
    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPicture:
    """A picture in the package. Its pixels are not looked at."""

    path: str
    where: str


Walked = Piece | NamedSpan | FoundSound | FoundPicture | Unopened
