"""Bare deflate (RFC 1951), as programs put it into base64. It has no first bytes of its own: only
what is a whole stream from beginning to end counts as one."""

import zlib

from earwitness.publication.gate.containers.member import CHUNK, Found, Kind, Member, Source
from earwitness.publication.gate.containers.streams import Deflate, probed, unpacked

LEAST_BYTES = 9
"""Of a stream, and of what it gives. Estimate: chance makes shorter ones."""

MOST_BYTES = 16 * 2**20
"""Packed. A longer text of a page is none that was put into base64."""

BARE = -15


def _make() -> Deflate:
    return Deflate(BARE)


def _open(source: Source, start: int) -> Found:
    size = len(source.data) - start
    if size < LEAST_BYTES or size > MOST_BYTES or probed(source.data, start, _make) < 1:
        return
    if not _is_whole(source.data[start:]):
        return
    yield Member(name="deflate stream", chunks=lambda: unpacked(source, start, _make))


def _is_whole(data: bytes) -> bool:
    stream = zlib.decompressobj(BARE)
    size, left = 0, data
    while left:
        try:
            size += len(stream.decompress(left, CHUNK))
        except zlib.error:
            return False
        if size > MOST_BYTES * 4:
            return True
        left = stream.unconsumed_tail
    return stream.eof and not stream.unused_data and size >= LEAST_BYTES


KIND = Kind(name="deflate", magic=b"", open=_open, at_start=True)
