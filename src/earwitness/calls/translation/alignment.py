"""Which English sentence of a turn says which sentence of it, by lengths and anchors.

W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual Corpora, Computational
Linguistics 19 (1993): a dynamic programme over 1-1, 1-2, 2-1, 2-2, 1-0 and 0-1. Beside lengths it
weighs numbers, names and common words that both sides share.
"""

from collections.abc import Sequence
from math import inf, log

from earwitness.calls.translation.anchors import shared
from earwitness.calls.translation.lengths import mismatch

PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
"""Gale and Church, table 5; 2-1 and 1-2 share 0.089 there, and 1-0 and 0-1 share 0.0099."""

ANCHOR, OTHER_TYPE = 2.0, 0.5
"""As in `tying`: for each shared anchor, and where only one side asks."""

MOST_SENTENCES = 300
"""In one turn; beyond, nothing is aligned."""

REACH = 25
"""As in `tying`: sentences off the diagonal of a long turn."""

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
    return without_orphans(_best_path(source, english))


def _best_path(source: Sequence[str], english: Sequence[str]) -> list[Bead]:
    costs = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    slope = len(english) / len(source)
    for i in range(len(source) + 1):
        first, last = int(i * slope - REACH - slope), int(i * slope + REACH + slope)
        for j in range(max(0, first), min(len(english), last) + 1):
            for (di, dj), prior in PRIORS.items():
                before = (i - di, j - dj)
                if before not in costs:
                    continue
                texts = " ".join(source[i - di : i]), " ".join(english[j - dj : j])
                cost = costs[before] + _mismatch(*texts) - log(prior)
                if cost < costs.get((i, j), inf):
                    costs[i, j], came[i, j] = cost, before
    beads: list[Bead] = []
    at = (len(source), len(english))
    while at != (0, 0):
        before = came[at]
        beads.append(((before[0], at[0]), (before[1], at[1])))
        at = before
    return beads[::-1]


def _mismatch(source: str, english: str) -> float:
    if not source or not english:
        return mismatch(len(source), len(english))
    both = shared(source, english)
    own = mismatch(len(source), len(english)) - ANCHOR * both.weight
    return own + OTHER_TYPE * both.other_type


def without_orphans(beads: Sequence[Bead]) -> list[Bead]:
    """The same beads; one without a source sentence joins the one before (the first: after)."""
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
