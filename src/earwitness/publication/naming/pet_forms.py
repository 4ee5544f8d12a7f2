"""Forms of first names that no table lists, made by rule: pet forms, and parts of compounds.

The suffixes are those of the Russian grammar of 1980 (§§ 409-417, subjective appraisal); the parts
of compounds are common ones of Turkic, Persian and Arabic names. What the dictionary knows as
another word is never made ("Кот" gives no "котик").
"""

import re
from collections.abc import Iterator

from earwitness.runtime.russian.name_inflection import VOWELS
from earwitness.runtime.russian.words import is_known

SHORTEST_STEM = 3
"""Letters before a suffix. Estimate: "Ия" gives nothing."""

SHORTEST_PART = 4
"""Letters of a part of a compound that stands alone ("Аслан" of Асланбек). Estimate."""

_SURNAME = re.compile(r"(?:[оеё]в|[иы]н|ск[ио]й|ая|ко|дзе|швили|ян|ук|юк|[иы]х)а?$")
_AFTER_CONSONANT = ("ик", "чик", "ка", "ушка", "уха", "ушко", "ок", "ёк")
_AFTER_VOWEL = ("очка", "ечка", "ушка", "юшка", "енька", "уля", "юля", "ка", "юха", "уха", "ик")
_LAST_PARTS = (
    "бек", "бег", "хан", "мурад", "мурат", "бий", "бей", "гирей", "герей", "султан", "магомед",
    "улла", "али", "жан", "джон", "бай", "мирза", "дин", "гаджи",
)  # fmt: skip
_FIRST_PARTS = (
    "гаджи", "шейх", "магомед", "абдул", "абду", "нур", "мухаммад", "сайд", "саид", "шах", "бек",
    "хан", "джан", "темир", "тимур", "ислам", "мурад",
)  # fmt: skip


def may_be_first_name(low: str) -> bool:
    """Whether a word without a table may be a first name: it does not end like a surname."""
    return _SURNAME.search(low) is None and not is_known(low)


def pet_forms(low: str) -> Iterator[str]:
    """Pet forms of a first name in the nominative, in small letters, likely and unlikely ones."""
    last = low[-1:]
    vowel = last in VOWELS or last in "йь"
    suffixes = (*_AFTER_VOWEL, *_AFTER_CONSONANT) if vowel else _AFTER_CONSONANT
    for stem in dict.fromkeys((low[:-1], low.rstrip(VOWELS + "йь"))) if vowel else (low,):
        if len(stem) >= SHORTEST_STEM and stem.isalpha():
            made = (stem + suffix for suffix in dict.fromkeys(suffixes))
            yield from (one for one in made if not is_known(one))


def compound_parts(low: str) -> Iterator[str]:
    """What a compound name is shortened to: Асланбек to Аслан, Гаджимурад to Гаджи."""
    for part in _LAST_PARTS:
        if low.endswith(part) and len(low) - len(part) >= SHORTEST_PART:
            yield low.removesuffix(part)
    for part in _FIRST_PARTS:
        if low.startswith(part) and len(low) - len(part) >= SHORTEST_PART:
            yield from (low.removeprefix(part), *((part,) if len(part) >= SHORTEST_PART else ()))
