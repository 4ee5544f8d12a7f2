"""Surnames, patronymics and names of the case."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from earwitness.publication.naming.finding import NameFinder
from earwitness.publication.suggestions.near_names import is_first_name, near_names
from earwitness.publication.suggestions.words import SaidWord, Suspect, listed
from earwitness.records.release import CoverReason
from earwitness.runtime.russian.ordinary_words import is_also_a_word
from earwitness.runtime.russian.patronymics import has_patronymic_shape, patronymic
from earwitness.runtime.russian.words import is_known, readings

# Endings of surnames in every case, both sexes and the plural; Zaliznyak's types of surnames.
_SHAPE = re.compile(
    r"..(?:(?:[оеє]в|[иыії]н)(?:а|у|ым|им|ом|е|і|ой|ою|ої|ій|ы|и|ых|их|ыми|ими|ові)?"
    r"|[сц]ь?к(?:ий|ій|ого|ому|им|ом|ая|ой|ую|ою|ої|ій|ие|их|ими|а|у|і)"
    r"|енк(?:о|а|у|ом|и|ові|е|ой)|(?:ч|ю|щ|с|в|н|р|л)ук(?:а|у|ом|е|и|ів|ов)?"
    r"|дзе|швили|оглы|заде|[оеь]вич(?:а|у|ем|е)?)$"
)
_WEAK_SHAPE = re.compile(r"..(?:[яа]н(?:а|у|ом|е)?|[иы]х)$")
"""Found among other words as often: it counts with a capital only."""


_RANKS = listed(
    """
    рядовой ефрейтор сержант старшина прапорщик мичман лейтенант капитан майор подполковник
    полковник генерал
    """
)
_SURNAME_CUES = listed("фамилия фамилию фамилией фамилии прізвище прізвищем прізвища")
_NAMING = frozenset({"NOUN", "ADJF", "ADJS", "PRTF"})
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})


def name_suspects(words: Sequence[SaidWord], known_names: Sequence[str]) -> Iterator[Suspect]:
    """Surnames by the dictionary, by their ending, beside a first name, or known to the case;
    patronymics. First names alone are none: who speaks is shown by a chosen name, and others are
    renamed."""
    yield from _known(words, known_names)
    for at, word in enumerate(words):
        if patronymic(word.low) is not None or (
            has_patronymic_shape(word.low) and not is_known(word.low)
        ):
            yield Suspect(first=at, last=at, reason=CoverReason.NAME, detail="a patronymic")
        elif why := _surname(words, at):
            yield Suspect(first=at, last=at, reason=CoverReason.SURNAME, detail=why)
        elif _is_unknown_name(word):
            yield Suspect(
                first=at,
                last=at,
                reason=CoverReason.OTHER,
                detail="written like a name, and in no dictionary",
            )


def _known(words: Sequence[SaidWord], known_names: Sequence[str]) -> Iterator[Suspect]:
    """Surnames of the case. A small word that is an ordinary one ("мороз") is none: a case has
    tens of thousands of surnames, and half the dictionary is among them."""
    finder = _finder(tuple(near_names(words, known_names)))
    for turn in dict.fromkeys(word.turn for word in words):
        places = [at for at, word in enumerate(words) if word.turn == turn]
        for found in finder.find([words[at].text for at in places]):
            run = [places[at] for at in range(found.first, found.last + 1)]
            if any(_may_be_meant(words[at]) for at in run):
                yield Suspect(
                    first=run[0],
                    last=run[-1],
                    reason=CoverReason.SURNAME,
                    detail="a name of the case",
                )


def _may_be_meant(word: SaidWord) -> bool:
    if is_first_name(word.low) or (word.opens and _is_never_a_name(word.low)):
        return False
    return word.is_capital or not _has_ordinary_reading(word.low)


def _is_never_a_name(low: str) -> bool:
    """Whether a capital that a sentence begins with says nothing: "Алло", "Давай", "Ладно"."""
    own = readings(low)
    return is_known(low) and bool(own) and not any(one.part in _NAMING for one in own)


def _has_ordinary_reading(low: str) -> bool:
    return is_known(low) and any(not one.grammemes & _PROPER for one in readings(low))


@lru_cache(maxsize=64)
def _finder(known_names: tuple[str, ...]) -> NameFinder:
    return NameFinder(known_names)


def _surname(words: Sequence[SaidWord], at: int) -> str:
    """Why a word is likely a surname; "" if it is not."""
    word = words[at]
    tells = word.is_capital and not word.opens
    if is_first_name(word.low) and not (tells and _beside_first_name(words, at)):
        return ""
    known, shaped = is_known(word.low), bool(_SHAPE.search(word.low))
    if at and not known and not words[at - 1].follows and is_rank(words[at - 1].low):
        return "after a rank"
    if not known and any(near.low in _SURNAME_CUES for near in words[max(0, at - 3) : at]):
        return "after the word for a surname"
    shaped = shaped or (word.is_capital and bool(_WEAK_SHAPE.search(word.low)))
    if shaped and not known:
        return "ends like a surname"
    if not known or (word.cased and not word.is_capital) or _is_place(word.low):
        return "beside a first name" if tells and _beside_first_name(words, at) else ""
    own = readings(word.low)
    ordinary = is_also_a_word(word.low)
    if (
        any("Surn" in one.grammemes for one in own)
        and (tells or not ordinary)
        and len(word.low) > 2
    ):
        return "a surname of the dictionary"
    if tells and shaped and own[0].part == "NOUN" and "plur" in own[0].grammemes:
        return "ends like a surname"  # "Шайбеков" is no genitive of a rare first name
    return "beside a first name" if tells and _beside_first_name(words, at) else ""


def _is_unknown_name(word: SaidWord) -> bool:
    """A capital within a sentence, and no dictionary has the word: a surname, a village, a dog."""
    return (
        word.is_capital
        and not word.opens
        and len(word.low) > 2
        and word.low.isalpha()
        and not is_first_name(word.low)
        and not is_known(word.low)
    )


def is_rank(low: str) -> bool:
    """Whether a word is a military rank, in any case."""
    return any(one.part == "NOUN" and one.lemma in _RANKS for one in readings(low))


def _is_place(low: str) -> bool:
    own = readings(low)
    return bool(own) and "Geox" in own[0].grammemes


def _beside_first_name(words: Sequence[SaidWord], at: int) -> bool:
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(words):
            first, second = (beside, at) if beside < at else (at, beside)
            apart = words[first].follows or words[first].turn != words[second].turn
            if not apart and words[beside].is_capital and is_first_name(words[beside].low):
                return True
    return False
