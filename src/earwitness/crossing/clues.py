"""Clues: what a profile says besides its name, by which a person of a first name is found.

A clue is a word of the town, of groups or of the name ("Серый Кинешма"), a number of a unit, or the
first name of a relative. A clue alone finds crowds; with a first name that is heard it finds few,
and how few is what it weighs: no list of towns is needed, and a word that many have says little.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from earwitness.crossing.name_reading import read_profile_name, read_relative
from earwitness.crossing.names import name_forms, surname_stem
from earwitness.records.profile import Profile

MOST_BY_CLUE = 20
"""Persons of one first name who share a clue; if there are more, it finds nobody."""

MOST_EXPECTED, MOST_EXPECTED_BY_RELATIVE = 2.0, 0.3
"""Persons who are to be expected by chance, beyond which a clue is not followed: what it finds
would weigh less than one in a hundred. Two first names are shared by many families."""

SHORTEST_WORD = 4
"""Letters; shorter words are no towns but prepositions and abbreviations."""

_WORD_CLUE, _RELATIVE_CLUE, _UNIT_CLUE = "word:", "relative:", "unit:"
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d{2,4}(?!\d)")


@lru_cache(maxsize=200_000)
def clues_of(profile: Profile) -> frozenset[str]:
    """The clues of a profile."""
    return frozenset((*_words(profile), *_units(profile), *_relatives(profile)))


def is_word(clue: str) -> bool:
    """Whether a clue is a word: what somebody of the same family or town may have, too."""
    return clue.startswith(_WORD_CLUE)


def most_expected(clue: str) -> float:
    """Up to how many persons by chance a clue is followed."""
    return MOST_EXPECTED_BY_RELATIVE if clue.startswith(_RELATIVE_CLUE) else MOST_EXPECTED


def unit_clue(number: str) -> str:
    """The clue of a unit that is heard or in a group."""
    return _UNIT_CLUE + number


def unit_of_clue(clue: str) -> str:
    """The number of a unit's clue, "" of any other."""
    return clue.removeprefix(_UNIT_CLUE) if clue.startswith(_UNIT_CLUE) else ""


def relative_clue(given: str) -> str:
    """The clue of a relative's first name."""
    return _RELATIVE_CLUE + given


def word_clue(word: str) -> str:
    """The clue of a word, as heard or written."""
    return _WORD_CLUE + word.lower().replace("ё", "е")


def _words(profile: Profile) -> Iterator[str]:
    stem = read_profile_name(profile).stem
    for text in (profile.city, *profile.groups, profile.name):
        for word in _WORD.findall(text):
            if _is_clue(word) and (not stem or surname_stem(word) != stem):
                yield word_clue(word)


def _is_clue(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and word[:1].isupper() and not name_forms(word)


def _units(profile: Profile) -> Iterable[str]:
    texts = (*profile.groups, profile.name)
    return {unit_clue(number) for text in texts for number in _NUMBER.findall(text)}


def _relatives(profile: Profile) -> Iterator[str]:
    for text in profile.relatives:
        relative = read_relative(text)
        for given in relative.given if relative else ():
            yield relative_clue(given)
