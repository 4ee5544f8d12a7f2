"""Ranges of what is said: the lowest and the highest of one field, with open ends left open."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from earwitness.claims.published_figures import FIELDS, FigureEnd, published_figure
from earwitness.records.claim import Claim
from earwitness.records.losses import FigureRange

End = FigureEnd | None
"""None is an open end."""


def ends_of(figure: int | str) -> tuple[End, End] | None:
    """The lowest and the highest that a figure says. None for what is no figure of the published
    forms: it is told, but stands in no range."""
    found = published_figure(figure)
    if found is None:
        return None
    return (None if found.bound == "<" else found.low), (None if found.bound == ">" else found.high)


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


def _size(end: FigureEnd) -> Fraction:
    return end.size
