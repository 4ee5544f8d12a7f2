"""Where in a text the words of a query stand: by the same forms that the index was asked for."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from earwitness.runtime.search.query import Part
from earwitness.runtime.search.words import lemmas, stem, tokens

Span = tuple[int, int]
"""Characters [start, end) of a text."""

_WORD = re.compile("[\\w\u0300\u0301]+")


def marked(text: str, parts: Sequence[Part]) -> tuple[Span, ...]:
    """The words that a query asks for, in order. What it leaves out is not marked."""
    places = [(match.span(), _token(match.group())) for match in _WORD.finditer(text)]
    found: set[Span] = set()
    for part in parts:
        if part.excluded:
            continue
        found.update(_phrase(places, part.words) if part.exact else _forms(places, part))
    return tuple(sorted(found))


def _token(written: str) -> str:
    return next(iter(tokens(written)), "")


def _phrase(places: Sequence[tuple[Span, str]], words: Sequence[str]) -> set[Span]:
    found: set[Span] = set()
    for first in range(len(places) - len(words) + 1):
        own = places[first : first + len(words)]
        if all(word == wanted for (_, word), wanted in zip(own, words, strict=True)):
            found.add((own[0][0][0], own[-1][0][1]))
    return found


def _forms(places: Sequence[tuple[Span, str]], part: Part) -> set[Span]:
    asked = part.words[0]
    fits = _fitting(asked, fuzzy=part.fuzzy)
    return {span for span, word in places if word and fits(word)}


def _fitting(asked: str, *, fuzzy: bool) -> Callable[[str], bool]:
    own_lemmas, own_stem = frozenset(lemmas(asked)), stem(asked)
    return partial(_fits, asked, own_lemmas, own_stem, fuzzy)


def _fits(asked: str, own: frozenset[str], own_stem: str, fuzzy: bool, word: str) -> bool:
    forms = lemmas(word)
    if word == asked or stem(word) == own_stem or not own.isdisjoint(forms):
        return True
    near = [asked, *own] if fuzzy else []
    return any(_one_apart(one, other) for one in near for other in (word, *forms))


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or another, or a swap of neighbours, makes them the same
    (Damerau and Levenshtein, distance 1)."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if left[1:] == right[1:] or left[1:] == right or left == right[1:]:
        return True
    return left[:2] == right[:2][::-1] and left[2:] == right[2:]
