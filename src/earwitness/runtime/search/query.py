"""What a reporter types, read leniently.

plain words     all must occur, in any inflection, in the original or the translation
"two words"     exactly so, side by side
word~           also with one letter wrong, missing, added or swapped
-word           must not occur
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from earwitness.records.errors import WrongUsage
from earwitness.runtime.search.words import tokens

HELP = 'Type words; "exact phrase" in quotes; word~ for near misses; -word to leave out.'
# More words than anyone types; a pasted page would only be slow and find nothing.
MAX_WORDS = 64
# One edit in a shorter word turns it into other words (дом, ком, том).
MIN_FUZZY_LETTERS = 4

_QUOTES = str.maketrans(dict.fromkeys("«»„“”‟＂", '"'))
# The minus as typed, and what keyboards and word processors make of it.
_PART = re.compile(r"""(?P<minus>[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))""")
_FUZZY = re.compile(r"~\d*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One condition. One word matches any inflection unless `exact`; several are a phrase."""

    words: tuple[str, ...]
    exact: bool = False
    fuzzy: bool = False
    excluded: bool = False


def parse(untrusted_query: str) -> tuple[Part, ...]:
    """The conditions of a query; unbalanced quotes and stray signs are forgiven.

    Raises:
        WrongUsage: nothing is asked for, only exclusions, or more than 64 words.
    """
    parts = tuple(
        part
        for match in _PART.finditer(untrusted_query.translate(_QUOTES))
        for part in _parts_of(match)
    )
    if all(part.excluded for part in parts):
        raise WrongUsage("The query does not say what to find.", remedy=HELP)
    if sum(len(part.words) for part in parts) > MAX_WORDS:
        raise WrongUsage(f"The query has more than {MAX_WORDS} words.", remedy=HELP)
    return parts


def loosened(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same conditions with near misses allowed in every plain word of four letters or more."""
    return tuple(replace(part, fuzzy=True) if _can_loosen(part) else part for part in parts)


def _can_loosen(part: Part) -> bool:
    return not (part.exact or part.excluded) and len(part.words[0]) >= MIN_FUZZY_LETTERS


def _parts_of(match: re.Match[str]) -> list[Part]:
    excluded = match["minus"] is not None
    if match["phrase"] is not None:
        words = tokens(match["phrase"])
        return [Part(words=tuple(words), exact=True, excluded=excluded)] if words else []
    words = tokens(match["word"])
    if excluded and len(words) > 1:  # -кое-кто leaves out the compound, not its pieces
        return [Part(words=tuple(words), exact=True, excluded=True)]
    fuzzy = _FUZZY.search(match["word"]) is not None
    return [Part(words=(word,), fuzzy=fuzzy and not excluded, excluded=excluded) for word in words]
