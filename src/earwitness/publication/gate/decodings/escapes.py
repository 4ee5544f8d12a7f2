r"""Escapes of programs and styles: `\u0037`, `\x37`, `\067`, `\37 ` (CSS), `\'e8` (RTF)."""

import re

from earwitness.publication.gate.decodings.in_place import InPlace, run_of

_ONE = re.compile(
    rb"\\+(?:u\{([0-9a-fA-F]{1,6})\}|(?:u|U0000|U0001)([0-9a-fA-F]{4})|['x]([0-9a-fA-F]{2})"
    rb"|([0-7]{1,3})|([nrtbfv/\"'\\\r\n]))"
)
_STYLE_ONE = re.compile(rb"\\([0-9a-fA-F]{1,6})[ \t\r\n\f]?")
_RICH_ONE = re.compile(rb"\\u(-?\d{1,5})")
_RICH_BYTE = re.compile(rb"\\u(-?\d{1,5}) ?(?:\?|\\'[0-9a-fA-F]{2})?|\\'([0-9a-fA-F]{2})")
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\r": b"", b"\n": b"", b"b": b"", b"f": b""}


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


def _style(run: re.Match[bytes]) -> bytes:
    return b"".join(_character(int(code, 16)) for code in _STYLE_ONE.findall(run[0]))


def _rich(run: re.Match[bytes]) -> bytes:
    return b"".join(_character(int(code) & 0xFFFF) for code in _RICH_ONE.findall(run[0]))


def _rich_text(run: re.Match[bytes]) -> bytes:
    return b"".join(
        bytes.fromhex(byte.decode()).decode("cp1251", "replace").encode()
        if byte
        else _character(int(code) & 0xFFFF)
        for code, byte in _RICH_BYTE.findall(run[0])
    )


def _character(code: int) -> bytes:
    return chr(code).encode("utf-8", "replace") if code <= 0x10FFFF else b""


ESCAPES = InPlace(
    name="escapes",
    triggers=(b"\\",),
    pattern=run_of(
        rb"\\\\{0,7}(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}"
        rb"|[0-7]{1,3}|'[0-9a-fA-F]{2}|[nrtbfv/\"'\\\r\n])"
    ),
    by=_decoded,
    holds_files=True,
)
"""As JavaScript, JSON, Python, C, PDF and RTF read them."""

STYLE_ESCAPES = InPlace(
    name="escapes of style sheets",
    triggers=(b"\\",),
    pattern=run_of(rb"\\[0-9a-fA-F]{1,6}[ \t\r\n\f]?"),
    by=_style,
    is_risky=True,
)
"""CSS Syntax 3, 4.3.7."""

RICH_ESCAPES = InPlace(
    name="escapes of rich text",
    triggers=(b"\\u",),
    pattern=run_of(rb"\\u-?\d{1,5} ?(?:\?|\\'[0-9a-fA-F]{2})"),
    by=_rich,
    is_risky=True,
)

RICH_TEXT = InPlace(
    name="letters of rich text",
    triggers=(b"{\\rtf",),
    pattern=run_of(rb"\\u-?\d{1,5} ?(?:\?|\\'[0-9a-fA-F]{2})?|\\'[0-9a-fA-F]{2}"),
    by=_rich_text,
    is_risky=True,
)
"""RTF 1.9.1: letters by their numbers and by bytes of cp1251, as Word mixes them in Russian."""
