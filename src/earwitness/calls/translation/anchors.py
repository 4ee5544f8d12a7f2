"""What a sentence and its English share whatever the wording: numbers, names, denials, words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from earwitness.calls.translation.checks.english_numbers import english_numbers
from earwitness.calls.translation.checks.mention import Mention
from earwitness.calls.translation.checks.names import name_doubts, names_in
from earwitness.calls.translation.checks.negation import denials
from earwitness.calls.translation.checks.russian_numbers import russian_numbers
from earwitness.calls.translation.glossary import shipped
from earwitness.calls.translation.terms import Glossary, says, terms_in
from earwitness.runtime.morphology import lemmas
from earwitness.runtime.russian.words import tokenise

_ASKED = re.compile(r"\?\s*[»”\"']?\s*$")
_WORD = re.compile(r"[a-z']+")
STRONG, WEAK = 2.0, 1.0
"""A shared number, name or term of the glossary, and a shared denial or common word. Estimate."""


@dataclass(frozen=True, slots=True)
class Shared:
    """How many anchors of a sentence its English has, weighed, and whether one of both asks."""

    weight: float
    other_type: bool


@lru_cache(maxsize=20_000)
def shared(source: str, english: str) -> Shared:
    """Anchors of a source text that an English text has."""
    return Shared(
        STRONG * (_numbers(source, english) + _names(source, english) + _terms(source, english))
        + WEAK * (_words(source, english) + (_denies(source, "ru") and _denies(english, "en"))),
        bool(_ASKED.search(source)) != bool(_ASKED.search(english)),
    )


def _numbers(source: str, english: str) -> int:
    given = frozenset().union(*(mention.values for mention in _given(english)))
    return sum(any(reading <= given for reading in one.readings) for one in _said(source))


@lru_cache(maxsize=5_000)
def _said(source: str) -> list[Mention]:
    return [mention for mention in russian_numbers(source) if not mention.soft]


@lru_cache(maxsize=5_000)
def _given(english: str) -> list[Mention]:
    return english_numbers(english)


def _names(source: str, english: str) -> int:
    names = _names_of(source)
    return names and max(0, names - len(name_doubts(source, english, "ru")))


@lru_cache(maxsize=5_000)
def _names_of(source: str) -> int:
    return sum(1 for _ in names_in(source))


def _terms(source: str, english: str) -> int:
    return sum(any(says(english, one) for one in entry) for entry in _renderings(source))


@lru_cache(maxsize=5_000)
def _renderings(source: str) -> tuple[tuple[str, ...], ...]:
    found = terms_in(source, _shipped())
    return tuple(entry.renderings for entry, _ in found if entry.renderings)


@cache
def _shipped() -> Glossary:
    return Glossary.of(shipped())


def _words(source: str, english: str) -> int:
    words = _english_words(english)
    return sum(
        any(word.startswith(one) for word in words for one in wanted) for wanted in _wanted(source)
    )


@lru_cache(maxsize=10_000)
def _denies(text: str, language: str) -> bool:
    return bool(denials(text, language).words)


@lru_cache(maxsize=5_000)
def _english_words(english: str) -> frozenset[str]:
    return frozenset(_WORD.findall(english.lower()))


@lru_cache(maxsize=5_000)
def _wanted(source: str) -> frozenset[tuple[str, ...]]:
    """The English of each common word of a source text."""
    table = _table()
    forms = (form for t in tokenise(source) if t.is_word for form in (t.low, *lemmas(t.low)))
    return frozenset(table[form] for form in forms if form in table)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    source = files("earwitness.calls.translation").joinpath("data", "anchors.toml")
    listed = tomllib.loads(source.read_text(encoding="utf-8"))["words"]
    return {
        word.replace("ё", "е"): tuple(english.split())
        for words, english in listed.items()
        for word in words.split()
    }
