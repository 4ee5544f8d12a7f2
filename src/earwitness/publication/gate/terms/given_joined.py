"""Surnames right behind a given name, with nothing between: "ivanpetrov", as accounts are named."""

from collections.abc import Iterator
from functools import cache, lru_cache

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

    has_blanks = False

    def __init__(self, table: TermTable) -> None:
        self._table = table
        self._terms = lru_cache(maxsize=REMEMBERED)(self._terms_of)

    def beginnings(self) -> Iterator[tuple[bytes, "GivenJoined"]]:
        """Every given name in full, if the case has any names."""
        if any(not term.is_protected for term in self._table.terms):
            for one in _given_names():
                yield one, self

    def hits(self, folded: Folded, start: int, end: int) -> Iterator[Hit]:
        """The word, if all that follows the given name is a surname."""
        stop = folded.apart.find(1, start + 1)
        if stop - start <= SHORTEST_GIVEN + SHORT:
            return
        begin, raw = run_at(folded, start)
        for term in self._terms(raw):
            yield Hit(
                identifier=term.identifier, start=begin, end=begin + len(raw),
                encoding=JOINED, severity=Severity.LIKELY,
            )  # fmt: skip

    def _terms_of(self, raw: bytes) -> tuple[Term, ...]:
        low = plain_letters(as_text(raw)).rstrip("0123456789")[:LONGEST_WORD]
        for cut in range(SHORTEST_GIVEN, len(low) - SHORT):
            if is_given_name(low[:cut].capitalize()) and (found := self._table.read(low[cut:])):
                return tuple(one for one in found if len(one.words) == 1 and not one.is_protected)
        return ()


@cache
def _given_names() -> tuple[bytes, ...]:
    """The first letters of full and short names, in Cyrillic and Latin letters."""
    spelt: dict[bytes, None] = {}
    for form, readings in name_table().forms.items():
        if any(one.case is FormCase.NOMINATIVE for one in readings):
            latin = () if is_latin(form) else latin_beginnings(form, SHORTEST_GIVEN)
            spelt.update(dict.fromkeys(fold_text(one[:SHORTEST_GIVEN]) for one in (form, *latin)))
    return tuple(one for one in spelt if len(one) == SHORTEST_GIVEN)
