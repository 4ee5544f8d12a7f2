"""Bytes folded for searching: one class a letter, whatever case and look-alike it is written with.

A table of byte pairs folds UTF-8 at a few instructions a byte, and never fails: bytes that are no
text fold to something that is looked at again before it counts. One class holds what looks alike
("а" and "a", "р" and "p", "0" and "o"; Unicode Technical Standard 39, confusables, as far as Latin
and Cyrillic go) and what Russian and Ukrainian spell differently ("и", "і", "ы").
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

DROPPED, APART = 0, 1
"""Classes of what is invisible (zero width, soft hyphen, combining marks, apostrophes, and all
bytes of a letter but its last) and of what stands between words."""

_ALIKE = (
    "aаα", "bвβ", "cсϲ", "d", "eеёэєε", "f", "grгґ", "hнһ", "il1ийыіїӏıι", "jј", "kкκқ", "mм",
    "nη", "o0оοө", "pрρ", "q", "sѕ", "tтτ", "uυү", "vνѵ", "w", "xхχ", "yуўγ", "z", "2", "3з",
    "4ч", "5", "6б", "7", "8", "9", "д", "жҗ", "л", "п", "ф", "ц", "ш", "щ", "ю", "я", "њљ",
)  # fmt: skip
_INVISIBLE = "\u00ad\u034f\u061c\u0483\u0484\u0485\u0486\u0487ьъ'’‘ʼʹ`´\u02bb"
_PAIRS_DROPPED = (
    *((0x80, low) for low in (*range(0x8B, 0x90), *range(0xAA, 0xAF), 0x98, 0x99)),
    *((0x81, low) for low in range(0xA0, 0xB0)),
    *((0xBB, 0xBF), (0xB8, 0x8F), (0xA0, 0x8E)),
    *((0x9D, low) for low in range(0x90, 0xA0)),
)
"""The last two bytes of invisible characters of three bytes (U+200B…, U+2060…, U+FEFF), and of
the middle of mathematical letters (U+1D400…)."""

_SMALL, _CAPITAL, _DIGIT = 2, 3, 4
"""What a letter is: small (or without case), a capital of Latin or Cyrillic, a digit."""

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]


@cache
def _letter_classes() -> dict[str, int]:
    return {letter: 2 + n for n, alike in enumerate(_ALIKE) for letter in alike}


def letter_class(character: str) -> int:
    """The class of one character."""
    known = _letter_classes()
    low = character.lower()[:1]
    if low in known:
        return known[low]
    if low in _INVISIBLE or unicodedata.category(character) in {"Mn", "Cf", "Me"}:
        return DROPPED
    plain = unicodedata.normalize("NFKD", character).lower()[:1]
    stroked = {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ß": "s"}.get(low, plain)
    return known.get(stroked, APART if not character.isalpha() else known["њ"])


@cache
def _pairs() -> Bytes:
    """Class by (byte before) × 256 + byte."""
    table = np.full((256, 256), APART, np.uint8)
    for byte in range(128):
        table[:, byte] = letter_class(chr(byte))
    table[:, 0xC0:] = DROPPED
    table[0xE0:, 0x80:0xC0] = DROPPED
    for lead in range(0xC2, 0xE0):
        for tail in range(0x80, 0xC0):
            table[lead, tail] = letter_class(chr((lead & 31) << 6 | tail & 63))
    for high, low in _PAIRS_DROPPED:
        table[high, low] = DROPPED
    _add_wide(table)
    return table.reshape(-1)


def _add_wide(table: Bytes) -> None:
    """Full-width and mathematical Latin letters, by their last two bytes."""
    for code in (*range(0xFF10, 0xFF5B), *range(0x1D400, 0x1D800)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain.isascii() and plain.isalnum():
            high, low = chr(code).encode()[-2:]
            table[high, low] = letter_class(plain)


@cache
def _categories() -> Bytes:
    """What a letter is, by the same pairs."""
    table = np.where(_pairs() > APART, _SMALL, _pairs()).astype(np.uint8).reshape(256, 256)
    table[:, 0x30:0x3A] = _DIGIT
    table[:, 0x41:0x5B] = _CAPITAL
    capitals = table[0xD0, 0x84:0xB0]
    table[0xD0, 0x84:0xB0] = np.where(capitals > APART, _CAPITAL, capitals)
    table[0xD0, [0x84, 0x86, 0x87]] = _CAPITAL
    return table.reshape(-1)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded bytes.

    `letters` are the classes of letters and digits alone, `at` the byte of each of them (its last,
    where a letter has several). `apart` has one byte for each letter and one more at the end: 1
    where something visible stands before it. `begins` are the letters that begin a word: after a
    separator, a digit before a letter or the other way round, a capital after or before a small
    letter.
    """

    data: bytes
    letters: bytes
    at: Places
    apart: bytes
    begins: Places


def fold(data: bytes) -> Folded:
    """Bytes as they are searched."""
    raw = np.frombuffer(b"\n" + data, np.uint8)
    pairs = raw[1:].astype(np.uint16)
    pairs |= raw[:-1].astype(np.uint16) << 8
    categories = np.empty(len(data) + 2, np.uint8)
    categories[:2] = APART
    _categories().take(pairs, out=categories[2:], mode="clip")
    at = np.flatnonzero(categories[2:] > APART)
    letters = _pairs().take(pairs.take(at)).tobytes()
    now = categories.take(at + 2)
    apart = _apart(categories, at)
    before = np.empty_like(now)
    before[:1], before[1:] = APART, now[:-1]
    turns = (now != before) & ((now >= _CAPITAL) | (before == _DIGIT))
    turns[:-1] |= (now[:-1] == _CAPITAL) & (now[1:] == _SMALL)  # the last capital of "TAGPetrov"
    return Folded(data, letters, at, apart.tobytes() + b"\x01", np.flatnonzero(apart | turns))


def _apart(categories: Bytes, at: Places) -> NDArray[np.bool_]:
    """Whether something visible stands before each letter. `categories` have two places before."""
    last, one_more = categories.take(at + 1), categories.take(at)
    unclear = (last == DROPPED) & (one_more == DROPPED)
    apart: NDArray[np.bool_] = (last == APART) | ((last == DROPPED) & (one_more == APART))
    if unclear.any():
        counted = np.cumsum(categories == APART, dtype=np.int32).take(at + 2)
        apart |= unclear & (np.diff(counted, prepend=0) > 0)
    return apart


def fold_text(text: str) -> bytes:
    """The letters of a text as classes, for what is looked for."""
    classes = (letter_class(character) for character in text)
    return bytes(one for one in classes if one > APART)
