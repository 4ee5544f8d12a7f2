"""Ogg (RFC 3533): packets of comments and other headers, which it cuts into pages."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from earwitness.publication.gate.containers.member import Buffer, Found, Kind, Source, bytes_member

PAGE = struct.Struct("<4sBBqIIIB")
MOST_PAGES = 4096
"""Pages in which headers are looked for. Estimate: a comment with a large cover has some
hundred."""
HEADERS = 4
"""Packets of a stream that are looked at: three are headers (Vorbis, RFC 7845); one more."""
MOST_BYTES = 64 * 2**20


@dataclass(slots=True)
class _Stream:
    packets: list[bytes] = field(default_factory=list)
    open: bytearray = field(default_factory=bytearray)


def _open(source: Source, start: int) -> Found:
    streams: dict[int, _Stream] = {}
    held = 0
    for at, serial, laces, body in _pages(source.data, start):
        source.step()
        source.done.add(at, at + PAGE.size)
        stream = streams.setdefault(serial, _Stream())
        if len(stream.packets) >= HEADERS or held > MOST_BYTES:
            continue
        held += len(body)
        place = 0
        for lace in laces:
            stream.open += body[place : place + lace]
            place += lace
            if lace < 255:
                stream.packets.append(bytes(stream.open))
                stream.open = bytearray()
    for stream in streams.values():
        for number, packet in enumerate([*stream.packets[:HEADERS], bytes(stream.open)]):
            if packet:
                yield bytes_member(f"packet {number}", packet)


def _pages(data: Buffer, at: int) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Where each page begins, its stream, the sizes of its pieces, and its body."""
    for _ in range(MOST_PAGES):
        head = data[at : at + PAGE.size]
        if len(head) < PAGE.size or not head.startswith(b"OggS"):
            return
        serial, count = PAGE.unpack(head)[4], head[-1]
        laces = data[at + PAGE.size : at + PAGE.size + count]
        begin = at + PAGE.size + count
        yield at, serial, laces, data[begin : begin + sum(laces)]
        at = begin + sum(laces)


KIND = Kind(name="ogg", magic=b"OggS", open=_open)
