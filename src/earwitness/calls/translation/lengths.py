"""How well the lengths of two texts fit (Gale and Church 1993)."""

from functools import lru_cache
from math import erf, log, sqrt

VARIANCE = 6.8
"""Of the length difference per character: Gale and Church's s²."""

RATIO = 1.1
"""English characters for one Russian or Ukrainian. Estimate."""


@lru_cache(maxsize=50_000)
def mismatch(source: int, english: int) -> float:
    """−log of the chance that such lengths belong together (two-sided normal tail)."""
    mean = (source + english / RATIO) / 2
    if not mean:
        return 0.0
    delta = abs(english - RATIO * source) / sqrt(VARIANCE * mean)
    return -log(max(1e-12, 1 - erf(delta / sqrt(2))))
