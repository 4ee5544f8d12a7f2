"""Names that are ordinary words as well."""

from functools import lru_cache
from typing import Any

from earwitness.runtime.morphology import analyser, parses
from earwitness.runtime.russian.transliteration import is_latin

ORDINARY_SHARE = 0.5
"""Share of a form's readings, weighed by pymorphy3, that makes it an ordinary word first."""

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


def _is_proper(parse: Any) -> bool:
    return not _PROPER.isdisjoint(frozenset(parse.tag.grammemes))
