"""Names that are ordinary words as well."""

from functools import lru_cache
from typing import Any

from earwitness.runtime.morphology import analyser, parses
from earwitness.runtime.russian.transliteration import is_latin

ORDINARY_SHARE = 0.5
"""Share of a form's readings, weighed by pymorphy3, that makes it an ordinary word first."""

_NAMING = frozenset({"NOUN", "ADJF", "PRTF", "ADJS", "PRTS", "Surn"})
"""Parts of speech that surnames are made of, by OpenCorpora."""

_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init"})


@lru_cache(maxsize=50_000)
def is_also_a_word(form: str) -> bool:
    """Whether a form is likelier an ordinary Russian word ("вера", "вить", "только", "серый").

    By pymorphy3: readings in its dictionary that are no proper noun weigh at least
    ORDINARY_SHARE (weights from the OpenCorpora corpus).
    """
    if is_latin(form) or not analyser().word_is_known(form.lower()):
        return False  # most surnames end here, and analysing unknown words is slow
    ordinary = [p.score for p in parses(form.lower()) if p.is_known and not _is_proper(p)]
    return bool(sum(ordinary) >= ORDINARY_SHARE)


@lru_cache(maxsize=50_000)
def may_be_surname(form: str) -> bool:
    """Whether a word that follows a first name may be a surname: not if the dictionary knows it
    and every reading says, calls or joins something ("алло", "слушай", "ведь")."""
    if is_latin(form) or not analyser().word_is_known(form.lower()):
        return True
    return any(_NAMING & frozenset(parse.tag.grammemes) for parse in parses(form.lower()))


def _is_proper(parse: Any) -> bool:
    return not _PROPER.isdisjoint(frozenset(parse.tag.grammemes))
