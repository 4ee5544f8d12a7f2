"""Cyrillic text in the character sets of one byte a letter, and UTF-8 that was read as one."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.in_place import InPlace, run_of
from earwitness.publication.gate.decodings.undone import (
    Parts,
    Stretch,
    Undone,
    around,
    from_start,
)
from earwitness.publication.gate.decodings.wide import Marks, runs_of

Bytes = NDArray[np.uint8]
CHARSETS = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")
LEAST = 4
"""Letters in a row, as short surnames have. Estimate."""

SURE = 6
"""Letters in a row that chance makes no name of. In compressed sound four letters spell one of some
thousand forms of names about once in a megabyte (256 ** 4 / 4,000), six once in 60 gigabytes."""

AROUND_BYTES, CLOSE_BYTES, CALM = 20, 2, 0.9
"""A shorter run must stand as in a tag: of so many bytes on both sides this share is letters, signs
and zeros, or all on one side; and all of those right beside it. Of random bytes 0.64 are: chance
does so in 1 place of some thousand."""

NEAR = 24
"""Bytes on both sides of such a run that are read with it. Estimate: a first name, a number."""


def _letters(charset: str) -> Marks:
    table = np.zeros(256, bool)
    for value in range(0x80, 0x100):
        letter = bytes([value]).decode(charset, "replace")
        table[value] = "\u0400" <= letter <= "\u045f" or letter in "\u0490\u0491"
    return table


_TABLES = {charset: _letters(charset) for charset in CHARSETS}
_SIGNS = np.zeros(256, bool)
_SIGNS[[0x00, 0x09, 0x0A, 0x0D, *range(0x20, 0x7F)]] = True


def charsets(stretch: Stretch) -> Iterator[Undone]:
    """Runs of letters in each of the sets, with what stands around them, as UTF-8."""
    if stretch.is_ascii or stretch.is_utf8:
        return
    data = np.frombuffer(stretch.data, np.uint8)
    for charset, table in _TABLES.items():
        parts = Parts(charset)
        marks = table[data]
        runs = (run for run in runs_of(marks, LEAST) if _is_text(data, marks, *run))
        for start, end in around(runs, len(data), NEAR):
            kept = _without_chance(data, marks, start, end)
            text = kept.tobytes().decode(charset, "replace").encode()
            parts.add(text, from_start(start, (end - start) / len(text)))
        yield from parts.undone()


def _is_text(data: Bytes, marks: Marks, start: int, end: int) -> bool:
    """Whether a run of letters is long, or stands where letters, signs and zeros stand."""
    if end - start >= SURE:
        return True
    sides = (slice(max(0, start - AROUND_BYTES), start), slice(end, end + AROUND_BYTES))
    before, after = (marks[side] | _SIGNS[data[side]] for side in sides)
    if not (before[-CLOSE_BYTES:].all() and after[:CLOSE_BYTES].all()):
        return False
    if before.all() or after.all():
        return True
    return bool(before.sum() + after.sum() >= CALM * (len(before) + len(after)))


def _without_chance(data: Bytes, marks: Marks, start: int, end: int) -> Bytes:
    """A span of bytes; what is no text among its letters are blanks."""
    kept = data[start:end].copy()
    for first, last in runs_of(marks[start:end], 1):
        if not _is_text(data, marks, start + first, start + last):
            kept[first:last] = 0x20
    return kept


def _of_latin(match: re.Match[bytes]) -> bytes:
    return b"".join(_byte(letter, "cp1252") for letter in match[0].decode("utf-8", "replace"))


def _of_cp1251(match: re.Match[bytes]) -> bytes:
    return b"".join(_byte(letter, "cp1251") for letter in match[0].decode("utf-8", "replace"))


def _byte(letter: str, charset: str) -> bytes:
    if ord(letter) < 0x100 and charset != "cp1251":
        return bytes([ord(letter)])
    return letter.encode(charset, "replace")


MANGLED_LATIN = InPlace(
    name="UTF-8 read as Latin",
    triggers=(b"\xc3\x90", b"\xc3\x91"),
    pattern=run_of(
        rb"\xc3[\x80-\xbf]|\xc2[\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]"
        rb"|\xc5[\x92-\xbe]|\xc6\x92|\xcb[\x86\x9c]",
        least=4,
    ),
    by=_of_latin,
    is_risky=True,
)

MANGLED_CYRILLIC = InPlace(
    name="UTF-8 read as cp1251",
    triggers=(b"\xd0\xa0", b"\xd0\xa1"),
    pattern=run_of(
        rb"\xd0[\xa0\xa1](?:[\xc2-\xd2][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf])", least=3
    ),
    by=_of_cp1251,
    is_risky=True,
)
