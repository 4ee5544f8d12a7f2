"""Ways to write any letter or byte in few plain signs: UTF-7, punycode, base32, base85."""

import base64
import binascii
import re
from collections.abc import Iterator

from earwitness.publication.gate.decodings.runs import Alphabet
from earwitness.publication.gate.decodings.undone import (
    Parts,
    Stretch,
    Undone,
    from_start,
    replaced,
)

_UTF7 = re.compile(rb"[+&]([A-Za-z0-9+/,]{5,})-?")
_PUNYCODE = re.compile(rb"(?i)xn--([a-z0-9-]{3,63})")
_BASE32 = Alphabet(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)
_BASE32_SMALL = Alphabet(b"abcdefghijklmnopqrstuvwxyz234567", 24)
_ASCII85 = re.compile(rb"<~([!-uz\s]{10,}?)~>|([!-uz\r\n]{24,})~>")
_BASE85 = Alphabet(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~", 20
)


def utf7(stretch: Stretch) -> Iterator[Undone]:
    """UTF-7 (RFC 2152), and its relative in the names of mail folders (RFC 3501)."""
    if b"+" in stretch.data or b"&" in stretch.data:
        yield from replaced("UTF-7", stretch, _UTF7, _of_utf7)


def punycode(stretch: Stretch) -> Iterator[Undone]:
    """Names of hosts in other letters (RFC 3492)."""
    if b"n--" in stretch.data or b"N--" in stretch.data:
        yield from replaced("punycode", stretch, _PUNYCODE, _of_punycode)


def base32(stretch: Stretch) -> Iterator[Undone]:
    """Base32 (RFC 4648), in capital and in small letters, from each of its eight beginnings."""
    parts = Parts("base32", is_binary=True)
    for alphabet in (_BASE32, _BASE32_SMALL):
        for start, end in alphabet.runs(stretch.data):
            text = stretch.data[start:end].upper()
            for skipped in range(8):
                decoded = _of_base32(text[skipped:])
                if decoded:
                    parts.add(decoded, from_start(start + skipped, 1.6))
    yield from parts.undone()


def base85(stretch: Stretch) -> Iterator[Undone]:
    """Ascii85 with its marks (PostScript, PDF), and base85 of five-letter groups (RFC 1924)."""
    parts = Parts("base85", is_binary=True)
    for match in _ASCII85.finditer(stretch.data) if b"~>" in stretch.data else ():
        try:
            decoded = base64.a85decode(match[1] or match[2])
        except ValueError:
            continue
        parts.add(decoded, from_start(match.start(), 1.25))
    for start, end in _BASE85.runs(stretch.data):
        for skipped in range(5):
            text = stretch.data[start + skipped : end]
            text = text[: len(text) - (len(text) % 5 == 1)]
            try:
                parts.add(base64.b85decode(text), from_start(start + skipped, 1.25))
            except ValueError:
                continue
    yield from parts.undone()


def _of_utf7(match: re.Match[bytes]) -> bytes:
    text = match[1].replace(b",", b"/")
    text = text[: len(text) - (len(text) % 4 == 1)]
    try:
        decoded = binascii.a2b_base64(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return match[0]
    return decoded[: len(decoded) // 2 * 2].decode("utf-16-be", "replace").encode()


def _of_punycode(match: re.Match[bytes]) -> bytes:
    try:
        return match[1].decode().lower().encode().decode("punycode").encode("utf-8", "replace")
    except (ValueError, OverflowError):
        return match[0]


def _of_base32(text: bytes) -> bytes:
    whole = text[: len(text) - {1: 1, 3: 1, 6: 1}.get(len(text) % 8, 0)]
    try:
        return base64.b32decode(whole + b"=" * (-len(whole) % 8))
    except binascii.Error:
        return b""
