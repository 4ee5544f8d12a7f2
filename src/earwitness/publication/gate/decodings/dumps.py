"""Bytes as programs print them for a person: dumps in rows, binary and octal numbers."""

import re
from collections.abc import Iterator

from earwitness.publication.gate.decodings.undone import Parts, Stretch, Undone, from_start

_ROW = re.compile(
    rb"^[0-9a-fA-F]{4,16}:?[ \t]{1,4}((?:[0-9a-fA-F]{2}){1,8}"
    rb"(?:[ \t]{1,3}(?:[0-9a-fA-F]{2}){1,8}){0,31})(?=[ \t]{2}|[ \t]*\r?$)[^\n]{0,80}\n?",
    re.M,
)
_BINARY = re.compile(rb"(?<![0-9])(?:[01]{8}[ \t\r\n,]{0,3}){7,}(?![0-9])")
_OCTAL = re.compile(rb"(?<![0-9])(?:[0-3][0-7]{2}[ \t\r\n,]{1,3}){6,}[0-3][0-7]{2}(?![0-9])")
_LEAST = 2
"""Rows of a dump; a single one is read as hex anyway."""


def dumps(stretch: Stretch) -> Iterator[Undone]:
    """Rows of `hexdump -C` and `xxd`, as one; bytes of eight binary or three octal digits."""
    rows, numbers = Parts("dump", is_binary=True), Parts("binary or octal", is_binary=True)
    for start, size, data in _blocks(stretch.data):
        rows.add(data, from_start(start, size / max(1, len(data))))
    for pattern, width, base in ((_BINARY, 8, 2), (_OCTAL, 3, 8)):
        for match in pattern.finditer(stretch.data):
            digits = re.sub(rb"\D", b"", match[0])
            units = (digits[at : at + width] for at in range(0, len(digits), width))
            data = bytes(int(unit, base) for unit in units)
            numbers.add(data, from_start(match.start(), len(match[0]) / len(data)))
    yield from rows.undone()
    yield from numbers.undone()


def _blocks(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Rows that follow each other: where they begin, their length, and their bytes."""
    begin, end, count, block = 0, -1, 0, bytearray()
    for row in _ROW.finditer(data):
        if row.start() != end:
            if count >= _LEAST:
                yield begin, end - begin, bytes(block)
            begin, count, block = row.start(), 0, bytearray()
        block += bytes.fromhex(re.sub(rb"\s", b"", row[1]).decode())
        end, count = row.end(), count + 1
    if count >= _LEAST:
        yield begin, end - begin, bytes(block)
