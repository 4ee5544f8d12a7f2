"""Bytes written as numbers: hexadecimal in every usual spelling, and lists of character codes."""

import re
from collections.abc import Iterator

import numpy as np

from earwitness.publication.gate.decodings.runs import HEX_DIGITS, Alphabet, counted, marks_of
from earwitness.publication.gate.decodings.undone import (
    Parts,
    Stretch,
    Undone,
    from_start,
    is_text,
)

_NUMBERS = Alphabet(HEX_DIGITS + b"xX\\%,;: \t\r\n-#&", 15)
_SIGN = rb"[0-9a-fA-F]"
_IS_SIGN = marks_of(HEX_DIGITS)
_FEWEST = 14
"""Hexadecimal digits in the shortest of these."""
_PLAIN = re.compile(_SIGN + rb"{14,}")
_SPACED = re.compile(
    rb"(?:(?:0[xX]|\\x)?" + _SIGN + rb"{2}[ \t\r\n:,;-]{1,3}){6,}(?:0[xX])?" + _SIGN + rb"{2}"
)
_GROUPED = re.compile(
    rb"(?<!%b)(?:(?:%b{2}){2,6}[ \t\r\n]{1,3}){2,}(?:%b{2}){1,6}(?!%b)" % ((_SIGN,) * 4)
)
"""Groups of two to six bytes, as programs print them."""
_GROUP = re.compile(_SIGN + rb"{4}[ \t\r\n]")
_CODES = re.compile(rb"(?:\d{2,5}[ \t\r\n]{0,2}[,; ][ \t\r\n]{0,4}){6,}\d{2,5}")
_SLASHED = re.compile(rb"(?:/x%b{2}){6,}" % _SIGN)
"""Escapes of programs in the name of a file, of which an archive made folders."""
_NOT_HEX = re.compile(rb"0[xX]|[^0-9a-fA-F]+")
_CODE = re.compile(rb"\d+")


def hexadecimal(stretch: Stretch) -> Iterator[Undone]:
    """Runs of hexadecimal digits from both possible beginnings; pairs with signs between them
    ("2b 37", "2b:37", "0x2b, 0x37"); decimal codes of characters ("43, 55, 57")."""
    data = stretch.data
    plain, codes = Parts("hex", is_binary=True), Parts("character codes")
    for begin, end in _with_digits(data):
        if not stretch.is_new("hex", data[begin:end]):
            continue
        for match in _PLAIN.finditer(data, begin, end):
            for skipped in (0, 1):
                digits = match[0][skipped:]
                decoded = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
                plain.add(decoded, from_start(match.start() + skipped, 2.0))
        for match in _SPACED.finditer(data, begin, end):
            decoded = _of_pairs(match)
            plain.add(decoded, from_start(match.start(), len(match[0]) / len(decoded)))
        for match in _GROUPED.finditer(data, begin, end) if _GROUP.search(data, begin, end) else ():
            decoded = _of_pairs(match)
            if is_text(decoded):  # others are rows of numbers
                plain.add(decoded, from_start(match.start(), len(match[0]) / len(decoded)))
        for match in _CODES.finditer(data, begin, end):
            letters = [int(code) for code in _CODE.findall(match[0])]
            text = _of_units([code for code in letters if 0x20 <= code <= 0xFFFF])
            if text:
                codes.add(text, from_start(match.start(), len(match[0]) / len(text)))
    for match in _SLASHED.finditer(data):
        plain.add(_of_pairs(match), from_start(match.start(), 4.0))
    yield from plain.undone()
    yield from codes.undone()


def _with_digits(data: bytes) -> Iterator[tuple[int, int]]:
    """Runs of such numbers with enough digits, and not of blanks and commas alone."""
    starts, ends = _NUMBERS.places(data)
    enough = counted(np.frombuffer(data.translate(_IS_SIGN), np.uint8), starts, ends) >= _FEWEST
    yield from zip(starts[enough].tolist(), ends[enough].tolist(), strict=True)


def _of_pairs(match: re.Match[bytes]) -> bytes:
    digits = _NOT_HEX.sub(b"", match[0])
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode())


def _of_units(units: list[int]) -> bytes:
    """Codes of characters as JavaScript counts them: two of them for one beyond U+FFFF."""
    text = "".join(map(chr, units)).encode("utf-16-le", "surrogatepass")
    return text.decode("utf-16-le", "replace").encode()
