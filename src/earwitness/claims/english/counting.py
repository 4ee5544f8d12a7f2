"""What a number counts: people, equipment, or something that is no loss."""

from collections.abc import Collection, Sequence

from earwitness.claims.counted import BARE, OTHER, PEOPLE, Counted
from earwitness.claims.english.lexicon import Entry, entry_of, objects, phrase_at
from earwitness.claims.english.word_lists import listed
from earwitness.claims.quantity import Quantity
from earwitness.runtime.english.words import Token

VICTIMS = "victims"
"""Civilians and prisoners, counted apart from PEOPLE."""

_SKIPPED = listed("counting.skipped")
# Words that follow a number which counts by itself ("six were killed", "ten, maybe").
_FUNCTION = listed("counting.function")
_YEARS = range(1900, 2041)
_MONEY = frozenset("$€₽£")
# Nouns before a number that it names: "apartment 203", "on page 40".
_LABELS = listed("counting.labels")
_MOST_WORDS = 5
# Words that belong to a number and say nothing of it ("of the ten vehicles").
_BEFORE = listed("counting.before")


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def counted(
    tokens: Sequence[Token],
    quantity: Quantity,
    units: Collection[int],
    numbers: Collection[int] = (),
) -> Counted | None:
    """What a quantity counts; None for an ordinal. `units` are tokens where units begin, `numbers`
    those where counts do."""
    if quantity.ordinal:
        return None
    first, last = quantity.first, quantity.last
    before = _low(tokens, first - 1)
    labelled = before in _LABELS or (before in _MONEY) or before == "at"
    if labelled and not quantity.bound:
        return Counted(first, last, quantity, OTHER)
    noun, end = _noun_after(tokens, last, units, numbers)
    while first and tokens[first - 1].low in _BEFORE and first - 1 not in units:
        first -= 1
    if noun == BARE and not quantity.share and _is_year_or_clock(tokens, quantity):
        noun = OTHER
    return Counted(first, end, quantity, noun)


def _is_year_or_clock(tokens: Sequence[Token], quantity: Quantity) -> bool:
    token = tokens[quantity.first]
    written = quantity.first == quantity.last and token.is_number
    return (written and not quantity.bound and int(quantity.low) in _YEARS) or ":" in token.low


def _noun_after(
    tokens: Sequence[Token], last: int, units: Collection[int], numbers: Collection[int]
) -> tuple[str, int]:
    """What the words after a number name, and the last token of that; BARE if nothing is named."""
    unknown = False
    for position in range(last + 1, min(last + 1 + _MOST_WORDS, len(tokens))):
        another = position in numbers and not unknown and tokens[position].is_word
        if another or position in units:
            return BARE, last
        token = tokens[position]
        entry, end = _entry(tokens, position)
        what = named(entry)
        if what:
            return what, end
        if entry.marks & {"CIVILIAN", "PRISONER"}:
            return VICTIMS, position - 1
        if "ENEMY" in entry.marks:
            return OTHER, last
        if token.low == "%" or entry.marks & _STOPS:
            return (OTHER if unknown else BARE), last
        if token.low == "of" and position == last + 1:
            continue
        if entry.verb or (token.low in _FUNCTION and token.low not in _SKIPPED):
            return (OTHER if unknown else BARE), last
        if not token.is_word and token.low != "-":
            return (OTHER if unknown else BARE), last
        if token.low not in _SKIPPED:
            if unknown or token.low.endswith("ed"):
                return (OTHER if unknown else BARE), last
            unknown = True
    return (OTHER if unknown else BARE), last


_STOPS = listed("counting.stops")


def _entry(tokens: Sequence[Token], at: int) -> tuple[Entry, int]:
    phrase = phrase_at(tokens, at)
    return phrase if phrase is not None else (entry_of(tokens[at].low), at)


def named(entry: Entry) -> str:
    """The people or equipment that a word names, or nothing. Civilians are not counted as ours."""
    if entry.marks & {"CIVILIAN", "ENEMY", "PRISONER"}:
        return ""
    if "PEOPLE" in entry.marks and entry.words[0] not in {"us"}:
        return PEOPLE
    return next((objects()[mark] for mark in sorted(entry.marks) if mark in objects()), "")
