"""One written word: which terms it may be a form of, and how it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from earwitness.publication.gate.terms.commonness import Commonness, commonness
from earwitness.publication.gate.terms.letters import as_text, visible
from earwitness.publication.gate.terms.lookalikes import is_mixed, plain_letters, unmixed
from earwitness.publication.gate.terms.name_terms import SHORT, Term, TermTable
from earwitness.publication.gate.terms.surroundings import is_given_name
from earwitness.runtime.morphology import LONGEST_WORD
from earwitness.runtime.russian.transliteration import is_latin

PLAIN, LATIN, ALIKE, HIDDEN = "plain", "in Latin letters", "look-alike letters", "invisible signs"
SHORTEST_GIVEN = 4
"""Letters of a given name that is seen though nothing parts it from the surname. Estimate."""

JOINED = "joined with a given name"

_PIECE = re.compile(r"[^\W\d_]['’`]?[^\W\d_A-ZА-ЯЁЄІЇҐ]+(?:['’`][^\W\d_A-ZА-ЯЁЄІЇҐ]+)*|[^\W\d_]+")
_CAPITALS = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z])|[А-ЯЁЄІЇҐ]{2,}(?=[А-ЯЁЄІЇҐ][а-яёєіїґ])")
_ONE_SCRIPT = re.compile(r"[А-ЯЁЄІЇҐа-яёєіїґ'’]+(?=[A-Za-z])|[A-Za-z'’]+(?=[А-ЯЁЄІЇҐа-яёєіїґ])")
_OTHER_DIGITS = re.compile(r"[0-35789]")
_ENGLISH_ENDING = re.compile(r"(?:['’`]s|s|es|['’`])$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A term that a word may be. `length` counts the bytes that belong to it."""

    term: Term
    length: int
    encoding: str
    commonness: Commonness


class WordReader:
    """Reads words; what was read once is remembered, since texts repeat their words."""

    def __init__(self, table: TermTable, *, remembered: int = 200_000) -> None:
        self._table = table
        self.read = lru_cache(maxsize=remembered)(self._read)

    def _read(self, raw: bytes) -> tuple[Reading, ...]:
        """Terms of which these bytes, from a word's begin on, are a form."""
        text = as_text(raw)
        for piece in self._pieces(text):
            length = len(piece.encode())
            if found := self._of_word(piece):
                hidden = piece != visible(piece)
                return tuple(
                    Reading(term, length, HIDDEN if hidden else how, common)
                    for term, how, common in found
                )
        return tuple(self._joined(text))

    def _pieces(self, text: str) -> Iterator[str]:
        """All, without digits at its end; up to the next capital, the next word after capitals, the
        letters of another script: what stands in files of programs often has no sign behind it."""
        bare = text.rstrip("0123456789") or text
        yield bare
        found = (one.match(text) for one in (_PIECE, _CAPITALS, _ONE_SCRIPT))
        yield from dict.fromkeys(one.group() for one in found if one and one.group() != bare)

    def _of_word(self, word: str) -> list[tuple[Term, str, Commonness]]:
        low = plain_letters(word)[:LONGEST_WORD]
        if not is_mixed(low) and not _OTHER_DIGITS.search(low):
            how = LATIN if is_latin(low) else PLAIN
            for one in _spellings(low):
                if terms := self._table.read(one):
                    common = commonness(one)
                    return [(term, how, common) for term in terms]
        for one in unmixed(low):
            if terms := self._table.read(one):
                return [(term, ALIKE, commonness(one)) for term in terms]
        return []

    def _joined(self, text: str) -> Iterator[Reading]:
        """ "PETROVIVAN" and "petrovivan": a given name right after the surname."""
        low = plain_letters(text).rstrip("0123456789")[:LONGEST_WORD]
        for cut in range(SHORT + 1, len(low) - SHORTEST_GIVEN + 1):
            if is_given_name(low[cut:].capitalize()):
                for term in self._table.read(low[:cut]):
                    yield Reading(term, len(text.encode()), JOINED, Commonness.NONE)
                    return


def _spellings(low: str) -> Iterator[str]:
    yield low
    if is_latin(low) and (match := _ENGLISH_ENDING.search(low)) and match.start() > SHORT:
        yield low[: match.start()]
