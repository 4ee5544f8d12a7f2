"""What a place is to its clause: where it happened, somebody's home, behind the front, or neither.

Home base is not battle place, and a hospital is neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.claims.russian.circumstance_words import beginnings, words
from earwitness.claims.russian.places import PlaceSpan
from earwitness.claims.russian.spans import clause_of
from earwitness.claims.russian.units import kind_of
from earwitness.runtime.russian.words import Token, readings

PLACE, HOME, NEITHER = "place", "home", ""
# Countries behind the front: a place there is one where it happened only in its own clause.
_BEHIND = frozenset({"RU", "BY", "MD"})
_CLAUSE = 8


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """A place and what it is; `at_home` says that it lies behind the front."""

    span: PlaceSpan
    role: str
    at_home: bool


def place_roles(tokens: Sequence[Token], spans: Sequence[PlaceSpan]) -> list[PlaceRole]:
    """The role of every place of a sentence."""
    return [PlaceRole(s, _role(tokens, s), s.country in _BEHIND) for s in spans]


def _role(tokens: Sequence[Token], span: PlaceSpan) -> str:
    before, at = _preposition(tokens, span.first)
    near = clause_of(tokens, span.first, span.last)
    lows = [t.low for t in near if abs(t.start - tokens[span.first].start) < _CLAUSE * 10]
    if before in words("from"):
        return HOME if at and _may_have_a_home(tokens[at - 1].low) else NEITHER
    if before not in words("at"):
        return NEITHER
    if any(low.startswith(beginnings("rear")) for low in lows):
        return NEITHER
    if span.country in _BEHIND and any(low.startswith(beginnings("home")) for low in lows):
        return HOME
    moved = any(low.startswith(beginnings("away")) for low in lows)
    return NEITHER if moved and _is_direction(tokens, at, span) else PLACE


def _preposition(tokens: Sequence[Token], first: int) -> tuple[str, int]:
    """The preposition before a place, over "город", "село" and the like; and where it stands."""
    at = first - 1
    if at >= 1 and any(r.part == "NOUN" for r in readings(tokens[at].low)[:1]):
        if tokens[at].low in words("at"):
            return tokens[at].low, at
        at -= 1
    return (tokens[at].low, at) if at >= 0 else ("", 0)


def _may_have_a_home(low: str) -> bool:
    return kind_of(low) is not None or low.startswith(beginnings("people"))


def _is_direction(tokens: Sequence[Token], at: int, span: PlaceSpan) -> bool:
    """ "в Гомель", "в Бучу": where to, not where."""
    low = tokens[span.first].low
    if tokens[at].low not in {"в", "во", "на", "под", "за"}:
        return False
    named = low == span.name.lower().replace("ё", "е").split()[0]
    return (named and not low.endswith("о")) or low.endswith(("у", "ю"))
