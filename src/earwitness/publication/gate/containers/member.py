"""What a container gives: members that open, and what stays shut."""

import mmap
from bisect import bisect_right, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from earwitness.publication.gate.budget import BudgetSpent
from earwitness.publication.gate.holes import NO_HOLES, Holes

Buffer = bytes | mmap.mmap

ALWAYS_STEPS = 1_000_000
BYTES_PER_STEP = 16
"""Steps that are taken in any source, and one more for so many bytes. Estimate: parts of pictures
and films are longer."""

CHUNK = 256 * 1024
"""How much is unpacked at once, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Something inside a container: a file of an archive, a stream, a text.

    Either `span`: its bytes stand in the container as they are, from here to there; or `chunks`
    unpacks them. What `chunks` raises, as far as foreign bytes can cause it, leaves the rest of
    the member unopened.
    """

    name: str
    span: tuple[int, int] | None = None
    chunks: Callable[[], Iterator[bytes]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """A member, or with no name the container itself, that cannot be opened, and why."""

    name: str
    why: str


@dataclass(slots=True)
class Spans:
    """Stretches of a container that are done with; they do not overlap."""

    _starts: list[int] = field(default_factory=list)
    _ends: dict[int, int] = field(default_factory=dict)

    def add(self, start: int, end: int) -> None:
        """This stretch is done with."""
        if end > start and start not in self._ends:
            insort(self._starts, start)
        if end > start:
            self._ends[start] = max(end, self._ends.get(start, 0))

    def cover(self, place: int) -> bool:
        """Whether the place lies in one of them."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._ends[self._starts[number]]


@dataclass(slots=True)
class Steps:
    """How often openers went on from one part to the next that a part tells, whatever they made of
    them: beginnings of containers may stand so that the same parts follow each of them."""

    taken: int = 0

    def take(self, size: int) -> None:
        """One more, in a source of `size` bytes.

        Raises:
            BudgetSpent: there were more than containers that stand apart can have.
        """
        self.taken += 1
        if self.taken > ALWAYS_STEPS + size // BYTES_PER_STEP:
            raise BudgetSpent("it has more parts than are allowed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of a file or member in which containers are looked for.

    `name` is its own name. In `scratch` a container may lay files. `done` are stretches that a
    container has read to their end, `heard` those that are listened to. `most_bytes` may be
    unpacked from it; `holes` need not be read. `end`: where a member ends that stands in them as
    it is, and is looked at by itself; None: with them. `steps` are those of all openers together.
    """

    data: Buffer
    name: str
    scratch: Path
    most_bytes: int = 4 * 2**30
    end: int | None = None
    holes: Holes = NO_HOLES
    done: Spans = field(default_factory=Spans)
    heard: Spans = field(default_factory=Spans)
    steps: Steps = field(default_factory=Steps)

    def step(self) -> None:
        """As `Steps.take`."""
        self.steps.take(len(self.data))

    def size_from(self, start: int) -> int:
        """Bytes from here to the end."""
        return (len(self.data) if self.end is None else self.end) - start


Found = Iterator[Member | Shut]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of container. It begins `lead` bytes before `magic`; `open` reads it from there.

    `at_start` says that it is looked for at the beginning alone. Where the bytes are none of the
    kind after all, `open` yields nothing.
    """

    name: str
    magic: bytes
    open: Callable[[Source, int], Found]
    lead: int = 0
    at_start: bool = False


def bytes_member(name: str, data: bytes) -> Member:
    """A member whose bytes are here already."""
    return Member(name=name, chunks=lambda: iter([data]))


def text_member(name: str, text: str) -> Member:
    """A member that was made by reading, such as the times in a header."""
    return bytes_member(name, text.encode("utf-8", "replace"))


def slices(data: Buffer, start: int, end: int | None = None) -> Iterator[bytes]:
    """The bytes from here to there, chunk by chunk."""
    end = len(data) if end is None else min(end, len(data))
    for begin in range(start, end, CHUNK):
        yield data[begin : min(end, begin + CHUNK)]
