"""Which English sentence says which sentence of the source, by their lengths.

W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual Corpora, Computational
Linguistics 19 (1993): a dynamic programme over 1-1, 1-2, 2-1, 2-2, 1-0 and 0-1.
"""

from collections.abc import Sequence
from math import erf, inf, log, sqrt

VARIANCE = 6.8
"""Of the length difference per character: Gale and Church, section 4.2 (s²)."""

RATIO = 1.1
"""English characters for one Russian or Ukrainian. Estimate."""

PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
"""Gale and Church, table 5; 2-1 and 1-2 share 0.089 there, and 1-0 and 0-1 share 0.0099."""

MOST_SENTENCES = 300
"""In one turn; beyond, nothing is aligned: the work grows with the product of both counts."""

Bead = tuple[tuple[int, int], tuple[int, int]]
"""Half-open ranges of source sentences and of English sentences that belong together."""


def align(source: Sequence[str], english: Sequence[str]) -> list[Bead]:
    """Beads in order that cover both texts; the source range of a bead is never empty.

    English that has no source sentence of its own joins the bead before it (the first: after).
    """
    if not source:
        return []
    if len(source) == len(english) == 1:
        return [((0, 1), (0, 1))]
    if not english or max(len(source), len(english)) > MOST_SENTENCES:
        return [((0, len(source)), (0, len(english)))]
    return _without_orphans(_best_path([len(s) for s in source], [len(s) for s in english]))


def _best_path(source: Sequence[int], english: Sequence[int]) -> list[Bead]:
    costs = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(source) + 1):
        for j in range(len(english) + 1):
            for (di, dj), prior in PRIORS.items():
                before = (i - di, j - dj)
                if before not in costs:
                    continue
                lengths = sum(source[i - di : i]), sum(english[j - dj : j])
                cost = costs[before] + _mismatch(*lengths) - log(prior)
                if cost < costs.get((i, j), inf):
                    costs[i, j], came[i, j] = cost, before
    beads: list[Bead] = []
    at = (len(source), len(english))
    while at != (0, 0):
        before = came[at]
        beads.append(((before[0], at[0]), (before[1], at[1])))
        at = before
    return beads[::-1]


def _mismatch(source: int, english: int) -> float:
    """−log of the chance that such lengths belong together (two-sided normal tail)."""
    mean = (source + english / RATIO) / 2
    if not mean:
        return 0.0
    delta = abs(english - RATIO * source) / sqrt(VARIANCE * mean)
    return -log(max(1e-12, 1 - erf(delta / sqrt(2))))


def _without_orphans(beads: Sequence[Bead]) -> list[Bead]:
    joined: list[Bead] = []
    for (first, last), (start, end) in beads:
        if joined and first == last:
            (before, upto), (begun, _) = joined[-1]
            joined[-1] = ((before, upto), (begun, end))
        elif joined and joined[-1][0][0] == joined[-1][0][1]:
            (before, _), (begun, _) = joined[-1]
            joined[-1] = ((before, last), (begun, end))
        else:
            joined.append(((first, last), (start, end)))
    return joined
