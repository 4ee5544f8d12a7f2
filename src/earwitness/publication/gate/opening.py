"""What containers are in some bytes, and their members."""

from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.publication.gate.containers.every import KINDS
from earwitness.publication.gate.containers.member import Kind, Member, Shut, Source

STRETCH = 16 * 2**20
OVERLAP = 512
_TEXT = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_NEEDS = {kind: frozenset(kind.magic.translate(None, _TEXT)) for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A member of a container of some kind that begins at byte `start`."""

    kind: str
    start: int
    member: Member | Shut


def opened(source: Source) -> Iterator[Opened]:
    """Members of all containers in the bytes, wherever they begin.

    Whoever reads a member does it before the next is asked for, since streams tell then where
    they end, and no other stream is looked for inside.
    """
    yield from opened_at_start(source, 0)
    for begin in range(0, len(source.data), STRETCH):
        if source.holes.hold(begin, min(begin + STRETCH + OVERLAP, len(source.data))):
            continue
        stretch = source.data[begin : begin + STRETCH + OVERLAP]
        if not stretch.strip(b"\0"):
            continue
        rare = frozenset(stretch.translate(None, _TEXT))
        for kind in KINDS:
            if not kind.at_start and _NEEDS[kind] <= rare:
                yield from _of_kind(source, kind, stretch, begin)


def opened_at_start(source: Source, start: int) -> Iterator[Opened]:
    """Members of those containers that are looked for at a beginning alone."""
    for kind in KINDS:
        if kind.at_start and source.data[start : start + len(kind.magic)] == kind.magic:
            yield from _members(source, kind, start)


def _of_kind(source: Source, kind: Kind, stretch: bytes, begin: int) -> Iterator[Opened]:
    at = stretch.find(kind.magic)
    while 0 <= at < STRETCH:
        start = begin + at - kind.lead
        if start >= 0 and not source.done.cover(start):
            yield from _members(source, kind, start)
        at = stretch.find(kind.magic, at + 1)


def _members(source: Source, kind: Kind, start: int) -> Iterator[Opened]:
    for member in kind.open(source, start):
        yield Opened(kind=kind.name, start=start, member=member)
