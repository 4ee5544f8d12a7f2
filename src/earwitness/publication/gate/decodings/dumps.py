"""Bytes as programs print them for a person: dumps in rows, binary and octal numbers."""

import re
from collections.abc import Iterator

import numpy as np

from earwitness.publication.gate.decodings.runs import HEX_DIGITS, Alphabet, counted, marks_of
from earwitness.publication.gate.decodings.undone import Parts, Stretch, Undone, from_start

_ROW = re.compile(
    rb"^[0-9a-fA-F]{4,16}:?[ \t]{1,4}((?:[0-9a-fA-F]{2}){1,8}"
    rb"(?:[ \t]{1,3}(?:[0-9a-fA-F]{2}){1,8}){0,31})(?=[ \t]{2}|[ \t]*\r?$)[^\n]{0,80}\n?",
    re.M,
)
_BINARY = re.compile(rb"(?<![0-9])(?:[01]{8}[ \t\r\n,]{0,3}){7,}(?![0-9])")
_OCTAL = re.compile(rb"(?<![0-9])(?:[0-3][0-7]{2}[ \t\r\n,]{1,3}){6,}[0-3][0-7]{2}(?![0-9])")
_NUMBERS = (
    (Alphabet(b"01 \t\r\n,", 56), _BINARY, 8, 2),
    (Alphabet(b"01234567 \t\r\n,", 27), _OCTAL, 3, 8),
)
"""Signs of such numbers with the fewest there are, what they look like, digits of one, its base."""
_HEX = marks_of(HEX_DIGITS)
_LEAST_HEX = 4
_FEWEST_DIGITS = 21
_LEAST = 2
"""Rows of a dump; a single one is read as hex anyway."""


def dumps(stretch: Stretch) -> Iterator[Undone]:
    """Rows of `hexdump -C` and `xxd`, as one; bytes of eight binary or three octal digits."""
    rows, numbers = Parts("dump", is_binary=True), Parts("binary or octal", is_binary=True)
    for start, size, data in _blocks(stretch.data):
        rows.add(data, from_start(start, size / max(1, len(data))))
    for alphabet, pattern, width, base in _NUMBERS:
        for match in _matches(stretch.data, alphabet, pattern):
            digits = re.sub(rb"\D", b"", match[0])
            units = (digits[at : at + width] for at in range(0, len(digits), width))
            data = bytes(int(unit, base) for unit in units)
            numbers.add(data, from_start(match.start(), len(match[0]) / len(data)))
    yield from rows.undone()
    yield from numbers.undone()


def _blocks(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Rows that follow each other: where they begin, their length, and their bytes."""
    begin, end, count, block = 0, -1, 0, bytearray()
    for row in _rows(data):
        if row.start() != end:
            if count >= _LEAST:
                yield begin, end - begin, bytes(block)
            begin, count, block = row.start(), 0, bytearray()
        block += bytes.fromhex(re.sub(rb"\s", b"", row[1]).decode())
        end, count = row.end(), count + 1
    if count >= _LEAST:
        yield begin, end - begin, bytes(block)


def _rows(data: bytes) -> Iterator[re.Match[bytes]]:
    """Lines that are rows of a dump; those that begin with hex digits are looked at."""
    signs = np.frombuffer(data, np.uint8)
    begins = np.append(0, np.flatnonzero(signs == ord("\n")) + 1)
    begins = begins[begins < len(data) - _LEAST_HEX]
    hexes = np.frombuffer(data.translate(_HEX), np.bool_)
    for step in range(_LEAST_HEX):
        begins = begins[hexes[begins + step]]
    for begin in begins.tolist():
        row = _ROW.match(data, begin)
        if row is not None:
            yield row


def _matches(
    data: bytes, alphabet: Alphabet, pattern: re.Pattern[bytes]
) -> Iterator[re.Match[bytes]]:
    starts, ends = alphabet.places(data)
    digits = np.frombuffer(data.translate(_HEX), np.uint8)
    enough = counted(digits, starts, ends) >= _FEWEST_DIGITS
    for start, end in zip(starts[enough].tolist(), ends[enough].tolist(), strict=True):
        yield from pattern.finditer(data, start, end + 1)
