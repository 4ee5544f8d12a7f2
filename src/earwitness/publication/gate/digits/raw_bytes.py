"""Byte patterns as they are, in bytes that are no text."""

from collections.abc import Iterator

import numpy as np

from earwitness.publication.gate.decodings.undone import is_utf8
from earwitness.publication.gate.digits.hexadecimal import PatternFound
from earwitness.publication.gate.digits.keys import KEY_BYTES, windows_at
from earwitness.publication.gate.digits.patterns import Patterns

FEWEST_BYTES = 8
"""Bytes of the shortest beginning of a digest that is seen."""

SMALL = 4096
"""Bytes of a stretch that is looked through in any case: it may be one decoded digest."""


def is_text(data: bytes) -> bool:
    """Whether these bytes are UTF-8 without control characters; a letter may be cut at the ends.

    Sixteen random bytes are so once in some millions of cases.
    """
    array = np.frombuffer(data, np.uint8)
    if ((array < 9) | ((array - np.uint8(14)) < 18)).any():
        return False
    return data.isascii() or is_utf8(data)


def find_raw(data: bytes, patterns: Patterns) -> Iterator[PatternFound]:
    """Patterns as bytes, at any place."""
    if len(data) < KEY_BYTES or (len(data) > SMALL and is_text(data)):
        return
    array = np.frombuffer(data, np.uint8)
    last = len(data) - KEY_BYTES
    for phase in range(4):
        middle = np.frombuffer(data, "<u4", count=(len(data) - 2 - phase) // 4, offset=2 + phase)
        at = np.flatnonzero(patterns.table.may_be(middle.byteswap())) * 4 + phase
        at = at[at <= last]
        found = patterns.table.find(at, windows_at(array, at))
        for start, key in zip(found.at.tolist(), found.keys.tolist(), strict=True):
            pattern = patterns.pattern(key)
            count = _alike(data, start, pattern.raw)
            if count >= (len(pattern.raw) if pattern.whole else FEWEST_BYTES):
                yield PatternFound(start, start + count, pattern, "as bytes")


def _alike(data: bytes, start: int, raw: bytes) -> int:
    count = 0
    while count < min(len(raw), len(data) - start) and data[start + count] == raw[count]:
        count += 1
    return count
