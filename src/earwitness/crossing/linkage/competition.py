"""The candidates of one side compete with each other and with "nobody in the sources"."""

from collections.abc import Iterable

from earwitness.crossing.linkage.comparisons import CEILING

LIMIT = 30.0
"""Weights are clamped to ±LIMIT before 2^weight, so that nothing overflows."""


def nobody_weight(match_weights: Iterable[float]) -> float:
    """The weight of nobody: 0, and never less than the best candidate's minus the ceiling."""
    return max([0.0, *(value - CEILING for value in match_weights)])


def probabilities(match_weights: Iterable[float]) -> tuple[float, ...]:
    """2^weight, normalised to 1, clamped against overflow; empty for no weights."""
    clamped = [max(-LIMIT, min(LIMIT, value)) for value in match_weights]
    odds = [2.0**value for value in clamped]
    total = sum(odds)
    return tuple(value / total for value in odds)
