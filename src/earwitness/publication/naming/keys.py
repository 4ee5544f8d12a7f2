"""How words are compared when names are looked for."""

import re
import unicodedata

from earwitness.runtime.russian.transliteration import skeleton

_DOUBLED = re.compile(r"(.)\1+")
_NOT_LETTERS = re.compile(r"[^\w]|[\d_]")
_UKRAINIAN = re.compile(r"[іїєґ]")
_STRESS = "\u0301"


def plain(word: str) -> str:
    """Small letters alone, ё as е; stress marks, soft hyphens, quotes and hyphens are gone."""
    text = unicodedata.normalize("NFC", word.replace(_STRESS, "")).lower().replace("ё", "е")
    return _NOT_LETTERS.sub("", text)


def cyrillic_key(word: str) -> str:
    """`plain` without doubled letters: Геннадьевой and Генадьевой are one."""
    return _DOUBLED.sub(r"\1", plain(word))


def latin_key(word: str) -> str:
    """The skeleton of a transliteration; "" of a word without letters."""
    return skeleton(plain(word))


def is_ukrainian(low: str) -> bool:
    """Whether a word has letters that Russian does not have."""
    return bool(_UKRAINIAN.search(low))
