r"""Escapes of programs and styles: `\u0037`, `\x37`, `\067`, `\37 ` (CSS), `\'e8` (RTF)."""

import re
from collections.abc import Iterator

from earwitness.publication.gate.decodings.undone import Stretch, Undone, replaced

_RUN = re.compile(
    rb"(?:\\+(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}"
    rb"|[0-7]{1,3}|'[0-9a-fA-F]{2}|[nrtbfv/\"'\\\r\n]))+"
)
_ONE = re.compile(
    rb"\\+(?:u\{([0-9a-fA-F]{1,6})\}|(?:u|U0000|U0001)([0-9a-fA-F]{4})|['x]([0-9a-fA-F]{2})"
    rb"|([0-7]{1,3})|([nrtbfv/\"'\\\r\n]))"
)
_STYLE_RUN = re.compile(rb"(?:\\[0-9a-fA-F]{1,6}[ \t\r\n\f]?)+")
_STYLE_ONE = re.compile(rb"\\([0-9a-fA-F]{1,6})[ \t\r\n\f]?")
_RICH_RUN = re.compile(rb"(?:\\u-?\d{1,5} ?(?:\?|\\'[0-9a-fA-F]{2}))+")
_RICH_ONE = re.compile(rb"\\u(-?\d{1,5})")
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\r": b"", b"\n": b"", b"b": b"", b"f": b""}


def escapes(stretch: Stretch) -> Iterator[Undone]:
    """As JavaScript, JSON, Python, C, PDF and RTF read them, and as CSS does (CSS Syntax 3)."""
    if b"\\" in stretch.data:
        yield from replaced("escapes", stretch, _RUN, _decoded, is_binary=True)
        yield from replaced("escapes of style sheets", stretch, _STYLE_RUN, _style)
    if b"\\u" in stretch.data:
        yield from replaced("escapes of rich text", stretch, _RICH_RUN, _rich)


def _decoded(run: re.Match[bytes]) -> bytes:
    units: list[bytes] = []
    for braced, wide, narrow, octal, letter in _ONE.findall(run[0]):
        if braced or wide:
            units.append(_character(int(braced or wide, 16)))
        elif narrow:
            units.append(bytes.fromhex(narrow.decode()))
        elif octal:
            units.append(bytes([int(octal, 8) & 0xFF]))
        else:
            units.append(_PLAIN.get(letter, letter))
    return b"".join(units)


def _rich(run: re.Match[bytes]) -> bytes:
    return b"".join(_character(int(code) & 0xFFFF) for code in _RICH_ONE.findall(run[0]))


def _style(run: re.Match[bytes]) -> bytes:
    return b"".join(_character(int(code, 16)) for code in _STYLE_ONE.findall(run[0]))


def _character(code: int) -> bytes:
    return chr(code).encode("utf-8", "replace") if code <= 0x10FFFF else b""
