"""Whether a word that may be a name means something else as well."""

from enum import IntEnum
from functools import lru_cache
from typing import Any

from earwitness.publication.gate.terms.english_words import is_english_word
from earwitness.runtime.morphology import LONGEST_WORD, analyser, parses
from earwitness.runtime.russian.ordinary_words import ORDINARY_SHARE
from earwitness.runtime.russian.transliteration import is_latin

RARE_SHARE = 0.05
"""Share of a form's ordinary readings, by pymorphy3, from which on it is no name in small letters.
Estimate: "орлов" is the genitive of орёл in three of ten."""

_SERVICES = frozenset(
    [
        "авито",
        "avito",
        "юла",
        "олх",
        "olx",
        "такси",
        "таксі",
        "taxi",
        "банк",
        "bank",
        "озон",
        "ozon",
        "сбер",
    ]
)
"""What phone books put where a surname belongs ("Алла Авито"), and any text may name. Estimate."""

_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init", "Poss"})


class Commonness(IntEnum):
    """NONE: a name wherever it stands. SMALL: in small letters it is likelier a word. WORD: it is a
    word first ("мороз"), and its capital counts only inside a sentence."""

    NONE = 0
    SMALL = 1
    WORD = 2


@lru_cache(maxsize=100_000)
def commonness(low: str) -> Commonness:
    """Of a word in lower case, in Russian or English."""
    if is_latin(low):
        return Commonness.WORD if is_english_word(low) else Commonness.NONE
    if len(low) > LONGEST_WORD or not analyser().word_is_known(low):
        return Commonness.NONE
    ordinary = [parse for parse in parses(low) if parse.is_known and not _is_proper(parse)]
    share = sum(parse.score for parse in ordinary)
    if share >= ORDINARY_SHARE or any(_names_a_thing(parse) for parse in ordinary):
        return Commonness.WORD
    return Commonness.SMALL if share >= RARE_SHARE else Commonness.NONE


def _is_proper(parse: Any) -> bool:
    return not _PROPER.isdisjoint(frozenset(parse.tag.grammemes))


def _names_a_thing(parse: Any) -> bool:
    """A noun in the nominative: "мороз", "жук", "гончар"."""
    return bool({"NOUN", "sing", "nomn"} <= frozenset(parse.tag.grammemes))


def is_service(low: str) -> bool:
    """Whether a surname in lower case is likelier where somebody is known from: it counts beside a
    given name or an initial only."""
    return low in _SERVICES
