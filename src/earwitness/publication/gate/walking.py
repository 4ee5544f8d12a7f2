"""Walking through one file: its own bytes, what is encoded in them, and what is packed in it."""

import errno
import hashlib
import mmap
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from earwitness.publication.gate.budget import Budget, BudgetSpent
from earwitness.publication.gate.containers.media import is_picture, is_sound
from earwitness.publication.gate.containers.member import Buffer, Member, Shut, Source, slices
from earwitness.publication.gate.holes import NO_HOLES, Holes
from earwitness.publication.gate.named_spans import NamedSpans
from earwitness.publication.gate.opening import opened, opened_at_start
from earwitness.publication.gate.pieces import (
    OVERLAP_BYTES,
    PIECE_BYTES,
    FoundPicture,
    FoundSound,
    NamedSpan,
    Piece,
    Walked,
)
from earwitness.publication.gate.undoing import Undoing
from earwitness.records.errors import EarwitnessError
from earwitness.records.gate import Unopened
from earwitness.records.printable import printable

IN_MEMORY_BYTES = 16 * 2**20
"""A part up to this size is unpacked in memory, a larger one on the disk. Estimate."""

HEAD_BYTES = 64 * 1024
HUNGRY = "it needs more memory than is allowed"
DAMAGED = "it is damaged or cut short"
FULL = "the disk has no room to unpack it"
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Bytes that stand together: a file, or a part that was unpacked.

    `where` is the way to them in the file, "" for the file itself; `name` their own name;
    `within` the digests of all that they were unpacked from; `holes` need not be read.
    """

    path: str
    where: str
    name: str
    data: Buffer
    file: Path | None = None
    depth: int = 0
    within: tuple[bytes, ...] = ()
    holes: Holes = NO_HOLES


@dataclass(slots=True, kw_only=True)
class Walk:
    """A walk through one file. `scratch` is a folder for what is unpacked."""

    budget: Budget
    scratch: Path
    _spans: dict[str, NamedSpans] = field(default_factory=dict)

    def through(self, ground: Ground) -> Iterator[Walked]:
        """Everything in it. What could not be looked into is unopened, and the walk goes on."""
        try:
            yield from self._own_bytes(ground)
            yield from self._media(ground, 0, len(ground.data), ground.where)
            if ground.depth < self.budget.limits.max_depth:
                yield from self._parts(ground)
            else:
                yield _unopened(ground, "", "it lies too deep in other files")
        except BudgetSpent as why:
            yield _unopened(ground, "", str(why))
        except MemoryError:
            yield _unopened(ground, "", HUNGRY)

    def _own_bytes(self, ground: Ground) -> Iterator[Walked]:
        size = len(ground.data)
        for begin in range(0, max(size, 1), PIECE_BYTES):
            self.budget.take_time()
            if ground.holes.hold(begin, min(begin + PIECE_BYTES + OVERLAP_BYTES, size)):
                continue
            data = ground.data[begin : begin + PIECE_BYTES + OVERLAP_BYTES]
            zeros = len(data) - len(data.lstrip(b"\0"))
            data = data.strip(b"\0")
            if not data:
                continue
            piece = Piece(
                path=ground.path,
                where=ground.where,
                data=data,
                offset=begin + zeros,
            )
            yield piece
            for undone in Undoing(self.budget.limits.max_layers).of_bytes(data):
                self.budget.take_bytes(len(undone.data) // 16)
                inner = replace(
                    piece,
                    data=undone.data,
                    encodings=undone.names,
                    place_of=undone.place_of,
                )
                yield inner
                if undone.is_binary:
                    yield from self._within_encoded(ground, inner)

    def _within_encoded(self, ground: Ground, piece: Piece) -> Iterator[Walked]:
        """Containers in what was encoded; its bytes are searched already."""
        where = _joined(self._place(ground, piece.place(0)), f"{piece.encodings[-1]} text")
        hidden = replace(
            ground, where=where, name="", data=piece.data, depth=ground.depth + 1, file=None
        )
        if ground.depth >= self.budget.limits.max_depth:
            return
        yield from self._media(hidden, 0, len(piece.data), where)
        yield from self._parts(hidden)

    def _media(self, ground: Ground, start: int, end: int, where: str) -> Iterator[Walked]:
        head = bytes(ground.data[start : min(end, start + HEAD_BYTES)])
        if is_sound(head, ground.name):
            whole = ground.file if (start, end) == (0, len(ground.data)) else None
            file = whole or self._copied(slices(ground.data, start, end), Path(ground.name).suffix)
            yield FoundSound(path=ground.path, where=where, file=file)
        elif is_picture(head):
            yield FoundPicture(path=ground.path, where=where)

    def _parts(self, ground: Ground) -> Iterator[Walked]:
        source = Source(
            data=ground.data,
            name=ground.name,
            scratch=self.scratch,
            most_bytes=self.budget.bytes_left,
            holes=ground.holes,
        )
        for one in opened(source):
            self.budget.take_member()
            yield from self._part(ground, source, one.start, one.member)

    def _part(
        self, ground: Ground, source: Source, start: int, member: Member | Shut
    ) -> Iterator[Walked]:
        where = _joined(self._place(ground, start), member.name)
        if isinstance(member, Shut):
            yield _unopened(ground, where, f"it {member.why}")
        elif member.span is not None:
            yield from self._span(ground, source, member.name, member.span, where)
        else:
            yield from self._unpacked(ground, member, where)

    def _span(
        self, ground: Ground, source: Source, name: str, span: tuple[int, int], where: str
    ) -> Iterator[Walked]:
        """A member whose bytes are searched already: it is named, and its beginning looked at."""
        start, end = span
        self._spans.setdefault(ground.where, NamedSpans()).add(start, end, name)
        yield NamedSpan(path=ground.path, where=ground.where, start=start, end=end, name=name)
        member = replace(ground, name=name, file=None)
        for one in self._media(member, start, end, where):
            if isinstance(one, FoundSound):
                source.heard.add(start, end)
            yield one
        for inner in opened_at_start(replace(source, name=name, end=end), start):
            self.budget.take_member()
            yield from self._part(ground, source, start, inner.member)

    def _unpacked(self, ground: Ground, member: Member, where: str) -> Iterator[Walked]:
        assert member.chunks is not None
        data, why = self._read(member)
        if why:
            yield _unopened(ground, where, why)
        if not len(data):
            return
        digest = _digest(data)
        if digest in ground.within:
            yield _unopened(ground, where, "it holds itself")
            return
        inner = Ground(
            path=ground.path,
            where=where,
            name=member.name,
            data=data,
            depth=ground.depth + 1,
            within=(*ground.within, digest),
        )
        yield from self.through(inner)
        if isinstance(data, mmap.mmap):
            data.close()

    def _read(self, member: Member) -> tuple[Buffer, str]:
        """The bytes of a member, and why there are not all of them."""
        assert member.chunks is not None
        limit, size, why = self.budget.limits.max_member_bytes, 0, ""
        with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES, dir=str(self.scratch)) as held:
            try:
                for chunk in member.chunks():
                    self.budget.take_bytes(len(chunk))
                    size += len(chunk)
                    if size > limit:
                        raise BudgetSpent("it is larger than is allowed")
                    held.write(chunk)
            except BudgetSpent as spent:
                why = str(spent)
            except MemoryError:
                why = HUNGRY
            except OSError as error:  # of a library, or of the disk
                why = FULL if error.errno in NO_SPACE else DAMAGED
            except EarwitnessError as error:
                why = error.what
            except Exception:  # whatever foreign bytes make a library raise
                why = DAMAGED
            held.flush()
            if size <= IN_MEMORY_BYTES:
                held.seek(0)
                return held.read(), why
            return mmap.mmap(held.fileno(), 0, access=mmap.ACCESS_READ), why

    def _copied(self, chunks: Iterator[bytes], suffix: str) -> Path:
        number, name = tempfile.mkstemp(suffix=printable(suffix)[:16], dir=self.scratch)
        with os.fdopen(number, "wb") as file:
            for chunk in chunks:
                self.budget.take_bytes(len(chunk))
                file.write(chunk)
        return Path(name)

    def _place(self, ground: Ground, place: int) -> str:
        """The way to a place in the ground: through the members that it lies in."""
        spans = self._spans.get(ground.where)
        return _joined(ground.where, *(spans.at(place) if spans else ()))


def _joined(*names: str) -> str:
    return " › ".join(printable(name) for name in names if name)


def _unopened(ground: Ground, where: str, why: str) -> Unopened:
    return Unopened(path=ground.path, where=where or ground.where, why=why)


def _digest(data: Buffer) -> bytes:
    found = hashlib.blake2b(digest_size=16)
    for chunk in slices(data, 0):
        found.update(chunk)
    return found.digest()
