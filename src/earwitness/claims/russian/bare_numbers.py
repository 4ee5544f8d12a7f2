"""Ordinals that may be a unit without its noun: "второго нашего", "девятьсот семнадцатого"."""

from collections.abc import Iterable, Iterator, Sequence

from earwitness.claims.quantity import Quantity
from earwitness.records.claim import ClaimUnit
from earwitness.runtime.russian.words import Token, readings

_POSSESSIVES = frozenset({"наш", "мой"})
# Smaller ordinals count people and things too ("первый убежал"): they need "наш" beside them.
_LEAST_ALONE = 10
_LOSS_CODES = frozenset({200, 300, 500})


def bare_numbers(
    tokens: Sequence[Token], found: Iterable[Quantity], taken: frozenset[int]
) -> Iterator[tuple[int, int, ClaimUnit]]:
    """(first, last, unit without a type) of each; `taken` tokens belong to units and times."""
    for quantity in found:
        span = range(quantity.first, quantity.last + 1)
        if not quantity.ordinal or quantity.low in _LOSS_CODES or not taken.isdisjoint(span):
            continue
        first, last, own = _with_possessive(tokens, quantity)
        following = readings(tokens[last + 1].low)[:1] if last + 1 < len(tokens) else ()
        if any(reading.part in {"NOUN", "ADJF"} for reading in following):
            continue
        if own or quantity.low >= _LEAST_ALONE:
            whose = "own" if own else ""
            yield first, last, ClaimUnit(type="", number=str(int(quantity.low)), whose=whose)


def _with_possessive(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, int, bool]:
    def possessive(at: int) -> bool:
        return 0 <= at < len(tokens) and any(
            reading.lemma in _POSSESSIVES for reading in readings(tokens[at].low)
        )

    if possessive(quantity.last + 1):
        return quantity.first, quantity.last + 1, True
    if possessive(quantity.first - 1):
        return quantity.first - 1, quantity.last, True
    return quantity.first, quantity.last, False
