"""Bare deflate (RFC 1951) and Brotli (RFC 7932). They have no first bytes of their own: only what
is a whole stream from beginning to end counts as one."""

import zlib

import brotli

LEAST_BYTES = 9
"""Of a stream, and of what it gives. Estimate: chance makes shorter ones."""

MOST_BYTES = 64 * 2**20
"""That it may unpack to."""

BROTLI_BEGINNINGS = (0x0B, 0x0F)
"""First four bits of a stream of Brotli (RFC 7932, 9.1) with a window of 22 or 24 bits: those that
programs choose."""

_AT_ONCE = 256 * 1024
_BARE = -15


def inflated(data: bytes, spare: int = 0, least: int = LEAST_BYTES) -> bytes:
    """What a whole stream holds, with `spare` bytes behind it at most; nothing if the bytes are no
    such stream, or unpack to fewer than `least` or to too much."""
    stream, out, left = zlib.decompressobj(_BARE), bytearray(), data
    while left and len(data) >= least:
        try:
            out += stream.decompress(left, _AT_ONCE)
        except zlib.error:
            return b""
        if len(out) > MOST_BYTES:
            return b""
        left = stream.unconsumed_tail
    whole = stream.eof and len(stream.unused_data) <= spare and len(out) >= least
    return bytes(out) if whole else b""


def unbrotlied(data: bytes) -> bytes:
    """What a whole stream of Brotli holds; nothing as with `inflated`."""
    if len(data) < LEAST_BYTES:
        return b""
    stream, out = brotli.Decompressor(), bytearray()
    try:
        given = stream.process(data, output_buffer_limit=_AT_ONCE)
        while given and len(out) <= MOST_BYTES:
            out += given
            given = stream.process(b"", output_buffer_limit=_AT_ONCE)
    except brotli.error:
        return b""
    whole = stream.is_finished() and LEAST_BYTES <= len(out) <= MOST_BYTES
    return bytes(out) if whole else b""
