"""First names and surnames as heard or written, and how much an agreement of them weighs."""

from functools import lru_cache
from math import log2

from earwitness.crossing.surnames import (
    looks_like_surname,
    may_look_like_surname,
    stems_agree,
    surname_stem,
)
from earwitness.runtime.morphology import parses
from earwitness.runtime.russian.given_name_forms import (
    NO_NAMES,
    NO_NAMES_IF_SMALL,
    FormCase,
    NameForm,
    Sex,
    comparable,
    name_table,
)
from earwitness.runtime.russian.ordinary_words import is_also_a_word
from earwitness.runtime.russian.transliteration import is_latin, skeletons
from earwitness.runtime.russian.words import is_known

__all__ = [
    "FormCase",
    "NameForm",
    "Sex",
    "first_name_weight",
    "given_names",
    "is_also_a_word",
    "may_be_surname",
    "name_forms",
    "sex_of",
    "stems_agree",
    "surname_stem",
]

UNKNOWN_NAME_WEIGHT = 5.0
"""log2 odds for agreement in a name that the table lacks: as if three in a hundred bore it.

Such a name is rare, but it may also be a word that the recogniser misheard (an estimate).
"""


@lru_cache(maxsize=100_000)
def name_forms(word: str) -> frozenset[NameForm]:
    """Every reading of one word as a form of a known first name; empty if there is none."""
    table = name_table()
    if comparable(word) in NO_NAMES or word in NO_NAMES_IF_SMALL:
        return frozenset()
    if is_latin(word):
        return next((f for s in skeletons(word) if (f := table.skeletons.get(s))), frozenset())
    return table.forms.get(comparable(word), frozenset())


def given_names(word: str) -> frozenset[str]:
    """Nominatives that a heard or written form may stand for.

    "Сергею", "Серёга", "Seryozha" → {"Сергей"}; "Саша" → {"Александр", "Александра"}. Of several
    words ("Тётя Галя") the first that reads as a name counts. Empty if the
    name is not in the table.
    """
    for part in word.split():
        if found := name_forms(part.strip('.,!?…«»"()')):
            return frozenset(form.canonical for form in found)
    return frozenset()


def sex_of(canonical_names: frozenset[str]) -> Sex | None:
    """The sex that all these names share, None if they differ or none is known."""
    sexes = {name_table().sexes.get(name) for name in canonical_names}
    return sexes.pop() if len(sexes) == 1 else None


def first_name_weight(name: str) -> float:
    """log2(1 / share of the name among adults of its sex): common 3.6, rare 11.7.

    Takes any form; where a form stands for several names their shares add up. Shares are the
    estimates of `data/given_names.toml`; names unknown there weigh UNKNOWN_NAME_WEIGHT.
    """
    shares = name_table().shares
    candidates = {name} if name in shares else given_names(name)
    total = sum(shares[candidate] for candidate in candidates)
    return log2(1 / total) if total else UNKNOWN_NAME_WEIGHT


@lru_cache(maxsize=100_000)
def may_be_surname(word: str) -> bool:
    """Whether a word can be a surname: it ends like one and is not an ordinary word only.

    A rarer ending (Мельник, Бабич, Толстой) counts with a capital where the dictionary lists the
    word as a surname or not at all.
    """
    if looks_like_surname(word):
        return not is_also_a_word(word) or _is_listed_surname(word)
    if not word[:1].isupper() or is_latin(word):
        return False
    if _is_listed_surname(word):
        return True
    return may_look_like_surname(word) and not is_known(word.lower())


def _is_listed_surname(word: str) -> bool:
    low = word.lower()
    return is_known(low) and any("Surn" in parse.tag.grammemes for parse in parses(low))
