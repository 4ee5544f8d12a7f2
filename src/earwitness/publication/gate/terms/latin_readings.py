"""What a Latin word may mean in Cyrillic letters, where one scheme does not tell letters apart.

German spells з and с as "s", ц as "z", ж and ш as "sch" (Duden, transcription of Cyrillic); the
passports of 2014 spell ъ as "ie" (ICAO Doc 9303, part 3). A gate reads all of them: that a word is
taken for a name too often costs a look, that it is not costs more.
"""

import re
from functools import lru_cache
from itertools import product

from earwitness.runtime.russian.transliteration import is_latin, skeleton, skeletons

MOST_READINGS = 64
"""Of one word. Estimate: six letters that have two meanings each."""

LONG = 8
"""Letters from which on a word may be German though nothing shows it. Estimate."""

_GERMAN = re.compile(r"w|sch|tsch|j")
_SPELLING = re.compile(r"schtsch|tsch|sch|ch|ss|tz|ts|[szw]")
_MEANINGS = {
    "schtsch": ("shch",), "tsch": ("ch",), "sch": ("sh", "zh"), "ch": ("kh",), "ss": ("s",),
    "tz": ("ts",), "ts": ("ts",), "s": ("s", "z"), "z": ("ts", "z"), "w": ("v",),
}  # fmt: skip
_HARD_SIGN = re.compile(r"(?<=[^aeiouy])ie(?=[iy]?[aeu])")


@lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[str, ...]:
    """Skeletons of everything that a word in lower case may mean, the likeliest first."""
    known = dict.fromkeys(skeletons(word))
    if is_latin(word):
        known.update(dict.fromkeys(map(skeleton, _others(word))))
    return tuple(filter(None, known))


def _others(word: str) -> list[str]:
    others = [_HARD_SIGN.sub("", word)] if _HARD_SIGN.search(word) else []
    if _GERMAN.search(word) or len(word) >= LONG:
        others += _german(word)
    elif "z" in word:
        others.append(word.replace("z", "ts"))
    return others


def _german(word: str) -> list[str]:
    parts = _SPELLING.split(word)
    meanings = [_MEANINGS[one] for one in _SPELLING.findall(word)]
    spelt = []
    for count, chosen in enumerate(product(*meanings)):
        if count == MOST_READINGS:
            break
        mixed = (text for pair in zip(parts, (*chosen, ""), strict=True) for text in pair)
        spelt.append("".join(mixed))
    return spelt
