"""Packed streams, wherever they begin: zlib, gzip, bzip2, xz, LZMA, Zstandard.

PDF, PNG, git, fonts and office files pack their texts so; whatever their structure, they are
found by the first bytes of the streams.
"""

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from earwitness.publication.gate.budget import BudgetSpent
from earwitness.publication.gate.containers.member import (
    CHUNK,
    Buffer,
    Found,
    Kind,
    Member,
    Source,
    slices,
)
from earwitness.publication.gate.containers.times import moment_text

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PROBE = 4096
LEAST = 8
"""Bytes that a stream without a file header must give to be one. Estimate: chance gives fewer."""


class Unpacker(Protocol):
    """What zlib, bz2, lzma and zstd have in common."""

    def unpack(self, data: bytes, most: int) -> bytes:
        """The next bytes, `most` of them at once."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether the stream has ended."""
        ...

    @property
    def left(self) -> int:
        """How many of the given bytes stand behind the end."""
        ...

    @property
    def waits(self) -> bool:
        """Whether given bytes are not read yet."""
        ...


class Deflate:
    """zlib (RFC 1950), gzip (RFC 1952) or bare deflate (RFC 1951), by `wbits` as in `zlib`."""

    def __init__(self, wbits: int) -> None:
        self._stream = zlib.decompressobj(wbits)

    def unpack(self, data: bytes, most: int) -> bytes:
        """As `Unpacker`."""
        return self._stream.decompress(self._stream.unconsumed_tail + data, most)

    @property
    def is_over(self) -> bool:
        """As `Unpacker`."""
        return self._stream.eof

    @property
    def left(self) -> int:
        """As `Unpacker`."""
        return len(self._stream.unused_data)

    @property
    def waits(self) -> bool:
        """As `Unpacker`."""
        return bool(self._stream.unconsumed_tail)


class Other:
    """bz2, lzma or zstd, whose objects are used alike."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def unpack(self, data: bytes, most: int) -> bytes:
        """As `Unpacker`."""
        return bytes(self._stream.decompress(data, most))

    @property
    def is_over(self) -> bool:
        """As `Unpacker`."""
        return bool(self._stream.eof)

    @property
    def left(self) -> int:
        """As `Unpacker`."""
        return len(self._stream.unused_data)

    @property
    def waits(self) -> bool:
        """As `Unpacker`."""
        return not self._stream.eof and not self._stream.needs_input


DAMAGED = (zlib.error, OSError, EOFError, lzma.LZMAError, zstd.ZstdError, ValueError)
"""What the unpackers raise for bytes that are none of theirs."""

MOST_MEMORY = 256 * 2**20
"""Bytes that one unpacker may need: four times what `xz -9` asks for."""

HUNGRY = "it needs more memory to unpack than is allowed"

Make = Callable[[], Unpacker]


def unpacked(source: Source, start: int, make: Make, end: int | None = None) -> Iterator[bytes]:
    """What a stream that begins at `start` holds; where it ends, the source learns.

    Raises:
        Any of `DAMAGED`: it is cut short or broken, after what came before.
        BudgetSpent: it needs too much memory.
    """
    stream, read = make(), start
    for chunk in slices(source.data, start, end):
        read += len(chunk)
        try:
            data = stream.unpack(chunk, CHUNK)
        except DAMAGED as error:
            if _is_hungry(error):
                raise BudgetSpent(HUNGRY) from error
            raise
        if data:
            yield data
        while not stream.is_over and stream.waits:
            data = stream.unpack(b"", CHUNK)
            if data:
                yield data
        if stream.is_over:
            source.done.add(start, read - stream.left)
            return
    source.done.add(start, read)
    raise EOFError("it is cut short")


def probed(data: Buffer, start: int, make: Make) -> int:
    """How many bytes the first of a stream give; -1 if they are broken. A stream that needs too
    much memory counts as one that gives much: it is told where it is unpacked."""
    try:
        return len(make().unpack(data[start : start + PROBE], CHUNK))
    except DAMAGED as error:
        return CHUNK if _is_hungry(error) else -1


def _is_hungry(error: Exception) -> bool:
    """Whether a stream is sound, but needs more memory than it may have: xz says "Memory usage
    limit exceeded", Zstandard "Frame requires too much memory for decoding"."""
    return "memory" in str(error).lower()


def _stream(name: str, make: Make, least: int = 0) -> Callable[[Source, int], Found]:
    def opened(source: Source, start: int) -> Found:
        if probed(source.data, start, make) >= least:
            yield Member(
                name=f"{name} stream at byte {start}",
                chunks=lambda: unpacked(source, start, make),
            )

    return opened


def _gzip(source: Source, start: int) -> Found:
    """Its time stands in the header in binary, and is told in words."""
    if probed(source.data, start, lambda: Deflate(31)) < 0:
        return
    seconds = int.from_bytes(source.data[start + 4 : start + 8], "little")
    if seconds:
        yield moment_text("gzip time", seconds)
    yield Member(
        name=f"gzip stream at byte {start}",
        chunks=lambda: unpacked(source, start, lambda: Deflate(31)),
    )


def bounded_xz() -> Other:
    """A stream of xz."""
    return Other(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY))


def _lzma() -> Other:
    return Other(lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=MOST_MEMORY))


def raw_lzma(properties: bytes) -> Other:
    """A bare stream of LZMA with the five bytes that tell how it is packed.

    Raises:
        BudgetSpent: its dictionary is larger than is allowed (a bare stream knows no limit).
    """
    chain = lzma._decode_filter_properties(lzma.FILTER_LZMA1, properties)  # type: ignore[attr-defined]
    if chain["dict_size"] > MOST_MEMORY:
        raise BudgetSpent(HUNGRY)
    return Other(lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chain]))


def zstandard() -> Other:
    """A stream of Zstandard (RFC 8878)."""
    return Other(zstd.ZstdDecompressor())


KINDS = (
    Kind(name="gzip", magic=b"\x1f\x8b\x08", open=_gzip),
    Kind(
        name="bzip2",
        magic=b"1AY&SY",
        lead=4,
        open=_stream("bzip2", lambda: Other(bz2.BZ2Decompressor())),
    ),
    Kind(name="xz", magic=b"\xfd7zXZ\x00", open=_stream("xz", bounded_xz)),
    Kind(name="lzma", magic=b"\x5d\x00\x00", open=_stream("LZMA", _lzma, LEAST), at_start=True),
    Kind(name="zstd", magic=b"\x28\xb5\x2f\xfd", open=_stream("Zstandard", zstandard)),
    *(
        Kind(name="zlib", magic=magic, open=_stream("zlib", lambda: Deflate(15), LEAST))
        for magic in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
    ),
)
