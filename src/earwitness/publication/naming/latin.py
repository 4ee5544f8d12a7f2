"""A Cyrillic name in Latin letters that English readers can read.

BGN/PCGN 1947 for Russian without its signs; -ий and -ый as -y, as newspapers write. Ukrainian
letters by the resolution 55 of 2010.
"""

import re

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ʼ": "", "’": "",
}  # fmt: skip
_YE = re.compile(r"(?<![^\W\d_])е|(?<=[аеёиоуыэюяъь])е", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яёіїєґ]", re.IGNORECASE)


def in_latin(text: str) -> str:
    """ "Никита" → "Nikita", "Егор" → "Yegor", "[имя]" → "[imya]"; Latin text stays as it is."""
    if not _CYRILLIC.search(text):
        return text
    text = re.sub(r"[иы]й(?![^\W\d_])", "й", text)
    text = _YE.sub(lambda match: "Ye" if match[0].isupper() else "ye", text)
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    latin = _LETTERS.get(letter.lower(), letter)
    return latin.capitalize() if letter.isupper() else latin
