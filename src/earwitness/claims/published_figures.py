"""Figures in their published form: 12, "2-3", ">1000", "1/3", "60%", "30-40%" or "30%-40%"."""

import re
from dataclasses import dataclass
from fractions import Fraction

FIELDS = ("killed", "wounded", "missing", "captured", "refused", "remaining", "total", "fraction")
"""Every figure of a loss, each of its own kind: none is ever taken for another."""

_ONE = r"\d{1,12}(?:[/.]\d{1,12})?"
_FIGURE = re.compile(rf"([<>]?)({_ONE})(?:(%?)-({_ONE}))?(%?)")


@dataclass(frozen=True, slots=True)
class FigureEnd:
    """One end of a figure: how it is said, and its size for comparing (a share from 0 to 1)."""

    said: int | str
    size: Fraction


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """From `low` to `high`, which are one without a range; with a `bound`, "<" or ">", both are
    what it is said to be below or above. `is_count` is false for a share."""

    bound: str
    low: FigureEnd
    high: FigureEnd
    is_count: bool


def published_figure(figure: int | str) -> PublishedFigure | None:
    """The ends of a figure; None of what has no published form."""
    found = _FIGURE.fullmatch(str(figure))
    if found is None:
        return None
    bound, low, first_percent, high, percent = found.groups()
    if first_percent and not percent:
        return None
    try:
        one, other = _end(low, percent), _end(high or low, percent)
    except ZeroDivisionError:
        return None
    if other.size < one.size:
        one, other = other, one
    return PublishedFigure(bound, one, other, is_count=not percent and "/" not in low)


def _end(text: str, percent: str) -> FigureEnd:
    if percent:
        return FigureEnd(f"{text}%", Fraction(text) / 100)
    return FigureEnd(int(text) if text.isdecimal() else text, Fraction(text))
