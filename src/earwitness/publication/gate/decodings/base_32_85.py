"""Bytes in 32 or 85 letters: base32, base85, Ascii85."""

import base64
import binascii
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import Alphabet
from earwitness.publication.gate.decodings.undone import Parts, Stretch, Undone, from_start

_BASE32 = Alphabet(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)
_BASE32_SMALL = Alphabet(b"abcdefghijklmnopqrstuvwxyz234567", 24)
_LETTERS_85 = (
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
)
_BASE85 = Alphabet(_LETTERS_85, 20)
_BASE85_VALUES = bytes(max(0, _LETTERS_85.find(bytes([value]))) for value in range(256))
_ASCII85_TABLE = bytes(int(0x21 <= value <= 0x75 or value in b"z \t\r\n") for value in range(256))
_LONGEST_ASCII85 = 4 * 2**20
_TEXT_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ./-_"


def base32(stretch: Stretch) -> Iterator[Undone]:
    """Base32 (RFC 4648), in capital and in small letters, from each of its eight beginnings."""
    parts = Parts("base32", is_binary=True)
    for alphabet in (_BASE32, _BASE32_SMALL):
        for start, end in alphabet.runs(stretch.data):
            text = stretch.data[start:end].upper()
            if not stretch.is_new("base32", text):
                continue
            for skipped in range(8):
                decoded = _of_base32(text[skipped:])
                if decoded:
                    parts.add(decoded, from_start(start + skipped, 1.6))
    yield from parts.undone()


def base85(stretch: Stretch) -> Iterator[Undone]:
    """Ascii85 with its marks (PostScript, PDF), and base85 of five-letter groups (RFC 1924).
    Runs that are nothing but letters are words and addresses, not base85."""
    parts = Parts("base85", is_binary=True)
    for start, text in _marked(stretch.data):
        try:
            parts.add(base64.a85decode(text), from_start(start, 1.25))
        except ValueError:
            continue
    groups = _Groups(stretch.data)
    for start, end in _BASE85.runs(stretch.data):
        run = stretch.data[start:end]
        if len(run.translate(None, _TEXT_LETTERS)) * 8 < len(run):
            continue
        if stretch.is_new("base85", run):
            for skipped in range(5):
                decoded = groups.decoded(start + skipped, end)
                if decoded:
                    parts.add(decoded, from_start(start + skipped, 1.25))
    yield from parts.undone()


class _Groups:
    """Five letters from each place on as the number that they stand for, for the whole stretch."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._groups = np.zeros(0, np.uint64)

    def decoded(self, start: int, end: int) -> bytes:
        """What a run of the alphabet stands for; nothing if a group is too large to be one."""
        whole = start + (end - start) // 5 * 5
        groups = self._all()[start:whole:5]
        try:
            last = base64.b85decode(self._data[whole:end]) if end - whole > 1 else b""
        except ValueError:
            return b""
        if (groups >> np.uint64(32)).any():
            return b""
        return groups.astype(">u4").tobytes() + last

    def _all(self) -> NDArray[np.uint64]:
        if not len(self._groups):
            values = np.frombuffer(self._data.translate(_BASE85_VALUES), np.uint8)
            count = max(0, len(values) - 4)
            self._groups = values[:count].astype(np.uint64)
            for step in range(1, 5):
                self._groups *= np.uint64(85)
                self._groups += values[step : step + count]
        return self._groups


def _marked(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Texts of Ascii85 that end with its mark, and where they begin."""
    after, end = 0, data.find(b"~>")
    while end >= 0:
        before = data[max(after, end - _LONGEST_ASCII85) : end]
        start = max(before.rfind(b"<~") + 2, before.translate(_ASCII85_TABLE).rfind(b"\0") + 1)
        if len(before) - start >= 10:
            yield end - len(before) + start, before[start:]
        after, end = end + 2, data.find(b"~>", end + 2)


def _of_base32(text: bytes) -> bytes:
    whole = text[: len(text) - {1: 1, 3: 1, 6: 1}.get(len(text) % 8, 0)]
    try:
        return base64.b32decode(whole + b"=" * (-len(whole) % 8))
    except binascii.Error:
        return b""
