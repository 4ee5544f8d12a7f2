"""Bare deflate (RFC 1951). It has no first bytes of its own: only what is a whole stream from
beginning to end counts as one."""

import zlib

LEAST_BYTES = 9
"""Of a stream, and of what it gives. Estimate: chance makes shorter ones."""

MOST_BYTES = 64 * 2**20
"""That it may unpack to."""

_AT_ONCE = 256 * 1024
_BARE = -15


def inflated(data: bytes, spare: int = 0) -> bytes:
    """What a whole stream holds, with `spare` bytes behind it at most; nothing if the bytes are no
    such stream, or unpack to too much."""
    stream, out, left = zlib.decompressobj(_BARE), bytearray(), data
    while left and len(data) >= LEAST_BYTES:
        try:
            out += stream.decompress(left, _AT_ONCE)
        except zlib.error:
            return b""
        if len(out) > MOST_BYTES:
            return b""
        left = stream.unconsumed_tail
    whole = stream.eof and len(stream.unused_data) <= spare and len(out) >= LEAST_BYTES
    return bytes(out) if whole else b""
