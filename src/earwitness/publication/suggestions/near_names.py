"""Which of very many surnames may be said in a call at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from earwitness.publication.naming.keys import latin_key
from earwitness.publication.suggestions.words import SaidWord
from earwitness.runtime.russian.given_name_forms import NO_NAMES, comparable, name_table
from earwitness.runtime.russian.patronymics import patronymic

LONGEST_ENDING = 3
"""Letters of a skeleton that inflection may change at the end of a surname. Estimate."""

SHORTEST_BEGINNING = 2
"""Letters of a skeleton that no inflection changes ("Орёл", "Орла"). Estimate."""


def near_names(words: Sequence[SaidWord], names: Sequence[str]) -> list[str]:
    """The surnames among `names` that begin like a word that is said; tens of thousands of names
    cost a look into a table each time, and not a paradigm each. First names and patronymics are
    no surnames."""
    beginnings = _by_beginning(tuple(names))
    heard = {latin_key(word.low) for word in words}
    heard |= {latin_key(one.low + other.low) for one, other in pairwise(words)}
    found: dict[str, None] = {}
    for key in sorted(heard):
        for length in range(SHORTEST_BEGINNING, len(key) + 1):
            found |= dict.fromkeys(beginnings.get(key[:length], ()))
    return list(found)


@lru_cache(maxsize=4)
def _by_beginning(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Surnames by what of their skeletons no inflection changes."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name in names:
        for word in name.replace("-", " ").split():
            key = latin_key(word)
            if len(key) >= SHORTEST_BEGINNING and is_surname_of(word):
                length = max(SHORTEST_BEGINNING, len(key) - LONGEST_ENDING)
                found[key[:length]][word] = None
    return {beginning: tuple(own) for beginning, own in found.items()}


def is_surname_of(word: str) -> bool:
    """Whether a word of a full name is neither a first name nor a patronymic."""
    return not is_first_name(word.lower().replace("ё", "е")) and patronymic(word) is None


def is_first_name(low: str) -> bool:
    """Whether a word is a form of a known first name."""
    return low not in NO_NAMES and comparable(low) in name_table().forms
