"""ZIP (APPNOTE.TXT 6.3): every member that has a header of its own, also those that the list of
members at the end does not name. Names, comments and extra fields stand in the bytes as they are;
extra fields right before what is stored, so they are given by themselves, too.
"""

import bz2
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from earwitness.publication.gate.containers.member import (
    Buffer,
    Found,
    Kind,
    Member,
    Shut,
    Source,
    text_member,
)
from earwitness.publication.gate.containers.streams import (
    Deflate,
    Make,
    Other,
    bounded_xz,
    probed,
    raw_lzma,
    unpacked,
    zstandard,
)
from earwitness.publication.gate.containers.times import dos_time, in_words

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = b"PK\x01\x02"
ENCRYPTED, UTF8 = 0x1, 0x800
STORED, SHRUNK_UNKNOWN = 0, "is packed in a way that is not known here"
WIDE = 0xFFFFFFFF
EXTENDED_TIME = 0x5455
TOLD_ELSEWHERE = {0x0001, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xCAFE}
"""Extra fields of sizes, times and owners, which are no texts (APPNOTE.TXT 4.5, Info-ZIP)."""
METHODS: dict[int, Make] = {
    8: lambda: Deflate(-15),
    12: lambda: Other(bz2.BZ2Decompressor()),
    93: zstandard,
    95: bounded_xz,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    name: str
    method: int
    flags: int
    packed: int
    times: str
    texts: tuple[tuple[int, bytes], ...]
    begin: int


def _open(source: Source, start: int) -> Found:
    header = _header(source.data, start)
    if header is None:
        if start == 0:  # elsewhere the two letters may stand by chance
            yield Shut(name="ZIP", why="is damaged")
        return
    yield from _told(header)
    if header.name.endswith("/") and not header.packed:
        return
    if header.flags & ENCRYPTED:
        yield Shut(name=header.name, why="is encrypted")
    elif header.method == STORED:
        end = header.begin + (header.packed or _listed_size(source.data, start))
        if header.begin < end <= len(source.data):
            yield Member(name=header.name, span=(header.begin, end))
        elif end > len(source.data):
            yield Shut(name=header.name, why="is cut short")
    elif header.method in METHODS:
        make = METHODS[header.method]
        if probed(source.data, header.begin, make) < 0:
            yield Shut(name=header.name, why="is damaged")
        else:
            begin = header.begin
            yield Member(name=header.name, chunks=lambda: unpacked(source, begin, make))
    elif header.method == 14:
        yield _lzma_member(source, header)
    else:
        yield Shut(name=header.name, why=SHRUNK_UNKNOWN)


def _told(header: _Header) -> Iterator[Member]:
    """What a header tells besides: times, and fields that may be texts."""
    if header.times:
        yield text_member(f"{header.name}, times", header.times)
    for tag, text in header.texts:
        name = f"{header.name}, extra field {tag:04x}"
        yield Member(name=name, chunks=partial(iter, [text]))


def _header(data: Buffer, start: int) -> _Header | None:
    raw = data[start : start + LOCAL.size]
    if len(raw) < LOCAL.size:
        return None
    _, version, flags, method, time, date, _, packed, _, name_size, extra_size = LOCAL.unpack(raw)
    begin = start + LOCAL.size + name_size + extra_size
    if version & 0xFF > 90 or begin > len(data):
        return None
    name = data[start + LOCAL.size : start + LOCAL.size + name_size]
    extra = data[start + LOCAL.size + name_size : begin]
    fields = _fields(extra)
    if packed == WIDE and len(fields.get(1, b"")) >= 16:
        packed = int.from_bytes(fields[1][8:16], "little")
    stamps = fields.get(EXTENDED_TIME, b"")[1:]
    moments = (
        int.from_bytes(stamps[at : at + 4], "little", signed=True)
        for at in range(0, len(stamps) // 4 * 4, 4)
    )
    return _Header(
        name=name.decode("utf-8" if flags & UTF8 or _is_utf8(name) else "cp437", "replace"),
        method=method,
        flags=flags,
        packed=packed,
        times=dos_time(date, time) + "".join(map(in_words, moments)),
        texts=tuple((tag, own) for tag, own in fields.items() if own and tag not in TOLD_ELSEWHERE),
        begin=begin,
    )


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fields(extra: bytes) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        found[tag] = extra[4 : 4 + size]
        extra = extra[4 + size :]
    return found


def _listed_size(data: Buffer, start: int) -> int:
    """The size that the list of members tells of a stored member whose own header does not."""
    raw = data[start : start + LOCAL.size]
    name_size = LOCAL.unpack(raw)[9]
    name = data[start + LOCAL.size : start + LOCAL.size + name_size]
    at = data.find(CENTRAL, start)
    for _ in range(100_000):
        if at < 0:
            return 0
        entry = data[at : at + 46 + name_size]
        if len(entry) >= 46 and entry[46:] == name:
            return int.from_bytes(entry[20:24], "little")
        at = data.find(CENTRAL, at + 4)
    return 0


def _lzma_member(source: Source, header: _Header) -> Member:
    """APPNOTE.TXT 5.8.8: version, size of the properties, properties, then a bare stream."""
    size = int.from_bytes(source.data[header.begin + 2 : header.begin + 4], "little")
    properties = source.data[header.begin + 4 : header.begin + 4 + size]
    begin = header.begin + 4 + size

    end = begin + header.packed if header.packed else None
    return Member(
        name=header.name,
        chunks=lambda: unpacked(source, begin, partial(raw_lzma, properties), end),
    )


KIND = Kind(name="zip", magic=b"PK\x03\x04", open=_open)
