"""Which English sentence of a turn says which sentence of it, by lengths and anchors.

W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual Corpora, Computational
Linguistics 19 (1993): a dynamic programme over 1-1, 1-2, 2-1, 2-2, 1-0 and 0-1. Beside lengths it
weighs numbers, names and common words that both sides share.
"""

from collections.abc import Sequence
from math import log

from earwitness.calls.translation.anchors import shared
from earwitness.calls.translation.beads import Bead, Place, cheapest_beads, without_orphans
from earwitness.calls.translation.lengths import mismatch

PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
"""Gale and Church, table 5; 2-1 and 1-2 share 0.089 there, and 1-0 and 0-1 share 0.0099."""

ANCHOR, OTHER_TYPE = 2.0, 0.5
"""As in `tying`: for each shared anchor, and where only one side asks."""

MOST_SENTENCES = 300
"""In one turn; beyond, nothing is aligned."""


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
    def cost(before: Place, at: Place) -> float:
        said, given = source[before[0] : at[0]], english[before[1] : at[1]]
        return _mismatch(" ".join(said), " ".join(given)) - log(PRIORS[len(said), len(given)])

    return cheapest_beads(len(source), len(english), PRIORS, cost)


def _mismatch(source: str, english: str) -> float:
    if not source or not english:
        return mismatch(len(source), len(english))
    both = shared(source, english)
    own = mismatch(len(source), len(english)) - ANCHOR * both.weight
    return own + OTHER_TYPE * both.other_type
