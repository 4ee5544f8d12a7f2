"""Bounds around a quantity: "больше тысячи", "до ста", "сто с лишним"; "сотни" alone."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.claims.quantity import Quantity
from earwitness.runtime.russian.number_table import number_table
from earwitness.runtime.russian.numbers import BEFORE_GENITIVE
from earwitness.runtime.russian.words import Token


def bounded(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """Apply "больше", "до", "с лишним" around a quantity; "сотни" alone is more than 100."""
    if quantity.ordinal or quantity.low != quantity.high:
        return quantity
    beside = [
        (*span, bound)
        for bound, name in (("<", "below"), (">", "above"))
        for phrase in number_table()[name].phrases
        if (span := _beside(tokens, quantity, phrase)) is not None
    ]
    if beside:  # the longest phrase counts: "не меньше ста" is no "меньше ста"
        first, last, bound = max(beside, key=lambda found: found[1] - found[0])
        return replace(quantity, first=first, last=last, bound=bound)
    governed = quantity.first and tokens[quantity.first - 1].low in BEFORE_GENITIVE
    alone = quantity.first == quantity.last and not governed
    if alone and tokens[quantity.first].low in number_table()["plural"].forms:
        return replace(quantity, bound=">")
    return quantity


def _beside(
    tokens: Sequence[Token], quantity: Quantity, phrase: tuple[str, ...]
) -> tuple[int, int] | None:
    """The tokens of a quantity together with a bounding phrase, if that stands beside it."""
    if phrase[0] == "_":
        end = quantity.last + len(phrase)
        words = tuple(token.low for token in tokens[quantity.last + 1 : end])
        return (quantity.first, end - 1) if words == phrase[1:] else None
    start = quantity.first - len(phrase)
    words = tuple(token.low for token in tokens[max(start, 0) : quantity.first])
    return (start, quantity.last) if start >= 0 and words == phrase else None
