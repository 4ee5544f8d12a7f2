"""Latin spellings of the beginning of a Cyrillic word, by all usual schemes at once.

The schemes are those of `runtime/russian/transliteration`; marks are left out, since folding takes
them off. What is found so is compared as a whole word afterwards.
"""

from functools import lru_cache

MOST_SPELLINGS = 160
"""Of one beginning. Estimate: more are mixtures of schemes that nobody writes."""

_SPELLINGS = {
    "а": "a", "б": "b", "в": "v w", "г": "g h", "ґ": "g", "д": "d", "е": "e", "ё": "e yo io jo o",
    "є": "e ye ie je", "ж": "zh z j sch dj", "з": "z s", "и": "i y", "і": "i", "ї": "i yi ji",
    "й": "y i j", "к": "k c", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s ss", "т": "t", "у": "u ou", "ў": "u", "ф": "f ph", "х": "kh h x ch",
    "ц": "ts c tz cz z", "ч": "ch c tch tsch cz 4", "ш": "sh s ch sch sz 6 w",
    "щ": "shch sch sc sh shh s chtch schtsch szcz w", "ъ": " ye ie", "ы": "y i", "ь": "",
    "э": "e", "ю": "yu iu ju u you", "я": "ya ia ja a q",
}  # fmt: skip
_AFTER_VOWEL = "e ye je ie yo io jo"
_VOWELS = frozenset("аеёиоуыэюяіїєьъ")
_HUSHING = frozenset("жшчщ")


@lru_cache(maxsize=20_000)
def latin_beginnings(word: str, length: int) -> tuple[str, ...]:
    """The first `length` letters of every Latin spelling of a Cyrillic word in lower case."""
    spelt = [""]
    before = ""
    for letter in word:
        if all(len(one) >= length for one in spelt):
            break
        choices = _choices(letter, before)
        longer = (one + choice if len(one) < length else one for one in spelt for choice in choices)
        spelt = list(dict.fromkeys(longer))[:MOST_SPELLINGS]
        before = letter
    return tuple(dict.fromkeys(one[:length] for one in spelt))


def _choices(letter: str, before: str) -> list[str]:
    if letter == "ь":
        return [""]
    if letter in "её" and (not before or before in _VOWELS):
        return _AFTER_VOWEL.split()
    if letter == "е" and before in _HUSHING:
        return ["e", "o", "yo", "io"]
    if letter == "е":
        return ["e", "yo", "io", "ie"]
    if letter == "ъ":
        return ["", "ie", "y"]
    return _SPELLINGS.get(letter, letter).split() or [""]
