"""Compound files (OLE2: doc, xls, ppt, msg, Thumbs.db), by [MS-CFB]: each stream in one piece,
where the file holds it in sectors that stand apart.

Chains of sectors are followed as far as they are sound. One that is cut, leads in a circle, or
into sectors of another stream, is told: what readers make of it is not known here.
"""

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from earwitness.publication.gate.containers.member import Buffer, Found, Kind, Member, Shut, Source

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END, LAST = 0xFFFFFFFE, 0xFFFFFFFA
SMALL = 4096
SECTOR_SHIFTS, MINI_SHIFT = (9, 12), 6
"""[MS-CFB] 2.2: sectors of 512 or 4096 bytes, and of 64 in the stream of small streams."""
ENCRYPTED = {"EncryptedPackage", "EncryptionInfo"}
WORD_ENCRYPTED = 0x0100
FILE_PASS = b"\x2f\x00"


class _Broken(ValueError):
    """A chain of sectors is cut, leads in a circle, or into another stream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    first: int
    size: int
    is_stream: bool
    is_root: bool


@dataclass(slots=True)
class _Chains:
    """Chains of sectors by their table; no sector is in two of them."""

    table: Sequence[int]
    _taken: bytearray = field(init=False)

    def __post_init__(self) -> None:
        """No sector is taken."""
        self._taken = bytearray(len(self.table))

    def numbers(self, first: int) -> Iterator[int]:
        """Sectors from the first to the last.

        Raises:
            _Broken: the chain does not come to its end, after what came before.
        """
        number = first
        while number < len(self.table) and not self._taken[number]:
            self._taken[number] = True
            yield number
            number = self.table[number]
        if number != END:
            raise _Broken


class _Compound:
    """Raises `_Broken` or `struct.error` where nothing can be read at all."""

    def __init__(self, data: Buffer, start: int) -> None:
        head = data[start : start + 512]
        shift, mini_shift = struct.unpack_from("<HH", head, 30)
        if shift not in SECTOR_SHIFTS or mini_shift != MINI_SHIFT:
            raise _Broken
        self.data, self.start, self.sector = data, start, 1 << shift
        self.chains = _Chains(self._table(head))
        (self.directory,) = struct.unpack_from("<I", head, 48)
        (first_mini,) = struct.unpack_from("<I", head, 60)
        minis = b"".join(self._sectors(first_mini)) if first_mini < LAST else b""
        self.minis = _Chains(_numbers(minis))

    def _table(self, head: bytes) -> Sequence[int]:
        """The table that tells of each sector the next. Its own sectors are listed in the head,
        and from there in a chain; there cannot be more of either than sectors in the file."""
        places = list(_numbers(head[76:512]))
        (more,) = struct.unpack_from("<I", head, 68)
        seen = set[int]()
        while more < LAST:
            block = _numbers(self._at(more))
            if more in seen or not block:
                raise _Broken
            seen.add(more)
            places += block[:-1]
            more = block[-1]
        own = [place for place in places if place < LAST]
        if len(set(own)) < len(own):
            raise _Broken
        return _numbers(b"".join(self._at(place) for place in own))

    def _at(self, number: int) -> bytes:
        begin = self.start + (number + 1) * self.sector
        return self.data[begin : begin + self.sector]

    def _sectors(self, first: int) -> Iterator[bytes]:
        for number in self.chains.numbers(first):
            chunk = self._at(number)
            if not chunk:
                raise _Broken
            yield chunk

    def entries(self) -> Iterator[_Entry]:
        raw = b"".join(self._sectors(self.directory))
        for at in range(0, len(raw) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            first, size = struct.unpack_from("<II", raw, at + 116)
            name = raw[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
            yield _Entry(name=name, first=first, size=size, is_stream=kind == 2, is_root=kind == 5)

    def stream(self, entry: _Entry, small: bytes) -> Iterator[bytes]:
        """Whole sectors, also what lies behind the end of the stream in the last of them.

        Raises:
            _Broken: there is less than the entry tells.
        """
        given = 0
        for chunk in (
            self._sectors(entry.first) if entry.size >= SMALL else self._mini(entry, small)
        ):
            given += len(chunk)
            yield chunk
        if given < entry.size:
            raise _Broken

    def _mini(self, entry: _Entry, small: bytes) -> Iterator[bytes]:
        if not entry.size:
            return
        for number in self.minis.numbers(entry.first):
            yield small[number << MINI_SHIFT : (number + 1) << MINI_SHIFT]

    def head(self, entry: _Entry, small: bytes) -> bytes:
        """The first bytes of a stream."""
        if entry.size >= SMALL:
            return self._at(entry.first)
        return small[entry.first << MINI_SHIFT : (entry.first + 1) << MINI_SHIFT]

    def small_streams(self, entries: list[_Entry]) -> bytes:
        for entry in entries:
            if entry.is_root and entry.first < LAST:
                return b"".join(self._sectors(entry.first))
        return b""


def _numbers(block: bytes) -> Sequence[int]:
    found = array("I", block[: len(block) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _open(source: Source, start: int) -> Found:
    try:
        file = _Compound(source.data, start)
        found = list(file.entries())
        small = file.small_streams(found)
    except (struct.error, IndexError, ValueError):
        yield Shut(name="compound file", why="is damaged")
        return
    for entry in found:
        if entry.is_stream:
            yield from _stream(file, entry, small)


def _stream(file: _Compound, entry: _Entry, small: bytes) -> Found:
    name = f"stream {entry.name}"
    if entry.name in ENCRYPTED or _is_locked(entry.name, file.head(entry, small)):
        yield Shut(name=name, why="is encrypted")
    yield Member(name=name, chunks=lambda: file.stream(entry, small))


def _is_locked(name: str, head: bytes) -> bool:
    """[MS-DOC] 2.5.1 fEncrypted; [MS-XLS] 2.4.117 FilePass right behind the first record."""
    if name not in ("WordDocument", "Workbook", "Book") or len(head) < 32:
        return False
    if name == "WordDocument":
        return bool(struct.unpack_from("<H", head, 10)[0] & WORD_ENCRYPTED)
    after = 4 + struct.unpack_from("<H", head, 2)[0]
    return head[after : after + 2] == FILE_PASS


KIND = Kind(name="compound file", magic=MAGIC, open=_open)
