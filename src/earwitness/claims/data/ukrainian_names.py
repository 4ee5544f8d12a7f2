"""Ukrainian and usual Russian names of places; for `make_places.py`, never at run time."""

import re
from difflib import SequenceMatcher

from earwitness.claims.data.russian_names import NOT_A_PLACE, in_russian, is_in_dictionary
from earwitness.runtime.morphology import parses

UKRAINIAN = re.compile(r"[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+(?:[- ][А-ЯІЇЄҐа-яіїєґ'’ʼ]+){0,3}")
ONLY_RUSSIAN = re.compile(r"[ыэъёЫЭЁ]")


# Resolution 55 of the Cabinet of Ministers of Ukraine (2010), Ukrainian in Latin letters; only
# what is needed to compare: the beginnings of words are written as their middles.
LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
    "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
}  # fmt: skip
GLIDES = {"є": "ye", "й": "y", "ю": "yu", "я": "ya"}
LEAST_ALIKE = 0.8
# ї after a consonant was written before 1920.
AFTER_CONSONANT = r"(?i)(?<=[бвгджзклмнпрстфхцчшщ])ї"
KNOWN = 0.5
# Usual Russian names that the extract lacks.
USUAL = {"Одеса": "Одесса", "Біла Церква": "Белая Церковь"}


def in_latin(ukrainian: str) -> str:
    """Small Latin letters; other characters are left out."""
    return "".join(LATIN.get(letter, "") for letter in ukrainian.lower())


def alike(ukrainian: str, english: str) -> float:
    """How alike a spelling and the English name are, 0 to 1."""
    plain = re.sub("[^a-z]", "", english.lower().replace("y", "i"))
    return SequenceMatcher(None, in_latin(ukrainian).replace("y", "i"), plain).ratio()


def ukrainian_name(cyrillic_names: str, english: str) -> str:
    """The Ukrainian spelling: the one that in Latin letters is most like the English name, which
    GeoNames makes of it; "" if none is like it."""
    listed = [name.replace("\u0301", "").strip() for name in cyrillic_names.split("|")]
    fitting = [
        re.sub(AFTER_CONSONANT, "і", re.sub("[’ʼ]", "'", name))
        for name in listed
        if UKRAINIAN.fullmatch(name)
        and not ONLY_RUSSIAN.search(name)
        and not NOT_A_PLACE.search(name)
    ]
    best = max(fitting, key=lambda name: (*_likeness(name, english), name), default="")
    return best if best and alike(best, english) >= LEAST_ALIKE else ""


def _likeness(name: str, english: str) -> tuple[float, bool, bool, float, bool, int]:
    """Of spellings that sound alike rather the one with "-ськ-", with ї or є; then the one that
    tells и from і as the English name tells y from i ("Бровари", not "Броварі": Brovary), with і,
    and with its apostrophe."""
    soft, own = re.search("[сц]ьк", name), re.search("[ЇЄїє]", name)
    exact, dotted = round(_exactly_alike(name, english), 2), re.search("[Іі]", name)
    return (
        round(alike(name, english), 1),
        soft is not None,
        own is not None,
        exact,
        dotted is not None,
        name.count("'"),
    )


def _exactly_alike(ukrainian: str, english: str) -> float:
    """How alike they are where и is y and і is i, whichever way the English name writes glides."""
    latin = "".join(GLIDES.get(c, LATIN.get(c, "")) for c in ukrainian.lower())
    plain = re.sub("(?<=[aeiouy])yi", "i", re.sub("[^a-z]", "", english.lower()))
    ours, theirs = (re.sub("i(?=[aeu])", "y", name) for name in (latin, plain))
    return SequenceMatcher(None, ours, theirs).ratio()


def usual_russian(ukrainian: str, russian: list[str]) -> str:
    """The Russian spelling nearest to what the correspondences give, rather one that the
    dictionary knows."""
    made = in_russian(ukrainian).replace("ё", "е")

    def likeness(name: str) -> float:
        alike = SequenceMatcher(None, name, made).ratio()
        return alike + KNOWN * _is_a_place(name) - KNOWN * (name not in russian)

    return USUAL.get(ukrainian) or max([*russian, made], key=likeness)


def _is_a_place(name: str) -> bool:
    """Whether the Russian dictionary lists every word, and the first as a place."""
    words = re.split("[- ]", name.lower())
    return is_in_dictionary(name) and any("Geox" in p.tag.grammemes for p in parses(words[0]))
