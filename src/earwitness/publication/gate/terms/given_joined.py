"""Surnames right behind a given name, with nothing between: "ivanpetrov", as accounts are named."""

from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.terms.folding import Folded, fold_text
from earwitness.publication.gate.terms.latin_spellings import latin_beginnings
from earwitness.publication.gate.terms.letters import as_text, run_at
from earwitness.publication.gate.terms.lookalikes import plain_letters
from earwitness.publication.gate.terms.name_terms import SHORT, Term, TermTable
from earwitness.publication.gate.terms.name_words import JOINED, SHORTEST_GIVEN
from earwitness.publication.gate.terms.surroundings import is_given_name
from earwitness.records.gate import Hit, Severity
from earwitness.runtime.morphology import LONGEST_WORD
from earwitness.runtime.russian.given_name_forms import FormCase, name_table
from earwitness.runtime.russian.transliteration import is_latin

REMEMBERED = 100_000
"""Words whose reading is remembered, since texts repeat their words. Estimate."""


class GivenJoined:
    """Finds words that begin with a given name and end with a surname of the case."""

    def __init__(self, table: TermTable) -> None:
        self._table = table
        self._has_names = any(not term.is_protected for term in table.terms)
        self._terms = lru_cache(maxsize=REMEMBERED)(self._terms_of)

    def hits(self, folded: Folded) -> Iterator[Hit]:
        """Words of which all that follows the given name is a surname."""
        for start in self._starts(folded):
            begin, raw = run_at(folded, start)
            for term in self._terms(raw):
                yield Hit(
                    identifier=term.identifier, start=begin, end=begin + len(raw),
                    encoding=JOINED, severity=Severity.LIKELY,
                )  # fmt: skip

    def _starts(self, folded: Folded) -> list[int]:
        """Words that are long enough and begin with the first letters of a given name."""
        if not self._has_names:
            return []
        apart = np.flatnonzero(np.frombuffer(folded.apart, np.uint8))
        starts = apart[:-1][np.diff(apart) > SHORTEST_GIVEN + SHORT]
        codes = np.frombuffer(folded.letters, np.uint8)
        key = np.zeros(len(starts), np.uint32)
        for place in range(SHORTEST_GIVEN):
            key = (key << np.uint32(6)) | codes[starts + place]
        known = _given_names()
        near = np.minimum(np.searchsorted(known, key), len(known) - 1)
        begun: list[int] = starts[known[near] == key].tolist()
        return begun

    def _terms_of(self, raw: bytes) -> tuple[Term, ...]:
        low = plain_letters(as_text(raw)).rstrip("0123456789")[:LONGEST_WORD]
        for cut in range(SHORTEST_GIVEN, len(low) - SHORT):
            if is_given_name(low[:cut].capitalize()) and (found := self._table.read(low[cut:])):
                return tuple(one for one in found if len(one.words) == 1 and not one.is_protected)
        return ()


@cache
def _given_names() -> NDArray[np.uint32]:
    """The first letters of full and short names, in Cyrillic and Latin letters: sorted keys."""
    spelt: set[bytes] = set()
    for form, readings in name_table().forms.items():
        if any(one.case is FormCase.NOMINATIVE for one in readings):
            latin = () if is_latin(form) else latin_beginnings(form, SHORTEST_GIVEN)
            spelt.update(fold_text(one[:SHORTEST_GIVEN]) for one in (form, *latin))
    keys = {
        one[0] << 18 | one[1] << 12 | one[2] << 6 | one[3]
        for one in spelt
        if len(one) == SHORTEST_GIVEN
    }
    return np.array(sorted(keys), np.uint32)
