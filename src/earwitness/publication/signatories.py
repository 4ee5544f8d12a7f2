"""Whether two names that people gave are those of two people.

Nobody is authenticated on the command line; this only keeps one person from passing for two by
accident or by a trick of letters: spaces, case, accents, signs that are not seen, letters of
another alphabet that look the same, the same name in another alphabet or in another order.
Unicode: NFKD (UAX #15), case folding; letters that look alike after Unicode Technical Standard
#39 (confusables), the part of it that touches Latin, Cyrillic and Greek.
"""

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from earwitness.runtime.russian.transliteration import skeleton

LONGEST = 100
"""Letters of a name. Estimate."""

_LOOKALIKES = str.maketrans(
    {
        "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c",
        "т": "t", "у": "y", "х": "x", "і": "l", "ј": "j", "ѕ": "s", "ԁ": "d", "һ": "h", "ӏ": "l",
        "α": "a", "β": "b", "ε": "e", "η": "h", "ι": "l", "κ": "k", "μ": "m", "ν": "v", "ο": "o",
        "ρ": "p", "τ": "t", "υ": "y", "χ": "x", "0": "o", "1": "l", "i": "l", "ı": "l", "ł": "l",
    }
)  # fmt: skip


def same_person(one: str, other: str) -> bool:
    """Whether two names may be of one person; when in doubt they are. A name that says less than
    the other (an initial, a first name alone) may be of the same person."""
    if not _keys(one).isdisjoint(_keys(other)):
        return True
    return any(map(_is_shorter, _written(one), _written(other)))


Signed = TypeVar("Signed")


def by_different_people(signed: Sequence[Signed], names: Sequence[str]) -> tuple[Signed, ...]:
    """Of what was signed the first of each person; `names` says who signed each."""
    found: list[tuple[Signed, str]] = []
    for one, name in zip(signed, names, strict=True):
        if not any(same_person(name, other) for _, other in found):
            found.append((one, name))
    return tuple(one for one, _ in found)


def _keys(name: str) -> set[str]:
    """What a name is compared by: how it looks, and how it sounds in Latin letters."""
    return {"".join(parts) for own in _written(name) for parts in (own, sorted(own))}


def _written(name: str) -> tuple[list[str], list[str]]:
    """Its words as they look, and as they sound in Latin letters."""
    words = _words(name)
    looks = [word.translate(_LOOKALIKES) for word in words]
    return looks, [skeleton(word) if word.isalpha() else word for word in words]


def _is_shorter(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word of the name with fewer words stands in the other, one of the two perhaps as
    an initial."""
    fewer, more = sorted((list(one), list(other)), key=len)
    for word in sorted(fewer, key=len, reverse=True):
        found = next((own for own in sorted(more, key=len, reverse=True) if _fits(word, own)), None)
        if found is None:
            return False
        more.remove(found)
    return bool(fewer)


def _fits(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    return word == other or (len(shorter) == 1 and longer.startswith(shorter))


def _words(name: str) -> list[str]:
    """Words of a name without accents, case, and everything that is no letter or digit."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
    )
    folded = unicodedata.normalize("NFKC", bare.casefold())
    return "".join(one if one.isalnum() else " " for one in folded).split()
