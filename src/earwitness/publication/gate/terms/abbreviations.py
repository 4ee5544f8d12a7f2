"""Protected terms of which one word is written out and the others are shortened: "П. Гряда"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from earwitness.publication.gate.terms.latin_spellings import latin_beginnings
from earwitness.publication.gate.terms.letters import text_after, text_before
from earwitness.publication.gate.terms.name_terms import Term, TermWord
from earwitness.runtime.russian.transliteration import is_latin

LONGEST_LATIN = 3
"""Latin letters of a shortened Cyrillic word. Estimate."""
_ROOM = 40


def abbreviated_span(data: bytes, begin: int, end: int, term: Term) -> tuple[int, int] | None:
    """Bytes of a term whose word from `begin` to `end` is written out; None if the others do not
    stand beside it, shortened, with a dot each: before it, after it, or where they belong."""
    left, right = term.words[: term.anchor], term.words[term.anchor + 1 :]
    before, after = text_before(data, begin, _ROOM), text_after(data, end, _ROOM)
    orders = ((left, right), ((*left, *right), ()), ((), (*left, *right)))
    for first, last in orders:
        found = _before(first).search(before), _after(last).match(after)
        if found[0] and found[1]:
            size = len(before[found[0].start() :].encode())
            return begin - size, end + len(found[1].group().encode())
    return None


@lru_cache(maxsize=10_000)
def _before(words: Sequence[TermWord]) -> re.Pattern[str]:
    shortened = "".join(rf"(?:{_beginnings(word)})\.[ \u00a0_]?" for word in words)
    return re.compile(rf"(?<![^\W_]){shortened}\Z" if words else r"\Z", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def _after(words: Sequence[TermWord]) -> re.Pattern[str]:
    shortened = "".join(rf",?[ \u00a0_]?(?:{_beginnings(word)})\." for word in words)
    return re.compile(shortened, re.IGNORECASE)


def _beginnings(word: TermWord) -> str:
    """What a word may be shortened to, as a pattern."""
    low = word.text.lower()
    spelt = {low[:size] for size in range(1, max(2, len(low)))}
    if not is_latin(low):
        for size in range(1, LONGEST_LATIN + 1):
            spelt.update(latin_beginnings(low, size))
    return "|".join(map(re.escape, sorted(spelt, key=len, reverse=True)))
