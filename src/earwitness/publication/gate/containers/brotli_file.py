"""Brotli (RFC 7932), as a whole file or member: it has no first bytes of its own.

Where the name tells, what comes before damage is read, too; else a whole stream alone counts.
"""

from collections.abc import Iterator

import brotli

from earwitness.publication.gate.containers.bare_deflate import MOST_BYTES
from earwitness.publication.gate.containers.member import (
    CHUNK,
    Found,
    Kind,
    Member,
    Source,
    bytes_member,
    slices,
)
from earwitness.publication.gate.decodings.deflated import BROTLI_BEGINNINGS, unbrotlied

NAME = "Brotli stream"


def _open(source: Source, start: int) -> Found:
    if source.name.lower().endswith(".br"):
        yield Member(name=NAME, chunks=lambda: _chunks(source, start))
        return
    size, head = source.size_from(start), source.data[start : start + 1]
    if size > MOST_BYTES or not head or head[0] & 15 not in BROTLI_BEGINNINGS:
        return
    if data := unbrotlied(source.data[start : start + size]):
        yield bytes_member(NAME, data)


def _chunks(source: Source, start: int) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    for chunk in slices(source.data, start, source.end):
        try:
            given = stream.process(chunk, output_buffer_limit=CHUNK)
            while given:
                yield given
                given = stream.process(b"", output_buffer_limit=CHUNK)
        except brotli.error as error:
            raise EOFError("it is damaged") from error
    if not stream.is_finished():
        raise EOFError("it is cut short")


KIND = Kind(name="Brotli", magic=b"", open=_open, at_start=True)
