"""One file checked: walked through, each piece searched, hits told as findings."""

import hashlib
import mmap
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from earwitness.publication.gate.attributes import attributes
from earwitness.publication.gate.budget import Budget, EndAfter, Limits
from earwitness.publication.gate.containers.member import Buffer
from earwitness.publication.gate.decodings.turned import BACKWARDS, ROT13
from earwitness.publication.gate.gathering import Gathering
from earwitness.publication.gate.holes import NO_HOLES, holes_of
from earwitness.publication.gate.masking import Mask
from earwitness.publication.gate.pieces import FoundPicture, FoundSound, NamedSpan, Piece
from earwitness.publication.gate.places import Entry, EntryKind
from earwitness.publication.gate.sightings import Sighting, Sightings
from earwitness.publication.gate.walking import Ground, Walk
from earwitness.publication.ports import LeakSearch
from earwitness.records.gate import Finding, HeardSound, HeardWord, Hit, Severity, Unopened

Advance = Callable[[int], None]
"""Told of bytes that were searched."""

CHANGED = "it changed while it was read"
UNSIZED_BYTES = 64 * 2**20
"""That are read of a file that says to be empty."""

SPARSE_BYTES = 64 * 2**20
"""Holes are looked for in larger files."""

MOST_UNOPENED = 100
"""Parts of one file that are told as unopened one by one; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """What was found in some entries of a package."""

    findings: tuple[Finding, ...] = ()
    unopened: tuple[Unopened, ...] = ()
    sounds: tuple[FoundSound, ...] = ()
    byte_count: int = 0
    picture_count: int = 0

    def with_more(self, other: "FoundIn") -> "FoundIn":
        """Both together."""
        return FoundIn(
            findings=self.findings + other.findings,
            unopened=self.unopened + other.unopened,
            sounds=self.sounds + other.sounds,
            byte_count=self.byte_count + other.byte_count,
            picture_count=self.picture_count + other.picture_count,
        )


@dataclass(slots=True, kw_only=True)
class Checker:
    """Checks entries of a package, one by one. `scratch` is an empty folder for what is
    unpacked; sounds that were unpacked stay there. `end_after`: see `Budget`."""

    search: LeakSearch
    salt: bytes
    scratch: Path
    limits: Limits = field(default_factory=Limits)
    advance: Advance = lambda count: None
    end_after: EndAfter = lambda seconds: None
    _mask: Mask = field(init=False)

    def __post_init__(self) -> None:
        """The mask searches as the checker does."""
        self._mask = Mask(self.search)

    def check(self, entry: Entry) -> FoundIn:
        """An entry with its name, times and attributes, and a file with all that is in it."""
        found = _Found(Sightings(salt=self.salt, path=entry.name), Gathering(self.search))
        for name, data in attributes(entry):
            self._take(_ground(entry, name, data), found)
        if entry.kind is EntryKind.FILE:
            self._file(entry, found)
        found.hits(found.gathering.rest())
        return self._told(entry, found)

    def heard(self, sound: FoundSound, heard: HeardSound) -> tuple[Finding, ...]:
        """Findings in what was heard and dialled in a sound."""
        sightings = Sightings(salt=self.salt, path=sound.path)
        for words, how in ((heard.words, "spoken"), (heard.keys, "dialled in tones")):
            for hit in self.search.in_words(words):
                start, end = _span(words, hit.start, hit.end)
                encoding = f"{how}, {hit.encoding}" if hit.encoding else how
                one = Sighting(
                    start=start, end=end, encoding=encoding, severity=hit.severity, layers=0
                )
                sightings.place(sound.where, hit.identifier, one)
        told = lambda where, place: _clock(place)  # noqa: E731
        return tuple(sightings.findings(_digest_of(sound.file), self._mask.shown, told))

    def _file(self, entry: Entry, found: "_Found") -> None:
        try:
            with entry.path.open("rb") as file:
                before = os.fstat(file.fileno())
                if before.st_size:
                    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                        self._bytes(entry, data, found)
                elif grown := file.read(UNSIZED_BYTES):  # or a file that the system makes up
                    self._bytes(entry, grown, found)
                    found.shut(entry.name, CHANGED)
                after = entry.path.stat()
        except (OSError, ValueError):
            found.shut(entry.name, "it cannot be read")
            return
        if _state(before) != _state(after):
            found.shut(entry.name, CHANGED)

    def _bytes(self, entry: Entry, data: Buffer, found: "_Found") -> None:
        ground = _ground(entry, "", data, file=entry.path)
        self._take(ground, found)
        found.hits(found.gathering.rest())
        if found.sightings:
            found.digest = _digest(ground)
            found.lines = _Lines(data[:LINES_BYTES])

    def _take(self, ground: Ground, found: "_Found") -> None:
        budget = Budget(self.limits, len(ground.data), self.end_after)
        walk = Walk(budget=budget, scratch=self.scratch)
        for one in walk.through(ground):
            if isinstance(one, Piece):
                found.hits(found.gathering.add(one))
                if not one.where and not one.encodings:
                    self.advance(len(one.data))
            else:
                found.take(one)

    def _told(self, entry: Entry, found: "_Found") -> FoundIn:
        shown = self._mask.shown
        told = found.lines.told if found.lines else _byte
        more = (
            [
                Unopened(
                    path=entry.name, where="", why=f"{found.more_unopened:,} parts more as these"
                )
            ]
            if found.more_unopened
            else []
        )
        return FoundIn(
            findings=tuple(found.sightings.findings(found.digest, shown, told)),
            unopened=tuple(
                replace(one, path=shown(one.path), where=shown(one.where))
                for one in (*found.unopened, *more)
            ),
            sounds=tuple(found.sounds),
            byte_count=entry.size,
            picture_count=found.picture_count,
        )


HASHED_BYTES = 2**20
LINES_BYTES = 64 * 2**20
"""In so much of a file, places are also told as lines."""


@dataclass(slots=True)
class _Lines:
    data: bytes

    def told(self, where: str, place: int) -> str:
        is_text = b"\0" not in self.data[:1024]
        if where or place > len(self.data) or not is_text:
            return _byte(where, place)
        return f"line {self.data.count(10, 0, place) + 1}, byte {place}"


@dataclass(slots=True)
class _Found:
    sightings: Sightings
    gathering: Gathering
    unopened: dict[Unopened, None] = field(default_factory=dict)
    more_unopened: int = 0
    sounds: list[FoundSound] = field(default_factory=list)
    picture_count: int = 0
    digest: str = ""
    lines: _Lines | None = None

    def hits(self, hits: Iterable[tuple[Piece, Hit]]) -> None:
        for piece, hit in hits:
            if hit.severity is not Severity.POSSIBLE or not _is_moved(piece):
                self.sightings.add(piece, hit)

    def take(self, one: NamedSpan | FoundSound | FoundPicture | Unopened) -> None:
        if isinstance(one, NamedSpan):
            self.sightings.name(one)
        elif isinstance(one, FoundSound):
            self.sounds.append(one)
        elif isinstance(one, FoundPicture):
            self.picture_count += 1
        elif len(self.unopened) < MOST_UNOPENED or one in self.unopened:
            self.unopened[one] = None
        else:
            self.more_unopened += 1

    def shut(self, path: str, why: str) -> None:
        """The file as a whole."""
        self.unopened[Unopened(path=path, where="", why=why)] = None


def _is_moved(piece: Piece) -> bool:
    """Whether its letters were moved or turned round, so that any text gives other words and
    numbers: hex digits that are moved by half the alphabet spell short names, and a row of digits
    that is read from its end may be a part of a number."""
    return ROT13 in piece.encodings or BACKWARDS in piece.encodings


def _ground(entry: Entry, where: str, data: Buffer, file: Path | None = None) -> Ground:
    name = entry.path.name if file else ""
    holes = holes_of(file) if file and len(data) > SPARSE_BYTES else NO_HOLES
    return Ground(path=entry.name, where=where, name=name, data=data, file=file, holes=holes)


def _state(status: os.stat_result) -> tuple[int, ...]:
    """What is another when a file was written, or another one took its name."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)


def _byte(where: str, place: int) -> str:
    return f"byte {place}"


def _clock(place: int) -> str:
    seconds = place // 1000
    return f"{seconds // 60}:{seconds % 60:02}"


def _span(words: tuple[HeardWord, ...], first: int, last: int) -> tuple[int, int]:
    own = words[first : max(last, first + 1)]
    return (own[0].start_ms, own[-1].end_ms) if own else (0, 0)


def _digest(ground: Ground) -> str:
    """Of the bytes; a hole counts as its place and size."""
    found, data = hashlib.sha256(), ground.data
    for begin in range(0, len(data), HASHED_BYTES):
        end = min(begin + HASHED_BYTES, len(data))
        is_hole = ground.holes.hold(begin, end)
        found.update(b"hole %d %d" % (begin, end) if is_hole else data[begin:end])
    return found.hexdigest()


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
