"""Texts to the words that the index holds; queries go through the same functions."""

import re
import unicodedata
from functools import cache, lru_cache

import tantivy

from earwitness.runtime import morphology

_WORD = re.compile(r"\w+")
# Stress marks of textbooks and the marks that some recognisers leave (U+0300, U+0301).
_STRESS = re.compile("[\u0300\u0301]")
_CYRILLIC = re.compile("[\u0400-\u04ff0-9]+")
# Longer "words" are a recogniser's loop, and tantivy refuses terms over 65,530 bytes.
_LONGEST = 100


def tokens(text: str) -> list[str]:
    """The words of a text as spoken: lower case, ё as е, no stress marks, no punctuation."""
    plain = unicodedata.normalize("NFC", _STRESS.sub("", unicodedata.normalize("NFC", text)))
    return [word[:_LONGEST] for word in _WORD.findall(plain.lower().replace("ё", "е"))]


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> tuple[str, ...]:
    """Every dictionary form that a token may have; itself for words of other scripts.

    Other scripts are not asked for: pymorphy3 2.0 raises on characters without a Unicode name.
    """
    return morphology.lemmas(word) if _CYRILLIC.fullmatch(word) else (word,)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English stem of a token (Snowball, as built into tantivy)."""
    return "".join(_english().analyze(word)) or word


@cache
def _english() -> tantivy.TextAnalyzer:
    stemmer = tantivy.Filter.stemmer("english")
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(stemmer).build()
