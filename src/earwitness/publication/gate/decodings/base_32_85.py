"""Bytes in 32 or 85 letters: base32, base85, Ascii85."""

import base64
from collections.abc import Iterator, Sequence

import numpy as np

from earwitness.publication.gate.decodings.groups import GroupCode
from earwitness.publication.gate.decodings.runs import Alphabet, counted, marks_of
from earwitness.publication.gate.decodings.undone import Parts, Stretch, Undone, from_start

_BASE32 = Alphabet(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)
_BASE32_SMALL = Alphabet(b"abcdefghijklmnopqrstuvwxyz234567", 24)
_LETTERS_85 = (
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
)
_BASE85 = Alphabet(_LETTERS_85, 20)
_OF_32 = GroupCode(
    alphabet=b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    size=5,
    filling=b"A",
    rest=(0, 0, 1, 1, 2, 3, 3, 4),
)
_OF_85 = GroupCode(alphabet=_LETTERS_85, size=4, filling=b"~", rest=(0, 0, 1, 2, 3))
_ASCII85_TABLE = marks_of(bytes(range(0x21, 0x76)) + b"z \t\r\n")
_LONGEST_ASCII85 = 4 * 2**20
_TEXT_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ./-_"
_IS_OTHER_85 = marks_of(bytes(range(256)).translate(None, _TEXT_LETTERS))
_IS_CAPITAL = marks_of(range(0x41, 0x5B))
_IS_SMALL = marks_of(range(0x61, 0x7B))
_SHORT_85 = 24
"""Letters of a run that may be without a capital or a small letter. Of a longer one every fortieth
is either at least, up to eight of each: of 85 letters 26 are small. By chance one text in a
thousand of 25 letters lacks them, and fewer of longer ones (0.69 ** 20)."""


def base32(stretch: Stretch) -> Iterator[Undone]:
    """Base32 (RFC 4648), in capital and in small letters, from each of its eight beginnings."""
    parts = Parts("base32", is_binary=True)
    runs = [
        (start, text)
        for alphabet in (_BASE32, _BASE32_SMALL)
        for start, end in alphabet.runs(stretch.data)
        if stretch.is_new("base32", text := stretch.data[start:end].upper())
    ]
    _add_ways(parts, runs, _OF_32, 1.6)
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
    runs = [
        (start, run) for start, run in _plausible(stretch.data) if stretch.is_new("base85", run)
    ]
    _add_ways(parts, runs, _OF_85, 1.25)
    yield from parts.undone()


def _add_ways(
    parts: Parts, runs: Sequence[tuple[int, bytes]], code: GroupCode, factor: float
) -> None:
    """What runs of letters hold, each from all of its beginnings."""
    ways = code.decoded([run for _, run in runs]) if runs else ()
    for (start, _), own in zip(runs, ways, strict=True):
        for skipped, decoded in enumerate(own):
            if decoded:
                parts.add(decoded, from_start(start + skipped, factor))


def _plausible(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Runs of its letters that are not words and addresses, nor lines and sums of programs."""
    starts, ends = _BASE85.places(data)
    others = counted(np.frombuffer(data.translate(_IS_OTHER_85), np.uint8), starts, ends)
    fits = others * 8 >= ends - starts
    starts, ends = starts[fits], ends[fits]
    for letters in (_IS_CAPITAL, _IS_SMALL):
        fewest = np.clip((ends - starts - _SHORT_85 + 39) // 40, 0, 8)
        found = counted(np.frombuffer(data.translate(letters), np.uint8), starts, ends)
        starts, ends = starts[found >= fewest], ends[found >= fewest]
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield start, data[start:end]


def _marked(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Texts of Ascii85 that end with its mark, and where they begin."""
    after, end = 0, data.find(b"~>")
    while end >= 0:
        before = data[max(after, end - _LONGEST_ASCII85) : end]
        start = max(before.rfind(b"<~") + 2, before.translate(_ASCII85_TABLE).rfind(b"\0") + 1)
        if len(before) - start >= 10:
            yield end - len(before) + start, before[start:]
        after, end = end + 2, data.find(b"~>", end + 2)
