"""One Latin skeleton for a name, however it was spelt in Cyrillic or Latin letters.

A skeleton is for comparing only. It folds what transliterations spell differently: Верхотоев,
Verkhotoev, Verhotoev → "verhotoev"; Серёжа, Seryozha, Serezha → "serezha". The differences come
from ISO 9:1995; BGN/PCGN 1947; ICAO Doc 9303 (passports from 2010 and 2013 on); the passports of
1997 (order 310); GOST 7.79 B and GOST R 52535.1; the Ukrainian resolution 55 of 2010; the French
spelling of Soviet passports (Tchekhov, Pouchkine); German, Polish and Czech spelling; and from
how people type: "j" for й, "4" for ч, "6" for ш, "w" for ш, "q" for я.

Letters that mean different things in different schemes ("ch", "h", "w", "x") are read by what
else the word shows; where it shows nothing, `skeletons` gives the other reading, too.
"""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e",
        "є": "e", "э": "e", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i",
        "ы": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch",
        "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia", "ө": "o", "ү": "u",
        "ә": "a", "ң": "n", "җ": "zh", "һ": "h", "қ": "k", "ғ": "g", "ҙ": "z", "ҫ": "s",
    }
)  # fmt: skip

_MARKS = str.maketrans(
    {
        "š": "sh", "č": "ch", "ž": "zh", "ŝ": "sh", "ě": "e", "ł": "l", "ż": "zh", "ś": "s",
        "ź": "z", "ć": "c", "ń": "n", "â": "ia", "û": "iu", "ß": "ss", "'": "", "’": "", "ʹ": "",
        "`": "", "´": "",
    }
)  # fmt: skip

# Typed with digits: "Ma6a", "4ernov".
_TYPED = str.maketrans({"4": "ch", "6": "sh", "w": "sh", "q": "ia", "x": "h"})
_TYPED_LETTERS = frozenset("wqx")
_IS_TYPED = re.compile(r"(?<![0-9])[46](?![0-9])")

_Folds = tuple[tuple[re.Pattern[str], str], ...]


def _folds(*pairs: tuple[str, str]) -> _Folds:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


# How a word shows its scheme, and what is different there. All of it takes time in proportion to
# the word: a file may hold one of a hundred thousand letters.
_SCHEMES: tuple[tuple[re.Pattern[str], _Folds], ...] = (
    # German: Gorbatschow, Schischkin, Chruschtschow.
    (re.compile(r"tsch|schk|^(?=.*sch).*w"), _folds(
        ("schtsch|schch", "sh"), ("tsch", "%"), ("sch", "sh"), ("(?<!s)ch", "h"), ("%", "ch"),
        ("w", "v"),
    )),
    # Polish: Szewczenko, Kowalczuk, Żukow. A lone "cz" is ц of GOST 7.79 B.
    (re.compile(r"[łżńśćź]|sz|^(?=.*cz).*w|^(?>.*?cz).*[jl]uk"), _folds(
        ("szcz", "sh"), ("ch", "h"), ("cz", "ch"), ("sz", "sh"), ("w", "v"),
    )),
    # Czech and scholarly: Čechov, Chruščov, Xruščev.
    (re.compile(r"[čšž]"), _folds(("ch", "h"), ("x", "h"))),
    # French: Tchekhov, Pouchkine, Chouvalov, Joukov.
    (re.compile(r"tch|\wou|[^aeiou]kine$"), _folds(
        ("chtch", "sh"), ("tch", "%"), ("ch", "sh"), ("%", "ch"), ("(?<!d)j(?=[aeou])", "zh"),
        ("dj", "dzh"), ("ou", "u"), ("gu(?=[ei])", "g"), ("ine$", "in"),
    )),
    # Ukrainian passports from 2010 on write х as kh, so that their h is г.
    (re.compile(r"zgh|^(?=.*kh).*(?<![kscz])h"), _folds(
        ("zgh", "zg"), ("(?<![kscz])h", "g"),
    )),
)  # fmt: skip

# Order matters: longer spellings first. Cyrillic is folded, too, so that both stay equal.
_COMMON = _folds(
    ("shch|sch|shh", "sh"),
    ("tch", "ch"),
    ("t?(?:tz|ts|tc(?!h)|cz(?!h))", "c"),
    ("kh", "h"),
    ("ph", "f"),
    ("x", "ks"),
    ("ff?$", "v"),
    ("w", "v"),
    ("q", "k"),
    ("[jy]", "i"),
    ("(?<!i)i+[oe]", "e"),
    ("(?<=[sczn]h)o", "e"),
    ("iu", "u"),
)
_TO_FOLD = re.compile(r"s[ch]|t[cszh]|cz|[kp]h|[fxwqjy]|i[oeu]|[scz]ho")
_SOFT_O = re.compile(r"ьо|йо")
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS_ONLY = re.compile(r"[^a-z]+")
_LONE_H = re.compile(r"(?<![kpscz])h")


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


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The skeleton: lower-case Latin letters without doubles; "" if there are no letters."""
    text = word.lower()
    if not is_latin(text):
        return _folded(_SOFT_O.sub("е", text).translate(_CYRILLIC))
    if _IS_TYPED.search(text):
        text = text.translate(_TYPED)
    return _folded(_by_scheme(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> tuple[str, ...]:
    """`skeleton` first, then what else a Latin spelling may mean.

    "Mixail": x for х as well as кс. "Hrytsenko": h for г as well as х. "Dawa": w for ш, "Nadejda"
    j for ж. "Zaplinzew": z for ц. "Michail", "Chichkin": ch for х and ш. Cyrillic words have one
    only.
    """
    first = skeleton(word)
    if not is_latin(word):
        return (first,)
    text = word.lower()
    others = []
    if "x" in text:
        others.append(text.replace("x", "h"))
    if _LONE_H.search(text):
        others.append(_LONE_H.sub("g", text))
    if not _TYPED_LETTERS.isdisjoint(text):
        others.append(text.translate(_TYPED))
    if text.startswith("ou"):
        others.append(text[1:])
    if "j" in text:
        others.append(text.replace("j", "zh"))
    if "w" in text and "z" in text:
        others.append(text.replace("z", "ts"))
    if "ch" in text:
        others += [text.replace("ch", "kh"), text.replace("ch", "sh")]
    return tuple(dict.fromkeys([first, *map(skeleton, others)]))


def _by_scheme(text: str) -> str:
    """A Latin word without marks, its scheme's own spellings made common ones."""
    folds = next((folds for shown, folds in _SCHEMES if shown.search(text)), ())
    for pattern, replacement in folds:
        text = pattern.sub(replacement, text)
    if not text.isascii() or not text.isalpha():
        decomposed = unicodedata.normalize("NFD", text.translate(_MARKS))
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return text


def _folded(text: str) -> str:
    if _TO_FOLD.search(text):
        for pattern, replacement in _COMMON:
            text = pattern.sub(replacement, text)
    if not (text.isascii() and text.isalpha()):
        text = _LETTERS_ONLY.sub("", text)
    return _DOUBLED.sub(r"\1", text)
