"""Objects and streams of a PDF file (ISO 32000-1), found by their own marks and not by the table
of references: what a later save replaced or nobody refers to is in the file all the same.
"""

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.publication.gate.containers.member import Buffer

MOST_STREAM_BYTES = 64 * 2**20
"""That one stream may unpack to here. What is larger is unopened."""

MOST_PREDICTED_BYTES = 4 * 2**20
"""Of objects under a predictor, which is undone byte by byte. A program packs some hundred
objects into a stream. Estimate."""

_OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_FILTERS = re.compile(rb"/Filter\s*(\[[^\]\[]*\]|/[A-Za-z0-9]+)")
_NAME = re.compile(rb"/([A-Za-z0-9]+)")
_NUMBER = re.compile(rb"/(Predictor|Columns)\s+(\d{1,6})")
ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<")
_FURTHEST = 64 * 1024
"""Bytes of a dictionary before its stream."""

PICTURES = {b"DCTDecode", b"DCT", b"JPXDecode", b"CCITTFaxDecode", b"CCF", b"JBIG2Decode"}


class Undecodable(Exception):
    """A stream cannot be decoded; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfObject:
    """An object: what stands before its stream, and the stream as it is in the file, if any."""

    number: int
    head: bytes
    raw: bytes | None
    filters: tuple[bytes, ...]

    @property
    def is_picture(self) -> bool:
        """Whether its stream is packed as a picture."""
        return any(name in PICTURES for name in self.filters)


def objects(data: Buffer, start: int) -> Iterator[PdfObject]:
    """All objects from here, in the order in which they stand."""
    at, has_end = start, True
    while found := _OBJECT.search(data, at):
        end = data.find(b"endobj", found.end()) if has_end else -1
        has_end = end >= 0
        if end < 0 or end - found.end() > MOST_STREAM_BYTES:
            following = _OBJECT.search(data, found.end())
            end = following.start() if following else len(data)
        begun = _STREAM.search(data, found.end(), min(end, found.end() + _FURTHEST))
        if begun is None:
            at = end
            head = bytes(data[found.end() : min(end, found.end() + MOST_STREAM_BYTES)])
            yield PdfObject(number=int(found[1]), head=head, raw=None, filters=())
            continue
        head = bytes(data[found.end() : begun.start()])
        last = data.find(b"endstream", begun.end())
        last = len(data) if last < 0 else last
        yield PdfObject(
            number=int(found[1]),
            head=head,
            raw=bytes(data[begun.end() : last]),
            filters=_filters(head),
        )
        at = last


def _filters(head: bytes) -> tuple[bytes, ...]:
    found = _FILTERS.search(head)
    return tuple(_NAME.findall(found[1])) if found else ()


def decoded(one: PdfObject) -> bytes:
    """The stream with its filters undone.

    Raises:
        Undecodable: a filter is not known, its data is damaged, or it unpacks to too much.
    """
    data = one.raw or b""
    for name in one.filters:
        data = _undone(name, data)
        if len(data) > MOST_STREAM_BYTES:
            raise Undecodable("unpacks to more than is read")
    numbers = {key: int(value) for key, value in _NUMBER.findall(one.head)}
    if numbers.get(b"Predictor", 1) >= 10 and b"/ObjStm" in one.head:
        if len(data) > MOST_PREDICTED_BYTES:
            raise Undecodable("unpacks to more than is read")
        return _unpredicted(data, max(1, numbers.get(b"Columns", 1)))
    return data


def _undone(name: bytes, data: bytes) -> bytes:
    try:
        if name in (b"FlateDecode", b"Fl"):
            return _inflated(data)
        if name in (b"ASCIIHexDecode", b"AHx"):
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.split(b">")[0])
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if name in (b"ASCII85Decode", b"A85"):
            return base64.a85decode(data.split(b"~")[0].strip(), ignorechars=b" \t\n\r\0\f")
        if name in (b"LZWDecode", b"LZW"):
            return _unpacked_lzw(data)
        if name in (b"RunLengthDecode", b"RL"):
            return _run_lengths(data)
    except (ValueError, zlib.error) as error:
        raise Undecodable("is damaged") from error
    if name in (b"Crypt",):
        return data
    raise Undecodable("is packed in a way that is not known here")


def _inflated(data: bytes) -> bytes:
    """Damaged at the end, what came before still counts: readers show it too."""
    unpacker, out, left = zlib.decompressobj(), bytearray(), data
    while left and len(out) <= MOST_STREAM_BYTES and not unpacker.eof:
        try:
            out += unpacker.decompress(left, 2**20)
        except zlib.error:
            if not out:
                raise
            break
        left = unpacker.unconsumed_tail
    return bytes(out)


def _run_lengths(data: bytes) -> bytes:
    """ISO 32000-1, 7.4.5."""
    out, at = bytearray(), 0
    while at < len(data) and data[at] != 128 and len(out) <= MOST_STREAM_BYTES:
        length = data[at]
        if length < 128:
            out += data[at + 1 : at + 2 + length]
            at += length + 2
        else:
            out += data[at + 1 : at + 2] * (257 - length)
            at += 2
    return bytes(out)


def _unpacked_lzw(data: bytes) -> bytes:
    """ISO 32000-1, 7.4.4, with its usual early change of the width."""
    table: list[bytes] = []
    out = bytearray()
    before, width, held, bits = b"", 9, 0, 0
    for byte in data:
        held, bits = held << 8 | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & ((1 << bits) - 1)
        if code == 257 or len(out) > MOST_STREAM_BYTES:
            break
        if code == 256:
            table, before, width = [bytes([one]) for one in range(256)] + [b"", b""], b"", 9
            continue
        if not table or code > len(table):
            raise Undecodable("is damaged")
        entry = table[code] if code < len(table) else before + before[:1]
        if before:
            table.append(before + entry[:1])
        out += entry
        before = entry
        width = 9 + sum(len(table) >= limit for limit in (511, 1023, 2047))
    return bytes(out)


def _unpredicted(data: bytes, columns: int) -> bytes:
    """PNG predictors None, Sub and Up (RFC 2083, section 6), with one byte a sample."""
    out, above = bytearray(), bytes(columns)
    for at in range(0, len(data), columns + 1):
        kind, row = data[at], bytearray(data[at + 1 : at + 1 + columns])
        for place in range(len(row)):
            left = row[place - 1] if place else 0
            row[place] = (row[place] + {1: left, 2: above[place]}.get(kind, 0)) & 0xFF
        out += row
        above = bytes(row).ljust(columns, b"\0")
    return bytes(out)
