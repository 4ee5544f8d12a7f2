"""The army's codes said as plain numbers: "восемь двести, двенадцать триста"."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Token

_DEAD = frozenset({"двести", "200"})
_WOUNDED = frozenset({"триста", "300"})
_ALL = frozenset({"весь", "вся", "оба", "тоже"})  # "экипаж весь двести"
_CLIPPED = frozenset({"двухсот", "трехсот", "пятисот"})
_JOINTS = frozenset({",", "и", "а"})
# A count before a code: of a hundred and more "сто двести" is rather a range.
_LARGEST = 100
# How many words the second count may have, joints with it.
_REACH = 5


def with_codes(tokens: Sequence[Token]) -> list[Token]:
    """Tokens with "двести" and "триста" read as dead and wounded, where both are counted.

    One code alone ("восемь двести") is left as it is: it is rather a price or a number.
    """
    read = [_said_short(tokens, index) for index in range(len(tokens))]
    for dead in range(1, len(tokens)):
        if tokens[dead].low in _DEAD and tokens[dead - 1].low in _ALL:
            read[dead] = replace(tokens[dead], low="двухсотые")
            continue
        wounded = _partner(tokens, dead)
        if wounded is not None:
            read[dead] = replace(tokens[dead], low="двухсотых")
            read[wounded] = replace(tokens[wounded], low="трехсотых")
    return read


def _said_short(tokens: Sequence[Token], index: int) -> Token:
    """ "Семь трёхсот" for "семь трёхсотых", as recognisers clip it; "ис" for "из"."""
    token = tokens[index]
    if token.low == "ис":
        return replace(token, low="из")
    following = part_of(tokens[index + 1].low) if index + 1 < len(tokens) else None
    if token.low not in _CLIPPED or not index or (following and following.kind == "plain"):
        return token
    return replace(token, low=f"{token.low}ых") if _counts(tokens[index - 1].low) else token


def _partner(tokens: Sequence[Token], dead: int) -> int | None:
    """Where "двадцать триста" ends after "восемь двести", or None."""
    if tokens[dead].low not in _DEAD or not _counts(tokens[dead - 1].low):
        return None
    for index in range(dead + 1, min(dead + 1 + _REACH, len(tokens))):
        low = tokens[index].low
        if low in _WOUNDED and _counts(tokens[index - 1].low):
            return index
        if low not in _JOINTS and not _counts(low):
            return None
    return None


def _counts(low: str) -> bool:
    part = part_of(low)
    return part is not None and part.kind in {"plain", "digits"} and part.value < _LARGEST
