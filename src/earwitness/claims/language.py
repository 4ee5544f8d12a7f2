"""In which language a text is read."""

import re

from earwitness.claims.ukrainian.glossary import folded, is_glossed
from earwitness.runtime.russian.words import is_known

LANGUAGES = ("ru", "uk", "en")
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэъё]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def language_of(text: str, declared: str = "") -> str:
    """ "ru", "uk" or "en": by its script, by letters that the other language lacks, and where no
    letter tells, by words.

    `declared` decides between Russian and Ukrainian where neither does.
    """
    cyrillic = len(_CYRILLIC.findall(text))
    if cyrillic < len(_LATIN.findall(text)):
        return "en"
    theirs, ours = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if theirs != ours:
        return "uk" if theirs > ours else "ru"
    if declared == "uk" and cyrillic:
        return "uk"
    return "uk" if _has_ukrainian_words(text) else "ru"


def _has_ukrainian_words(text: str) -> bool:
    """Whether a word is not Russian, and is one that the Ukrainian glossary has."""
    return any(
        is_glossed(word) and not is_known(word)
        for word in map(folded, _WORD.findall(text))
        if len(word) > 1
    )
