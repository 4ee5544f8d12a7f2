"""The digits of a stretch of bytes, with their places; everything between them is left out."""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import marks_of

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]

_LEADS = bytes([0xC2, 0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xE2, 0xEA, 0xEF, 0xF0])


@dataclass(frozen=True, slots=True)
class DigitStream:
    """`values` (0 to 9), and the places `starts` and `ends` (bytes) of each digit of `data`."""

    data: bytes
    values: Bytes
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.values)

    def between(self, index: int) -> bytes:
        """The bytes between a digit and the next one."""
        return self.data[self.ends[index] : self.starts[index + 1]]


def digit_stream(data: bytes) -> DigitStream:
    """All digits in order: ASCII, and what Unicode calls digits (full-width, Arabic-Indic,
    mathematical, superscript, circled …)."""
    array = np.frombuffer(data, np.uint8)
    starts = np.flatnonzero((array - np.uint8(48)) < 10)
    values = array[starts] - np.uint8(48)
    ends = starts + 1
    if not data.isascii():
        others = _other_digits(data, array)
        if len(others[0]):
            return merged(DigitStream(data, values, starts, ends), *others)
    return DigitStream(data, values, starts, ends)


def merged(stream: DigitStream, values: Bytes, starts: Places, ends: Places) -> DigitStream:
    """A stream with more digits in it; all arrays of one length, in any order."""
    all_starts = np.concatenate([stream.starts, starts])
    order = np.argsort(all_starts, kind="stable")
    return DigitStream(
        stream.data,
        np.concatenate([stream.values, values])[order],
        all_starts[order],
        np.concatenate([stream.ends, ends])[order],
    )


def runs_of(stream: DigitStream) -> tuple[Places, Places]:
    """First and last digit of each run of joined digits."""
    if not len(stream):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    apart = np.flatnonzero(stream.starts[1:] != stream.ends[:-1])
    return np.concatenate([[0], apart + 1]), np.concatenate([apart, [len(stream) - 1]])


def numbers_of(stream: DigitStream, firsts: Places, sizes: Places, most: int) -> Places:
    """The number that each run of joined digits is; of longer ones, their first `most` digits."""
    value = np.zeros(len(firsts), np.int64)
    for step in range(most):
        digit = stream.values[np.minimum(firsts + step, len(stream) - 1)]
        value = np.where(step < sizes, value * 10 + digit, value)
    return value


@cache
def _digit_keys() -> tuple[NDArray[np.uint32], Bytes, Bytes]:
    """UTF-8 bytes of all non-ASCII digits as sorted numbers, their values and byte counts."""
    found = []
    for code in range(0x80, 0x1FBFA):
        letter = chr(code)
        value = unicodedata.digit(letter, None)
        if value is not None:
            raw = letter.encode()
            if raw[0] in _LEADS:
                found.append((int.from_bytes(raw.ljust(4, b"\0"), "big"), value, len(raw)))
    found.sort()
    keys, values, widths = zip(*found, strict=True)
    return (
        np.array(keys, np.uint32),
        np.array(values, np.uint8),
        np.array(widths, np.uint8),
    )


_IS_LEAD = marks_of(_LEADS)


def _other_digits(data: bytes, array: Bytes) -> tuple[Bytes, Places, Places]:
    """Digits outside ASCII: values, starts, ends."""
    keys, values, widths = _digit_keys()
    lead = np.frombuffer(data.translate(_IS_LEAD), np.bool_)
    at = np.flatnonzero(lead)
    padded = np.concatenate([array[-3:], np.zeros(3, np.uint8)])  # for places near the end
    key = np.zeros(len(at), np.uint32)
    for step in range(4):
        key = key << np.uint32(8) | _byte_at(array, padded, at + step)
    size = np.where(array[at] >= 0xF0, 4, np.where(array[at] >= 0xE0, 3, 2))
    key &= np.array([0, 0, 0xFFFF0000, 0xFFFFFF00, 0xFFFFFFFF], np.uint32)[size]
    place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    known = keys[place] == key
    at, place = at[known], place[known]
    return values[place], at, at + widths[place]


def _byte_at(array: Bytes, padded: Bytes, at: Places) -> NDArray[np.uint32]:
    inside = at < len(array)
    return np.where(inside, array[np.where(inside, at, 0)], padded[-1]).astype(np.uint32)
