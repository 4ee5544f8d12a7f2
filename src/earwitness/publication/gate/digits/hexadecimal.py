"""Byte patterns written in hex digits: in a row, or in groups."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import HEX_DIGITS, marks_of
from earwitness.publication.gate.digits.keys import KEY_BYTES
from earwitness.publication.gate.digits.patterns import Pattern, Patterns
from earwitness.publication.gate.digits.stream import Places

FEWEST_DIGITS = 2 * KEY_BYTES
"""Hex digits of the shortest beginning of a digest that is seen."""

FEWEST_INSIDE = 16
"""The same where it begins within other hex digits, or stands in groups: 64 bits."""

MOST_APART = 8
"""Bytes for one hex digit of a digest in groups. Estimate: ", 0xaa" has three."""

_BLOCK = 16
"""Bytes over which hex digits are counted."""

_DENSE = 14
"""Hex digits among the 32 bytes of two blocks: "0xaa, " has 16, prose eight. Estimate."""

_LETTER = np.array([one in b"abcdefABCDEF" for one in range(256)])
_IS_HEX = marks_of(HEX_DIGITS)
_NIBBLE = bytes(int(chr(one), 16) if one in HEX_DIGITS else 0 for one in range(256))
_SEAMS = bytes(one for one in range(256) if one < 33) + b":-.,_;|"
_KEPT = np.array([one not in _SEAMS for one in range(256)])


@dataclass(frozen=True, slots=True)
class PatternFound:
    """Bytes `start` to `end` are the beginning of a pattern."""

    start: int
    end: int
    pattern: Pattern
    written: str


def find_hex(data: bytes, patterns: Patterns) -> Iterator[PatternFound]:
    """Patterns in hex, with and without signs between the digits."""
    is_hex = np.frombuffer(data.translate(_IS_HEX), np.bool_)
    for start, end, pattern in _in_rows(data, is_hex, patterns):
        yield PatternFound(start, end, pattern, "in hex")
    places = _grouped_places(data, is_hex)
    if not len(places):
        return
    squeezed = np.frombuffer(data, np.uint8)[places].tobytes()
    is_hex = np.frombuffer(squeezed.translate(_IS_HEX), np.bool_)
    for start, end, pattern in _in_rows(squeezed, is_hex, patterns, fewest=FEWEST_INSIDE):
        first, last = int(places[start]), int(places[end - 1]) + 1
        if end - start < last - first <= MOST_APART * (end - start):
            yield PatternFound(first, last, pattern, "in hex, in groups")


def _grouped_places(data: bytes, is_hex: NDArray[np.bool_]) -> Places:
    """Places of what may be hex digits in groups, without the signs between them."""
    blocks = len(data) // _BLOCK
    if blocks < 4:
        dense = np.ones(blocks + 1, np.bool_)
    else:
        dense = _wider(_dense(np.frombuffer(data, np.uint8), is_hex, blocks))
    if not dense.any():
        return np.zeros(0, np.int64)
    for sign in (b"0x", b"0X", b"\\x"):
        if sign in data:
            data = data.replace(sign, b"  ")
    at = np.flatnonzero(dense) * _BLOCK
    near = (at[:, None] + np.arange(_BLOCK)).ravel()
    near = near[near < len(data)]
    kept = _KEPT.take(np.frombuffer(data, np.uint8)[near])
    return near[:0] if kept.all() else near[kept]


def _dense(array: NDArray[np.uint8], is_hex: NDArray[np.bool_], blocks: int) -> NDArray[np.bool_]:
    """Blocks that with the next one have many hex digits, letters among them; one more block."""
    eights = np.bitwise_count(is_hex[: blocks * _BLOCK].view(np.uint64))
    count = eights[0::2] + eights[1::2]
    dense = np.zeros(blocks + 1, np.bool_)
    dense[: blocks - 1] = count[:-1] + count[1:] >= _DENSE
    dense[1:] |= dense[:-1]
    at = np.flatnonzero(dense[:blocks])
    letters = np.zeros(blocks + 1, np.bool_)
    letters[at] = _LETTER.take(array[: blocks * _BLOCK].reshape(blocks, _BLOCK)[at]).any(axis=1)
    found: NDArray[np.bool_] = dense & _wider(_wider(letters))
    return found


def _wider(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The same with their neighbours."""
    wide = flags.copy()
    wide[1:] |= flags[:-1]
    wide[:-1] |= flags[1:]
    return wide


def _in_rows(
    data: bytes, is_hex: NDArray[np.bool_], patterns: Patterns, *, fewest: int = FEWEST_DIGITS
) -> Iterator[tuple[int, int, Pattern]]:
    at = _starts(is_hex)
    if not len(at):
        return
    nibbles = np.frombuffer(data.translate(_NIBBLE), np.uint8)
    at = at[patterns.table.may_be(_middle(nibbles, at))]
    windows = np.zeros(len(at), np.uint64)
    for step in range(FEWEST_DIGITS):
        windows = windows << np.uint64(4) | nibbles[at + step]
    found = patterns.table.find(at, windows)
    for start, key in zip(found.at.tolist(), found.keys.tolist(), strict=True):
        pattern = patterns.pattern(key)
        count = _alike(data, start, pattern.raw.hex())
        inside = start > 0 and data[start - 1] in HEX_DIGITS
        needed = len(pattern.raw) * 2 if pattern.whole else FEWEST_INSIDE if inside else fewest
        if count >= needed:
            yield start, start + count, pattern


def _starts(row: NDArray[np.bool_]) -> Places:
    """Places from which on twelve hex digits stand in a row."""
    for step in (1, 2, 4, 4):
        if len(row) <= step:
            return np.zeros(0, np.int64)
        row = row[:-step] & row[step:]
    return np.flatnonzero(row)


def _middle(nibbles: NDArray[np.uint8], at: Places) -> NDArray[np.uint32]:
    """Hex digits 4 to 11 from each place on, as a number."""
    if len(at) * 8 > len(nibbles):
        two = nibbles[:-1] << np.uint8(4) | nibbles[1:]
        four = two[:-2].astype(np.uint16) << np.uint16(8) | two[2:]
        eight = four[:-4].astype(np.uint32) << np.uint32(16) | four[4:]
        return eight[at + 4]
    value = np.zeros(len(at), np.uint32)
    for step in range(4, FEWEST_DIGITS):
        value = value << np.uint32(4) | nibbles[at + step]
    return value


def _alike(data: bytes, start: int, digits: str) -> int:
    """How many hex digits of a pattern stand there."""
    written = data[start : start + len(digits)].lower()
    expected = digits.encode()
    count = 0
    while count < len(written) and written[count] == expected[count]:
        count += 1
    return count
