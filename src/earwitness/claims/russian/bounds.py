"""Bounds around a quantity: "больше тысячи", "до ста", "сто с лишним"; "сотни" alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from earwitness.claims.quantity import Quantity
from earwitness.runtime.russian.number_table import number_table
from earwitness.runtime.russian.numbers import BEFORE_GENITIVE, part_of
from earwitness.runtime.russian.words import Token

# Nouns that stand before their number: "человек тридцать".
_COUNTED = frozenset({"человек", "пацанов", "ребят", "бойцов", "солдат", "чел", "наших"})

_NONE = frozenset({"нет", "нету", "нема"})
_REACHED = ("набер", "набир", "остал", "остан", "будет", "было", "выжил", "верну")

_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _phrases() -> tuple[_Phrases, _Phrases]:
    """Bounding phrases with their bounds, by the word that stands next to the number: those
    before it and those after it."""
    before: _Phrases = {}
    after: _Phrases = {}
    for bound, name in (("<", "below"), (">", "above")):
        for phrase in number_table()[name].phrases:
            if phrase[0] == "_":
                after.setdefault(phrase[1], []).append((phrase, bound))
            else:
                before.setdefault(phrase[-1], []).append((phrase, bound))
    return before, after


def bounded(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """Apply "больше", "до", "с лишним" around a quantity; "сотни" alone is more than 100."""
    if quantity.ordinal or quantity.low != quantity.high:
        return quantity
    beside = [
        (*span, bound)
        for phrase, bound in _possible(tokens, quantity)
        if (span := _beside(tokens, quantity, phrase)) is not None
    ]
    if beside:  # the longest phrase counts: "не меньше ста" is no "меньше ста"
        first, last, bound = max(beside, key=lambda found: found[1] - found[0])
        return replace(quantity, first=first, last=last, bound=bound)
    if _is_not_even(tokens, quantity):
        return replace(quantity, bound="<")
    governed = quantity.first and tokens[quantity.first - 1].low in BEFORE_GENITIVE
    alone = quantity.first == quantity.last and not governed
    if alone and tokens[quantity.first].low in number_table()["plural"].forms:
        return replace(quantity, bound=">")
    return quantity


def _possible(tokens: Sequence[Token], quantity: Quantity) -> Iterator[tuple[tuple[str, ...], str]]:
    """The phrases of which a word stands near the quantity."""
    before, after = _phrases()
    for token in tokens[max(0, quantity.first - 2) : quantity.first]:
        yield from before.get(token.low, ())
    for token in tokens[quantity.last + 1 : quantity.last + 3]:
        yield from after.get(token.low, ())


def _is_not_even(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """ "и тридцати нету", "даже ста человек не наберётся": fewer than that."""
    before = tokens[quantity.first - 1].low if quantity.first else ""
    after = [token.low for token in tokens[quantity.last + 1 : quantity.last + 4]]
    denied = any(low in _NONE for low in after[:2]) or any(
        low == "не" and following.startswith(_REACHED) for low, following in pairwise(after)
    )
    return before in {"и", "даже"} and denied


def _beside(
    tokens: Sequence[Token], quantity: Quantity, phrase: tuple[str, ...]
) -> tuple[int, int] | None:
    """The tokens of a quantity together with a bounding phrase, if that stands beside it.

    Of "от силы человек тридцать" and "человек сто, не меньше" the quantity keeps its own tokens.
    """
    if phrase[0] == "_":
        return _before_phrase(tokens, quantity, phrase[1:])
    for noun in (0, 1):
        end = quantity.first - noun
        start = end - len(phrase)
        inverted = not noun or (start >= 0 and tokens[end].low in _COUNTED)
        if start >= 0 and inverted and _lows(tokens, start, end) == phrase:
            return (quantity.first if noun else start), quantity.last
    return None


def _before_phrase(
    tokens: Sequence[Token], quantity: Quantity, phrase: tuple[str, ...]
) -> tuple[int, int] | None:
    comma = int(_lows(tokens, quantity.last + 1, quantity.last + 2) == (",",))
    start = quantity.last + 1 + comma
    end = start + len(phrase)
    if _lows(tokens, start, end) != phrase:
        return None
    if end < len(tokens) and part_of(tokens[end].low) is not None:
        return None  # "минимум пятнадцать максимум двадцать": it bounds the next number
    return quantity.first, (quantity.last if comma else end - 1)


def _lows(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    return tuple(token.low for token in tokens[start:end])
