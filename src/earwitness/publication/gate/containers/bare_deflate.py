"""Bare deflate (RFC 1951) and Brotli (RFC 7932), as a whole file or member: they have no first
bytes of their own."""

from earwitness.publication.gate.containers.member import Found, Kind, Member, Source
from earwitness.publication.gate.containers.streams import Deflate, probed
from earwitness.publication.gate.decodings.deflated import (
    BROTLI_BEGINNINGS,
    inflated,
    unbrotlied,
)

MOST_BYTES = 16 * 2**20
"""Packed. Estimate: programs pack so what they send, not archives."""


def _open(source: Source, start: int) -> Found:
    if (
        len(source.data) - start > MOST_BYTES
        or probed(source.data, start, lambda: Deflate(-15)) < 1
    ):
        return
    if data := inflated(bytes(source.data[start:])):
        yield Member(name="deflate stream", chunks=lambda: iter([data]))


def _open_brotli(source: Source, start: int) -> Found:
    head = source.data[start : start + 1]
    if len(source.data) - start > MOST_BYTES or not head or head[0] & 15 not in BROTLI_BEGINNINGS:
        return
    if data := unbrotlied(bytes(source.data[start:])):
        yield Member(name="Brotli stream", chunks=lambda: iter([data]))


BROTLI = Kind(name="bare Brotli", magic=b"", open=_open_brotli, at_start=True)
KIND = Kind(name="deflate", magic=b"", open=_open, at_start=True)
