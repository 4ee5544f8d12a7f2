"""Which beginnings of letters make a place worth a look, found in one pass over the bytes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, MatchKind
from numpy.typing import NDArray

from earwitness.publication.gate.terms.folding import APART, DROPPED, Bytes, Folded, Places

_SEPARATOR = bytes([APART])


@dataclass(frozen=True, slots=True)
class Place:
    """Letters `start` to `end` (counted in `Folded.letters`) that may begin a target."""

    start: int
    end: int
    targets: tuple[Any, ...]


class Anchors:
    """Patterns over folded letters.

    `beginnings` are looked for at the begin of a word, whatever stands between their letters;
    `words` must stand alone between separators, and may be short.
    """

    def __init__(
        self,
        beginnings: Iterable[tuple[bytes, Any]],
        words: Iterable[tuple[bytes, Any]] = (),
    ) -> None:
        self._beginnings = _Automaton(beginnings)
        self._words = _Automaton((_SEPARATOR + one + _SEPARATOR, owner) for one, owner in words)

    def places(self, folded: Folded) -> Iterator[Place]:
        """Every place that is worth a look, in no order."""
        found = self._beginnings.found(folded.letters)
        if len(found):
            begins = begins_word(folded, found[:, 1])
            for pattern, start, end in found[begins].tolist():
                yield Place(start, end, self._beginnings.targets[pattern])
        if self._words.targets:
            yield from self._whole_words(folded)

    def _whole_words(self, folded: Folded) -> Iterator[Place]:
        kept = folded.classes.tobytes().translate(None, bytes([DROPPED]))
        found = self._words.found(_SEPARATOR + kept + _SEPARATOR)
        if not len(found):
            return
        letters_before = np.searchsorted(folded.at, np.flatnonzero(folded.classes != DROPPED))
        for pattern, start, end in found.tolist():
            first = int(letters_before[start])
            yield Place(first, first + end - start - 2, self._words.targets[pattern])


class _Automaton:
    """Aho and Corasick, 1975; overlapping matches."""

    def __init__(self, patterns: Iterable[tuple[bytes, Any]]) -> None:
        owners: defaultdict[bytes, dict[Any, None]] = defaultdict(dict)
        for pattern, owner in patterns:
            if pattern:
                owners[pattern][owner] = None
        self.targets = [tuple(some) for some in owners.values()]
        self._search = BytesAhoCorasick(list(owners), MatchKind.Standard) if owners else None

    def found(self, letters: bytes) -> NDArray[np.int64]:
        """Shape (matches, 3): pattern, start, end."""
        if self._search is None:
            return np.empty((0, 3), np.int64)
        matches = self._search.find_matches_as_indexes(letters, overlapping=True)
        return np.array(matches, np.int64).reshape(-1, 3)


def begins_word(folded: Folded, letters: Places) -> NDArray[np.bool_]:
    """Whether each of these letters begins a word: nothing before, a separator, a digit before a
    letter or the other way round, a capital after a small letter. Where what is invisible stands
    before it, it may."""
    raw = np.frombuffer(b"\n\n\n" + folded.data, np.uint8)
    classes = np.concatenate((np.full(3, APART, np.uint8), folded.classes))
    last = folded.at[letters] + 3
    first = last - (raw[last] >= 0x80)
    before = classes[first - 1]
    is_digit, was_digit = _digit(raw[last]), _digit(raw[first - 1])
    turns = (is_digit != was_digit) & (before > APART)
    capital = _capital(raw, last) & ~_capital(raw, first - 1) & (before > APART)
    begins: NDArray[np.bool_] = (before <= APART) | turns | capital
    return begins


def _digit(raw: Bytes) -> NDArray[np.bool_]:
    return (raw >= 0x30) & (raw <= 0x39)


def _capital(raw: Bytes, at: Places) -> NDArray[np.bool_]:
    """A to Z, А to Я; `at` are the last bytes of letters."""
    one, before = raw[at], raw[at - 1]
    cyrillic = (before == 0xD0) & (one >= 0x90) & (one <= 0xAF)
    capital: NDArray[np.bool_] = ((one >= 0x41) & (one <= 0x5A)) | cyrillic
    return capital
