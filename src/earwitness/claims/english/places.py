"""Places that a sentence names."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.claims.english.gazetteer import Place, candidates
from earwitness.claims.english.spelling import place_key
from earwitness.claims.english.word_lists import listed
from earwitness.runtime.english.words import Token

_PREPOSITIONS = listed("places.prepositions")
_PLACE_NOUNS = listed("places.place_nouns")
_TITLES_ASIDE = listed("places.titles_aside")
PLACE_WORDS = frozenset({"AT", "in", "near", "at", "outside", "around", "under", "by", "over"})
"""Marks of items after which a place is where something happens."""


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place on tokens [first, last], in its English form."""

    first: int
    last: int
    name: str
    country: str


def places(tokens: Sequence[Token]) -> list[PlaceSpan]:
    """Places in order. A small one counts only with a capital after a word of place."""
    found: list[PlaceSpan] = []
    index = 0
    while index < len(tokens):
        span = _place_at(tokens, index, found)
        if span is not None:
            found.append(span)
            index = span.last
        index += 1
    return found


def _place_at(tokens: Sequence[Token], at: int, before: Sequence[PlaceSpan]) -> PlaceSpan | None:
    token = tokens[at]
    if not token.is_word:
        return None
    for place in candidates(token.low):
        last = _end(tokens, at, place)
        if last is None or not _is_meant(tokens, at, last, place, before):
            continue
        return PlaceSpan(at, last, place.name, place.country)
    return None


def _end(tokens: Sequence[Token], at: int, place: Place) -> int | None:
    position = at
    for key in place.keys[1:]:
        position += 1
        if position < len(tokens) and tokens[position].low == "-":
            position += 1
        if position >= len(tokens) or place_key(tokens[position].low) != key:
            return None
    return position


def _is_meant(
    tokens: Sequence[Token], at: int, last: int, place: Place, before: Sequence[PlaceSpan]
) -> bool:
    said_before = tokens[at - 1].low if at else ""
    if said_before in _TITLES_ASIDE:
        return False
    if place.known:
        return True
    if not tokens[at].is_capital:
        return False
    after = tokens[last + 1].low if last + 1 < len(tokens) else ""
    following = bool(before) and before[-1].last == at - 2 and said_before in {"and", ",", "or"}
    return said_before in _PREPOSITIONS or after in _PLACE_NOUNS or following
