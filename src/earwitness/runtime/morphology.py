"""Russian words and their lemmas (pymorphy3, dictionaries of OpenCorpora)."""

from functools import cache, lru_cache
from typing import Any

import pymorphy3

NAMELESS = "?"
"""Stands for words of letters that Unicode gives no name, such as Tangut."""

LONGEST_WORD = 40
"""Letters of a word that are analysed; longer ones are noise. pymorphy3 takes prefixes off one
after the other, in every way: 60 letters of "недонедо…" take seconds, 100 never end. Estimate."""


@cache
def analyser() -> Any:
    """The one pymorphy3 analyser of this process (about 15 MB, loaded at first use)."""
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=200_000)
def parses(word: str) -> tuple[Any, ...]:
    """All pymorphy3 parses of one word, likeliest first; each has `normal_form` and `tag`.

    Of a word longer than `LONGEST_WORD` those of its beginning.
    """
    try:
        return tuple(analyser().parse(word[:LONGEST_WORD]))
    except ValueError:  # pymorphy3 asks Unicode for the name of each letter; some have none
        return tuple(analyser().parse(NAMELESS))


def lemma(word: str) -> str:
    """The likeliest dictionary form, lower case, with ё written as е."""
    return str(parses(word.lower())[0].normal_form).replace("ё", "е")


def lemmas(word: str) -> tuple[str, ...]:
    """Every dictionary form that the word may have, likeliest first, ё as е, no repeats."""
    forms = (str(parse.normal_form).replace("ё", "е") for parse in parses(word.lower()))
    return tuple(dict.fromkeys(forms))
