"""Letters that stand for digits of their shape: 2l4-3O-l7."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.undone import is_utf8
from earwitness.publication.gate.digits.stream import Bytes, DigitStream, Places, merged

NEAR = 4
"""Bytes between such a letter and a digit. Estimate: "OOO" between two groups has three."""

FEWEST_DIGITS = 5
"""Real digits in a row with letters, below which it is a word. Estimate."""

ENOUGH_DIGITS = 8
"""Real digits of a row that tell it from a word whatever touches it."""

_NONE = 255
_SHAPES = {
    "O": 0, "o": 0, "Q": 0, "D": 0, "l": 1, "I": 1, "i": 1, "|": 1, "!": 1, "Z": 2, "z": 2,
    "S": 5, "s": 5, "$": 5, "G": 6, "B": 8, "О": 0, "о": 0, "З": 3, "з": 3, "Э": 3, "э": 3,
    "Ч": 4, "ч": 4, "б": 6, "В": 8,
}  # fmt: skip
_DENSE = 16


def _tables() -> tuple[Bytes, Bytes, Bytes]:
    """Values of a byte that stands alone, after 0xD0, and after another byte of 0xD0."""
    alone, after = np.full(256, _NONE, np.uint8), np.full(256, _NONE, np.uint8)
    for letter, value in _SHAPES.items():
        raw = letter.encode()
        (alone if len(raw) == 1 else after)[raw[-1]] = value
    return alone, after, np.minimum(alone, after)


_ALONE, _AFTER_D0, _EITHER = _tables()
_CHARSETS = ("iso8859-5", "koi8-r", "cp866", "cp1251")
"""Of one byte a letter; where a byte is two such letters, the last set has it."""


@cache
def _single() -> Bytes:
    """Values of a byte that is a letter of its own, in texts that are no UTF-8."""
    values = _ALONE.copy()
    for charset in _CHARSETS:
        for letter, value in _SHAPES.items():
            raw = letter.encode(charset, "ignore")
            if not letter.isascii() and raw:
                values[raw[0]] = value
    return values


def with_lookalikes(stream: DigitStream) -> tuple[DigitStream, NDArray[np.int64]] | None:
    """The digits together with letters near them, and how many letters there are before each
    place of the longer stream; None if there are no such letters."""
    array = np.frombuffer(stream.data, np.uint8)
    alone, either = _ALONE, _EITHER
    if not (stream.data.isascii() or is_utf8(stream.data)):
        alone = _single()
        either = np.minimum(alone, _EITHER)
    at = _near(array, stream.starts, either)
    at = at[either[array[at]] != _NONE]
    if not len(at):
        return None
    lead = np.where(at > 0, array[np.maximum(at - 1, 0)], 0) == 0xD0
    lead &= _AFTER_D0[array[at]] != _NONE
    values = np.where(lead, _AFTER_D0[array[at]], alone[array[at]])
    known = values != _NONE
    at, lead, values = at[known], lead[known], values[known]
    if not len(at):
        return None
    order = np.argsort(np.concatenate([stream.starts, at - lead]), kind="stable")
    letters = order >= len(stream)
    return (
        merged(stream, values, at - lead, at + 1),
        np.concatenate([[0], np.cumsum(letters)]),
    )


def _near(array: Bytes, starts: Places, either: Bytes) -> Places:
    """Places up to `NEAR` bytes from a digit."""
    if len(starts) * _DENSE > len(array):
        near = np.zeros(len(array), np.bool_)
        near[starts] = True
        wide = near.copy()
        for step in range(1, NEAR + 1):
            wide[step:] |= near[:-step]
            wide[:-step] |= near[step:]
        return np.flatnonzero(wide & (either.take(array) != _NONE))
    near = np.zeros(len(array) + NEAR, np.bool_)
    for step in range(1, NEAR + 1):
        near[starts + step] = True
        near[starts - step] = True  # before the first byte: at the end, which is cut off
    return np.flatnonzero(near[: len(array)])


def stands_alone(data: bytes, start: int, end: int) -> bool:
    """Whether no other letter touches the row."""
    before = data[max(0, start - 4) : start].decode(errors="ignore")[-1:]
    after = data[end : end + 4].decode(errors="ignore")[:1]
    return not before.isalpha() and not after.isalpha()
