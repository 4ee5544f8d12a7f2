"""Bare deflate (RFC 1951), as a whole file or member: it has no first bytes of its own."""

from earwitness.publication.gate.containers.member import Found, Kind, Source, bytes_member
from earwitness.publication.gate.containers.streams import Deflate, probed
from earwitness.publication.gate.decodings.deflated import inflated

MOST_BYTES = 16 * 2**20
"""Packed. Estimate: programs pack so what they send, not archives."""


def _open(source: Source, start: int) -> Found:
    size = source.size_from(start)
    if size > MOST_BYTES or probed(source.data, start, lambda: Deflate(-15)) < 1:
        return
    if data := inflated(source.data[start : start + size]):
        yield bytes_member("deflate stream", data)


KIND = Kind(name="deflate", magic=b"", open=_open, at_start=True)
