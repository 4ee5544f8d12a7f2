"""One Latin skeleton for a name, however it was spelt in Cyrillic or Latin letters.

A skeleton is for comparing only. It folds what transliterations spell differently: Верхотоев,
Verkhotoev, Verhotoev → "verhotoev"; Серёжа, Seryozha, Serezha → "serezha". The differences come
from the usual schemes: ISO 9, BGN/PCGN, ICAO 9303 (passports) and the Ukrainian resolution 55
of 2010; from everyday spelling, "j" for й and "x" for кс.
"""

import re
import unicodedata

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e",
        "є": "e", "э": "e", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i",
        "ы": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch",
        "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia",
    }
)  # fmt: skip

_LATIN_MARKS = str.maketrans({"š": "sh", "č": "ch", "ž": "zh", "ŝ": "sh", "ě": "e", "'": ""})

# Order matters: longer spellings first. Cyrillic is folded, too, so that both stay equal.
_FOLDS = (
    (re.compile(r"shch|sch|shh"), "sh"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"tz|ts|cz(?!h)"), "c"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"w"), "v"),
    (re.compile(r"q"), "k"),
    (re.compile(r"[jyi]o"), "e"),
    (re.compile(r"(^|[aeiou])[yj]e"), r"\1e"),
    (re.compile(r"[yj]"), "i"),
)
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS_ONLY = re.compile(r"[^a-z]+")


def is_latin(word: str) -> bool:
    """Whether the first letter of a word is Latin."""
    for letter in word:
        if letter.isalpha():
            if letter < "\u0250":  # Basic Latin to Latin Extended-B: all letters are Latin
                return True
            return not "\u0370" <= letter <= "\u1cff" and _is_named_latin(letter)
    return False


def _is_named_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def skeleton(word: str) -> str:
    """The skeleton: lower-case Latin letters without doubles; "" if there are no letters."""
    text = word.lower()
    if is_latin(text):
        decomposed = unicodedata.normalize("NFD", text.translate(_LATIN_MARKS))
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    else:
        text = text.translate(_CYRILLIC)
    for pattern, replacement in _FOLDS:
        text = pattern.sub(replacement, text)
    return _DOUBLED.sub(r"\1", _LETTERS_ONLY.sub("", text))
