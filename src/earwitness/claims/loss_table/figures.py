"""Ranges of what is said: the lowest and the highest of one field, with open ends left open."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from earwitness.records.claim import Claim
from earwitness.records.losses import FigureRange

FIELDS = ("killed", "wounded", "missing", "captured", "refused", "remaining", "total", "fraction")
"""Every figure of a loss, each of its own kind: none is ever taken for another."""

# The published forms of `Claim`: 12, "2-3", ">1000", "1/3", "60%", ">60%", "30-40%".
_ONE = r"\d{1,12}(?:\.\d{1,6})?(?:/\d{1,12})?"
_FIGURE = re.compile(rf"([<>]?)({_ONE})(?:%?-({_ONE}))?(%?)")


@dataclass(frozen=True, slots=True)
class End:
    """One end of a figure: how it is said, and its size for comparing (a share from 0 to 1)."""

    said: int | str
    size: Fraction


def ends_of(figure: int | str) -> tuple[End | None, End | None] | None:
    """The lowest and the highest that a figure says; None is an open end. None for what is no
    figure of the published forms: it is told, but stands in no range."""
    found = _FIGURE.fullmatch(str(figure))
    if found is None:
        return None
    bound, low, high, percent = found.groups()
    try:
        ends = _end(low, percent), _end(high or low, percent)
    except ZeroDivisionError:
        return None
    return (None if bound == "<" else ends[0]), (None if bound == ">" else ends[1])


def _end(text: str, percent: str) -> End:
    if percent:
        return End(f"{text}%", Fraction(text) / 100)
    return End(int(text) if text.isdigit() else text, Fraction(text))


def ranges(claims: Sequence[Claim]) -> tuple[FigureRange, ...]:
    """The range of every field of which something is said, in the order of `FIELDS`."""
    found = ((name, _range(name, claims)) for name in FIELDS)
    return tuple(
        FigureRange(name=name, low=low, high=high)
        for name, own in found
        if own is not None
        for low, high in [own]
    )


def _range(name: str, claims: Iterable[Claim]) -> tuple[int | str | None, int | str | None] | None:
    values = (getattr(claim, name) for claim in claims)
    said = [ends for value in values if value is not None if (ends := ends_of(value)) is not None]
    if not said:
        return None
    lows, highs = [low for low, _ in said], [high for _, high in said]
    closed_lows = [end for end in lows if end is not None]
    closed_highs = [end for end in highs if end is not None]
    return (
        min(closed_lows, key=_size).said if len(closed_lows) == len(said) else None,
        max(closed_highs, key=_size).said if len(closed_highs) == len(said) else None,
    )


def _size(end: End) -> Fraction:
    return end.size
