"""Texts that only the "=" at their end tells: short base32, digests in base64 over the columns of a
table."""

import base64
import re
from collections.abc import Iterator

import numpy as np

from earwitness.publication.gate.decodings.undone import (
    Parts,
    Stretch,
    Undone,
    from_start,
    is_text,
)

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FILLING = 0x3D
_LETTER, _FILLS, _NO_END = 1, 2, 3
_SORTS = bytes(
    _LETTER if one in _LETTERS else _FILLS if one == _FILLING else _NO_END if one in b" \"'" else 0
    for one in range(256)
)
"""What a byte is; blanks and quotes behind "=" stand in programs and attributes."""
_SHORT_32 = re.compile(rb"={1,6}[A-Z2-7]{10,15}(?![A-Z2-7])")
"""Five to nine bytes in base32 (RFC 4648, 6), from their end."""
_FURTHEST_32 = 16
_ROW = re.compile(
    rb"[A-Za-z0-9+/]{1,44}(\"?[;,|\t]\"?)[A-Za-z0-9+/]{1,44}\1(?:[A-Za-z0-9+/]{1,44}\1?){1,44}"
)
"""Three cells at least, from their end."""
_FURTHEST = 200
_SIGNS = (27, 43, 22, 86)
"""Signs of base64 of SHA-1, SHA-256, MD5 and SHA-512."""


def filled_up(stretch: Stretch) -> Iterator[Undone]:
    """What they hold."""
    short, torn = Parts("base32"), Parts("base64 over columns")
    for end in _ends(stretch.data):
        begin = max(0, end - _FURTHEST_32)
        turned = stretch.data[begin : end + 6][::-1]
        if match := _SHORT_32.search(turned):
            _add_short(short, match[0][::-1], begin + len(turned) - match.end())
        row = _ROW.match(stretch.data[max(0, end - _FURTHEST) : end][::-1])
        if row is not None:
            _add_digests(torn, row[0].translate(None, b';,|\t"')[::-1], end - len(row[0]))
    yield from short.undone()
    yield from torn.undone()


def _ends(data: bytes) -> list[int]:
    """Where letters end with "=" and nothing follows that would make it a sign of a program."""
    if b"=" not in data:
        return []
    sorts = np.frombuffer(data.translate(_SORTS) + b"\0", np.uint8)
    at = np.flatnonzero((sorts[1:-1] == _FILLS) & (sorts[:-2] == _LETTER)) + 1
    following = sorts[at + 1]
    ends: list[int] = at[(following == 0) | (following == _FILLS)].tolist()
    return ends


def _add_short(parts: Parts, text: bytes, start: int) -> None:
    try:
        held = base64.b32decode(text)
    except ValueError:
        return
    if is_text(held):
        parts.add(held, from_start(start, len(text) / len(held)))


def _add_digests(parts: Parts, signs: bytes, start: int) -> None:
    for size in _SIGNS:
        if len(signs) >= size:
            parts.add(base64.b64decode(signs[-size:] + b"=" * (-size % 4)), from_start(start))
