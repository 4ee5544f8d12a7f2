"""Which beginnings of words are worth a look, found by the hash of their first letters.

Rabin and Karp, 1987, at the begins of words alone: the first two to six letters of each word make a
number, and a table says whether a pattern begins so. Time does not grow with the patterns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.terms.folding import Folded

FIRST, KEY = 4, 7
"""Letters by which words are sorted out first, and letters that are hashed at all; of a longer
pattern the rest is compared afterwards. A letter has 6 bits."""

TABLE_BITS = 20
"""A table of a million places: with ten thousands of patterns few words hit one by chance.
Estimate: it fits the second cache of today's processors."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""Knuth, The Art of Computer Programming 3, 6.4: multiplicative hashing by the golden ratio."""


@dataclass(frozen=True, slots=True)
class Place:
    """Letters `start` to `end` (counted in `Folded.letters`) that may begin a target."""

    start: int
    end: int
    targets: tuple[Any, ...]


class Anchors:
    """Patterns over folded letters.

    `beginnings` are looked for at the begin of a word, whatever stands between their letters;
    blanks between words only for a target that `has_blanks`. `words` must stand alone between
    separators, and may be short.
    """

    def __init__(
        self,
        beginnings: Iterable[tuple[bytes, Any]],
        words: Iterable[tuple[bytes, Any]] = (),
    ) -> None:
        self._beginnings, self._words = _by_pattern(beginnings), _by_pattern(words)
        self._lengths: defaultdict[bytes, set[int]] = defaultdict(set)
        self._first = np.zeros(1 << (6 * FIRST - 4), np.uint8)
        self._tables = {n: np.zeros(1 << TABLE_BITS, np.uint8) for n in range(1, KEY + 1)}
        for pattern in (*self._beginnings, *self._words):
            head = pattern[:KEY]
            self._lengths[head].add(len(pattern))
            self._tables[len(head)][_hashed(_key(head))] = 1
            self._first[_first_key(_key(head[:FIRST]))] |= len(head) >= FIRST
        self._short = [n for n in range(1, FIRST) if self._tables[n].any()]

    def places(self, folded: Folded) -> Iterator[Place]:
        """Every place that is worth a look."""
        for size, starts in self._starts(folded):
            for start in starts:
                for length in self._lengths.get(folded.letters[start : start + size], ()):
                    yield from self._at(folded, start, start + length)

    def _at(self, folded: Folded, start: int, end: int) -> Iterator[Place]:
        letters = folded.letters[start:end]
        if len(letters) < end - start:
            return
        targets = self._beginnings.get(letters)
        if targets and _is_plain_text(folded, start, end):
            targets = tuple(target for target in targets if target.has_blanks)
        if targets:
            yield Place(start, end, targets)
        if folded.apart[start] and folded.apart[end]:
            targets = self._words.get(letters)
            if targets and not any(folded.apart[start + 1 : end]):
                yield Place(start, end, targets)

    def _starts(self, folded: Folded) -> Iterator[tuple[int, list[int]]]:
        """Begins of words whose first letters are those of a pattern, or hash alike, by size."""
        begins = folded.begins
        codes = np.frombuffer(folded.letters + bytes(KEY), np.uint8)
        key = np.zeros(len(begins), np.uint32)
        for size in range(1, FIRST + 1):
            key = (key << np.uint32(6)) | codes[begins + (size - 1)]
            if size in self._short:
                found = self._tables[size].take(_hashed(key.astype(np.uint64))).view(np.bool_)
                yield size, begins[found].tolist()
        found = self._first.take(_first_key(key)).view(np.bool_)
        begins, long_key = begins[found], key[found].astype(np.uint64)
        for size in range(FIRST, KEY + 1):
            if size > FIRST:
                long_key = (long_key << np.uint64(6)) | codes[begins + (size - 1)]
            found = self._tables[size].take(_hashed(long_key)).view(np.bool_)
            yield size, begins[found].tolist()


def _is_plain_text(folded: Folded, start: int, end: int) -> bool:
    """Whether these letters are the end of one word, blanks, and the begin of the next, as anywhere
    in a text."""
    gap = folded.apart.find(1, start + 1, end)
    if gap < 0 or folded.apart.count(1, start + 1, end) == end - start - 1:
        return False
    between = folded.data[int(folded.at[gap - 1]) + 1 : int(folded.at[gap])]
    return not between.rstrip(b"\xd0\xd1\xd2").strip(b" \t,;)(")


def _by_pattern(patterns: Iterable[tuple[bytes, Any]]) -> dict[bytes, tuple[Any, ...]]:
    owners: defaultdict[bytes, dict[Any, None]] = defaultdict(dict)
    for pattern, owner in patterns:
        if pattern:
            owners[pattern][owner] = None
    return {pattern: tuple(some) for pattern, some in owners.items()}


def _key(letters: bytes) -> NDArray[np.uint64]:
    key = 0
    for letter in letters:
        key = key << 6 | letter
    return np.array([key], np.uint64)


def _first_key(key: NDArray[Any]) -> NDArray[np.uint32]:
    """Of FIRST letters: 24 bits folded into 20."""
    low: NDArray[np.uint32] = (key ^ (key >> 13)).astype(np.uint32) & np.uint32((1 << 20) - 1)
    return low


def _hashed(key: NDArray[np.uint64]) -> NDArray[np.int64]:
    return ((key * _FACTOR) >> np.uint64(64 - TABLE_BITS)).astype(np.int64)
