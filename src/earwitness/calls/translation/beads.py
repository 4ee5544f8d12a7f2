"""Beads: which neighbouring sentences of two texts belong together, at the lowest cost.

The dynamic programme of W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual
Corpora, Computational Linguistics 19 (1993), in a band around the diagonal.
"""

from collections.abc import Callable, Iterable
from math import inf

Place = tuple[int, int]
"""So many sentences of the source, and so many of the English."""

Bead = tuple[tuple[int, int], tuple[int, int]]
"""Half-open ranges of source sentences and of English sentences that belong together."""

REACH = 25
"""How many pieces of English a bead may lie off the diagonal of a long text, so that the work grows
with its length and not with the square of it. Estimate."""


def cheapest_beads(
    source: int,
    english: int,
    steps: Iterable[Place],
    cost: Callable[[Place, Place], float],
) -> list[Bead]:
    """Beads in order that cover texts of so many sentences.

    `steps` are the sizes that a bead may have; (1, 0) and (0, 1) must be among them. `cost` is
    that of the bead between two places, infinite where there must be none.
    """
    sizes = tuple(steps)
    costs: dict[Place, float] = {(0, 0): 0.0}
    came: dict[Place, Place] = {}
    slope = english / max(1, source)
    for i in range(source + 1):
        first, last = int(i * slope - REACH - slope), int(i * slope + REACH + slope)
        for j in range(max(0, first), min(english, last) + 1):
            for di, dj in sizes:
                before = (i - di, j - dj)
                if before not in costs:
                    continue
                total = costs[before] + cost(before, (i, j))
                if total < costs.get((i, j), inf):
                    costs[i, j], came[i, j] = total, before
    beads: list[Bead] = []
    at = (source, english)
    while at != (0, 0):
        before = came[at]
        beads.append(((before[0], at[0]), (before[1], at[1])))
        at = before
    return beads[::-1]


def without_orphans(beads: Iterable[Bead]) -> list[Bead]:
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
