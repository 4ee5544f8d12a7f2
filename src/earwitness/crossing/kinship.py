"""Kin terms: what people call their relatives, and relatives as profiles list them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from earwitness.crossing.kin_words import INVERSES, KIN_WORDS, KinWords
from earwitness.runtime.russian.given_name_forms import Sex

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_REMOVED_COUSIN = re.compile(r"(?:дво|тро)юродн\w+|двоюрідн\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KinTerm:
    """A kin term at its place in a text.

    `relation` is what the person so called is to the one who says it ("mother"); `sex` theirs,
    None where the word tells none ("зая"). `loose` terms are said to friends and strangers too
    ("брат", "тётя", "сынок"). `can_address` is False for forms that only mention ("матери",
    "жену"). `only_called` terms count where they call somebody only: "родной" is a word, too.
    """

    form: str
    relation: str
    sex: Sex | None
    start: int
    end: int
    loose: bool
    can_address: bool
    only_called: bool = False


def inverses(relation: str) -> tuple[str, ...]:
    """What somebody may be to their relative: to my mother I am son or daughter."""
    return INVERSES.get(relation, ())


def is_kin_term(word: str) -> bool:
    """Whether one word is a kin term; quicker than `kin_terms`."""
    return _plain(word) in _terms()


def kin_terms(text: str) -> tuple[KinTerm, ...]:
    """All kin terms of a text in order. `start` and `end` are character offsets.

    "Двоюродный брат", "сестра троюродная" are cousins.
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[KinTerm]:
    matches = list(_WORD.finditer(text))
    terms = _terms()
    for position, match in enumerate(matches):
        known = terms.get(_plain(match.group()))
        if known is None:
            continue
        row, can_address = known
        relation, loose = row.relation, row.loose
        if relation in {"brother", "sister"} and _is_removed(matches, position):
            relation, loose = "cousin", False
        yield KinTerm(
            form=match.group(),
            relation=relation,
            sex=row.sex,
            start=match.start(),
            end=match.end(),
            loose=loose,
            can_address=can_address,
            only_called=row.only_called,
        )


def _is_removed(matches: list[re.Match[str]], position: int) -> bool:
    """Whether "двоюродный" stands beside."""
    beside = matches[max(0, position - 1) : position + 2]
    return any(_REMOVED_COUSIN.fullmatch(match.group()) for match in beside)


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


@cache
def _terms() -> dict[str, tuple[KinWords, bool]]:
    """Form → its words, and whether the form can call. Earlier rows go before later ones."""
    terms: dict[str, tuple[KinWords, bool]] = {}
    for can_address in (True, False):
        for row in KIN_WORDS:
            for form in (row.addressing if can_address else row.other).split():
                terms.setdefault(_plain(form), (row, can_address))
    return terms
