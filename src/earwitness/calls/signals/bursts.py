"""Stretches of tones in order of time, and which of them lie in a place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from earwitness.records.signals import Burst


def touching(bursts: Sequence[Burst], start_ms: float, end_ms: float) -> Sequence[Burst]:
    """Those that share time with a stretch; `bursts` are in order and do not overlap.

    By halving: hours of a line left open hold tens of thousands of them.
    """
    first = bisect_right(bursts, start_ms, key=lambda burst: burst.end_ms)
    return bursts[first : bisect_left(bursts, end_ms, key=lambda burst: burst.start_ms)]


def in_order(bursts: Iterable[Burst]) -> tuple[Burst, ...]:
    """By start: the bursts of two signals may lie between each other."""
    return tuple(sorted(bursts, key=lambda burst: burst.start_ms))
