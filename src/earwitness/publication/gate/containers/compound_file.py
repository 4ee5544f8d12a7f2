"""Compound files (OLE2: doc, xls, ppt, msg, Thumbs.db), by [MS-CFB]: each stream in one piece,
where the file holds it in sectors that stand apart."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.publication.gate.containers.member import Buffer, Found, Kind, Member, Shut, Source

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST = 0xFFFFFFFA
SMALL = 4096
MOST_SECTORS = 4_000_000
ENCRYPTED = {"EncryptedPackage", "EncryptionInfo"}
WORD_ENCRYPTED = 0x0100
FILE_PASS = b"\x2f\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    first: int
    size: int
    is_stream: bool
    is_root: bool


class _Compound:
    def __init__(self, data: Buffer, start: int) -> None:
        head = data[start : start + 512]
        self.data, self.start = data, start
        self.sector, self.mini = 1 << min(head[30], 16), 1 << min(head[32], 12)
        self.table = self._table(head)
        (self.directory,) = struct.unpack_from("<I", head, 48)
        (first_mini,) = struct.unpack_from("<I", head, 60)
        self.minis = _numbers(b"".join(self._sectors(first_mini)))

    def _table(self, head: bytes) -> list[int]:
        places = list(struct.unpack_from("<109I", head, 76))
        (more,) = struct.unpack_from("<I", head, 68)
        for _ in range(10_000):
            if more >= LAST:
                break
            block = _numbers(self._at(more))
            places, more = places + block[:-1], block[-1] if block else LAST
        found: list[int] = []
        for place in places:
            if place < LAST and len(found) < MOST_SECTORS:
                found += _numbers(self._at(place))
        return found

    def _at(self, number: int) -> bytes:
        begin = self.start + (number + 1) * self.sector
        return self.data[begin : begin + self.sector]

    def _sectors(self, first: int) -> Iterator[bytes]:
        number, seen = first, set[int]()
        while number < len(self.table) and number not in seen:
            seen.add(number)
            yield self._at(number)
            number = self.table[number]

    def entries(self) -> Iterator[_Entry]:
        raw = b"".join(self._sectors(self.directory))
        for at in range(0, len(raw) - 127, 128):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            first, size = struct.unpack_from("<II", raw, at + 116)
            name = raw[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
            yield _Entry(name=name, first=first, size=size, is_stream=kind == 2, is_root=kind == 5)

    def stream(self, entry: _Entry, small: bytes) -> Iterator[bytes]:
        if entry.size >= SMALL:
            yield from self._sectors(entry.first)
            return
        number, seen = entry.first, set[int]()
        while number < len(self.minis) and number not in seen:
            seen.add(number)
            yield small[number * self.mini : (number + 1) * self.mini]
            number = self.minis[number]

    def small_streams(self, entries: list[_Entry]) -> bytes:
        for entry in entries:
            if entry.is_root:
                return b"".join(self._sectors(entry.first))
        return b""


def _numbers(block: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))


def _open(source: Source, start: int) -> Found:
    try:
        file = _Compound(source.data, start)
        found = list(file.entries())
        small = file.small_streams(found)
    except (struct.error, IndexError, ValueError):
        yield Shut(name="compound file", why="is damaged")
        return
    for entry in found:
        if not entry.is_stream:
            continue
        if entry.name in ENCRYPTED or _is_locked(entry.name, file.stream(entry, small)):
            yield Shut(name=entry.name, why="is encrypted")
        yield Member(
            name=f"stream {entry.name}",
            chunks=lambda entry=entry: file.stream(entry, small),  # type: ignore[misc]
        )


def _is_locked(name: str, chunks: Iterator[bytes]) -> bool:
    """[MS-DOC] 2.5.1 fEncrypted; [MS-XLS] 2.4.117 FilePass right behind the first record."""
    if name not in ("WordDocument", "Workbook", "Book"):
        return False
    head = next(chunks, b"")
    if len(head) < 32:
        return False
    if name == "WordDocument":
        return bool(struct.unpack_from("<H", head, 10)[0] & WORD_ENCRYPTED)
    after = 4 + struct.unpack_from("<H", head, 2)[0]
    return head[after : after + 2] == FILE_PASS


KIND = Kind(name="compound file", magic=MAGIC, open=_open)
