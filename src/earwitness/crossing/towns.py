"""Whether a town is among the words heard: by dictionary form, by stem, or by its adjective."""

import re
from collections.abc import Sequence
from functools import lru_cache

from earwitness.runtime.morphology import lemmas
from earwitness.runtime.russian.words import is_known, readings

SHORTEST_STEM = 4
"""Letters of a stem by which an unknown town or an adjective agrees; fewer fit too many words."""

_ENDINGS = re.compile(r"(?:а|у|ы|е|и|я|ю|ом|ем|ой|ей|ь|ью|й)?$")
_ADJECTIVE = re.compile(r"(?:инск|енск|ск|цк)(?:ий|ая|ое|ие|ого|ому|им|их|ой|ую|ими)$")
_FLEETING = re.compile(r"[еоь](?=[^аеиоуыэюя]$)")
_TOWN_ENDING = re.compile(r"[аяыиоейь]+$")
_WORD = re.compile(r"[^\W\d_]+")


def town_is_heard(town: str, words: Sequence[str]) -> bool:
    """Whether `words`, as spoken, name a town in any case, or an adjective made of it.

    "Кинешма" is heard in "Кинешмы" and "кинешемский", "Нижний Новгород" in "Нижнего Новгорода". A
    town that is an ordinary word as well (Орёл, Мирный) needs a capital. Adjectives with another
    stem (нижегородский) are not known.
    """
    wanted = _WORD.findall(town)
    if not wanted:
        return False
    spoken = [part for word in words for part in _WORD.findall(word)]
    if len(wanted) == 1:
        capital = _is_also_common(_plain(town))
        return any(
            (_is_form(wanted[0], word) and not (capital and word[:1].islower()))
            or _is_adjective(wanted[0], word)
            for word in spoken
        )
    return any(
        all(_is_form(part, spoken[first + i]) for i, part in enumerate(wanted))
        for first in range(len(spoken) - len(wanted) + 1)
    )


def _is_also_common(town: str) -> bool:
    return is_known(town) and any("Geox" not in r.grammemes for r in readings(town))


@lru_cache(maxsize=100_000)
def _is_form(town_word: str, word: str) -> bool:
    town, low = _plain(town_word), _plain(word)
    if town == low or set(lemmas(town)) & set(lemmas(low)):
        return True
    stem = _TOWN_ENDING.sub("", town)
    if is_known(low) or len(stem) < SHORTEST_STEM or not low.startswith(stem):
        return False
    return bool(_ENDINGS.match(low[len(stem) :]))


@lru_cache(maxsize=100_000)
def _is_adjective(town_word: str, word: str) -> bool:
    low = _plain(word)
    match = _ADJECTIVE.search(low)
    if match is None:
        return False
    own = _TOWN_ENDING.sub("", _plain(town_word))
    own = re.sub(r"[сц]к$", "", own)
    stems = {low[: match.start()], re.sub(r"[сц]к\w+$", "", low)}
    bare = _FLEETING.sub("", own)
    return any(_FLEETING.sub("", stem) == bare and len(bare) >= SHORTEST_STEM - 1 for stem in stems)


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")
