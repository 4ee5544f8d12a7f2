"""Files made of chunks that tell their sizes: PNG, RIFF (WAV, WebP, AVI), the MP4 family.

Small chunks are looked at by themselves, so that neither the name before a text nor a checksum
behind it is taken for a part of it.
"""

from collections.abc import Iterator

from earwitness.publication.gate.containers.member import (
    Found,
    Kind,
    Member,
    Source,
    bytes_member,
)

SMALL = 64 * 1024
"""Bytes of a chunk that is looked at by itself. Estimate: larger ones are pictures and sounds."""

MOST_CHUNKS = 20_000
MOST_DEPTH = 8
_PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
_LISTS = {b"LIST", b"RIFF"}
_BOXES = {b"moov", b"udta", b"trak", b"mdia", b"minf", b"stbl", b"ilst", b"edts", b"dinf"}
_TABLES = {b"mdat", b"stsz", b"stco", b"co64", b"stts", b"stsc", b"ctts", b"stss", b"sbgp"}
_UUID = 16


def _png(source: Source, start: int) -> Found:
    """W3C PNG, 5.3: size, name, data, checksum."""
    at = start + 8
    for _ in range(MOST_CHUNKS):
        source.step()
        head = source.data[at : at + 8]
        if len(head) < 8:
            return
        size, name = int.from_bytes(head[:4], "big"), head[4:]
        if name not in _PICTURE:
            yield from _small(source, name, at + 8, at + 8 + size)
        at += 12 + size


def _riff(source: Source, start: int) -> Found:
    """Multimedia Programming Interface 1.0: name, size, data, filled up to an even size."""
    end = start + 8 + int.from_bytes(source.data[start + 4 : start + 8], "little")
    waiting, count = [(start + 12, min(end, len(source.data)))], 0
    while waiting and count < MOST_CHUNKS:
        at, end = waiting.pop()
        while at + 8 <= end and count < MOST_CHUNKS:
            count += 1
            source.step()
            name = source.data[at : at + 4]
            size = int.from_bytes(source.data[at + 4 : at + 8], "little")
            if name in _LISTS:
                waiting.append((at + 12, min(at + 8 + size, end)))
            elif name != b"data":
                yield from _small(source, name, at + 8, min(at + 8 + size, end))
            at += 8 + size + size % 2


def _mp4(source: Source, start: int) -> Found:
    for name, begin, end in _boxes(source, start, len(source.data), 0):
        yield from _small(source, name, begin + (_UUID if name == b"uuid" else 0), end)


def _boxes(source: Source, at: int, end: int, depth: int) -> Iterator[tuple[bytes, int, int]]:
    """ISO/IEC 14496-12, 4.2: the data of each box that holds no others."""
    for _ in range(MOST_CHUNKS):
        source.step()
        head = source.data[at : at + 16]
        size, name, length = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, length = int.from_bytes(head[8:16], "big"), 16
        if len(head) < 8 or size < length or at + size > end:
            return
        if name in _BOXES and depth < MOST_DEPTH:
            yield from _boxes(source, at + length, at + size, depth + 1)
        elif name not in _TABLES:
            yield name, at + length, at + size
        at += size


def _small(source: Source, name: bytes, begin: int, end: int) -> Iterator[Member]:
    data = source.data[begin:end] if 0 < end - begin <= SMALL else b""
    if data.strip(b"\0"):
        shown = "".join(chr(one) if 0x20 < one < 0x7F else "?" for one in name)
        yield bytes_member(f"chunk {shown}", data)


KINDS = (
    Kind(name="png", magic=b"\x89PNG\r\n\x1a\n", open=_png),
    Kind(name="riff", magic=b"RIFF", open=_riff, at_start=True),
    Kind(name="mp4", magic=b"ftyp", lead=4, open=_mp4),
)
