"""Cyrillic text in the character sets of one byte a letter."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import Places, edges_of, marks_of
from earwitness.publication.gate.decodings.undone import (
    Parts,
    Stretch,
    Undone,
    around,
    from_start,
)
from earwitness.publication.gate.decodings.whole_charset import (
    is_cyrillic,
    is_language,
    steers_nothing,
    whole_text,
)

Bytes = NDArray[np.uint8]
Marks = NDArray[np.bool_]
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


def _letters(charset: str) -> bytes:
    table = bytearray(256)
    for value in range(0x80, 0x100):
        letter = bytes([value]).decode(charset, "replace")
        table[value] = is_cyrillic(letter)
    return bytes(table)


_TABLES = {charset: _letters(charset) for charset in CHARSETS}
_SIGNS = marks_of(b"\0\t\n\r" + bytes(range(0x20, 0x7F)))
_BLANK = 0x20


def charsets(stretch: Stretch) -> Iterator[Undone]:
    """Runs of letters in each of the sets, with what stands around them, as UTF-8."""
    if stretch.is_ascii or stretch.is_utf8:
        return
    signs = np.frombuffer(stretch.data.translate(_SIGNS), np.uint8)
    reads = steers_nothing(stretch)
    for charset, table in _TABLES.items():
        if reads and is_language(stretch.data, charset):
            yield whole_text(stretch.data, charset)
        else:
            yield from _in_charset(charset, stretch.data, signs, table)


def _in_charset(charset: str, data: bytes, signs: Bytes, table: bytes) -> Iterator[Undone]:
    parts, marks = Parts(charset), np.frombuffer(data.translate(table), np.uint8)
    starts, ends = edges_of(marks)
    is_text = _are_text(marks | signs, starts, ends)
    found = is_text & (ends - starts >= LEAST)
    if not found.any():
        return
    kept = _blanked(data, starts[~is_text], ends[~is_text])
    runs = zip(starts[found].tolist(), ends[found].tolist(), strict=True)
    for start, end in around(runs, len(data), NEAR):
        text = kept[start:end].decode(charset, "replace").encode()
        parts.add(text, from_start(start, (end - start) / len(text)))
    yield from parts.undone()


def _are_text(calm: Bytes, starts: Places, ends: Places) -> Marks:
    """Which runs of letters are long, or stand where letters, signs and zeros (`calm`) stand."""
    sums = np.append(0, np.cumsum(calm, dtype=np.int64))
    before, after = np.maximum(starts - AROUND_BYTES, 0), np.minimum(ends + AROUND_BYTES, len(calm))
    close = np.maximum(starts - CLOSE_BYTES, 0), np.minimum(ends + CLOSE_BYTES, len(calm))
    is_close = (sums[starts] - sums[close[0]] == starts - close[0]) & (
        sums[close[1]] - sums[ends] == close[1] - ends
    )
    first, last = sums[starts] - sums[before], sums[after] - sums[ends]
    is_one_sided = (first == starts - before) | (last == after - ends)
    is_calm = first + last >= CALM * (starts - before + after - ends)
    text: Marks = (ends - starts >= SURE) | (is_close & (is_one_sided | is_calm))
    return text


def _blanked(data: bytes, starts: Places, ends: Places) -> bytes:
    """What is no text among its letters are blanks."""
    kept = np.frombuffer(bytearray(data), np.uint8)
    steps = np.zeros(len(data) + 1, np.int8)
    steps[starts], steps[ends] = 1, -1
    kept[np.cumsum(steps[:-1], dtype=np.int8).view(np.bool_)] = _BLANK
    return kept.tobytes()
