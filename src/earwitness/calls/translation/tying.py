"""Which English says which sentence: a whole clip in view, in order, by time, length and anchors.

A dynamic programme as in W. A. Gale and K. W. Church, A Program for Aligning Sentences in
Bilingual Corpora, Computational Linguistics 19 (1993). Beside lengths it weighs times, and anchors
that both sides share. English sentences of speech translation often say what two speakers said, so
the English comes in clauses, and a sentence of it may be cut between them at a price.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from earwitness.calls.translation.anchors import shared
from earwitness.calls.translation.beads import Bead, Place, cheapest_beads
from earwitness.calls.translation.lengths import mismatch


@dataclass(frozen=True, slots=True)
class Timed:
    """A sentence, or a clause of one; `ends` says whether a sentence ends with it. ms."""

    text: str
    start_ms: float
    end_ms: float
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in natural logarithms of odds; chosen on the development half of the
    fictional archive (docs/translation.md). `time` is for a second of distance; `unfinished` is for
    a part of a sentence whose rest another says: it is rather joined, and rarely left out."""

    length: float = 0.25
    time: float = 0.5
    anchor: float = 2.0
    other_type: float = 0.5
    left_out: float = 2.0
    added: float = 4.0
    two: float = 2.5
    unfinished: float = 1.5
    cut: float = 1.5


WEIGHTS = Weights()
MOST_CLAUSES = 12
"""Of English for one or two sentences of the source. Estimate."""

MOST_TIMES_AS_LONG, SPARE_CHARACTERS = 3.0, 40
"""English that is longer than that says something else (`checks.shape`). Estimate."""

MOST_TIME_COST = 8.0
"""Whisper's times of English are coarse: beyond, they say no more. Estimate."""

STEPS = ((1, 0), (0, 1), *((own, given) for own in (1, 2) for given in range(1, MOST_CLAUSES + 1)))


def tie(
    source: Sequence[Timed], english: Sequence[Timed], weights: Weights = WEIGHTS
) -> list[Bead]:
    """Half-open ranges of the source and of the English that belong together, in order.

    Either range may be empty: a sentence that was left out, or English that nobody said.
    """
    return cheapest_beads(len(source), len(english), STEPS, _costs(source, english, weights))


def _costs(
    source: Sequence[Timed], english: Sequence[Timed], weights: Weights
) -> Callable[[Place, Place], float]:
    def cost(before: Place, at: Place) -> float:
        said, given = source[before[0] : at[0]], english[before[1] : at[1]]
        if given and said and _is_too_long(given, said):
            return inf
        begun = weights.unfinished if said and not said[0].ends else 0.0
        if not given:
            return weights.left_out + begun
        if not said:
            return weights.added
        cut = 0.0 if given[-1].ends else weights.cut
        joined = (weights.two - begun) * (len(said) - 1)
        return cut + joined + _distance(said, given, weights)

    return cost


def _is_too_long(given: Sequence[Timed], said: Sequence[Timed]) -> bool:
    length, own = (sum(len(one.text) for one in side) for side in (given, said))
    return length > MOST_TIMES_AS_LONG * own + SPARE_CHARACTERS


def _distance(said: Sequence[Timed], given: Sequence[Timed], weights: Weights) -> float:
    text, translation = (" ".join(one.text for one in own) for own in (said, given))
    both = shared(text, translation)
    apart = abs(said[0].start_ms - given[0].start_ms) + abs(said[-1].end_ms - given[-1].end_ms)
    return (
        weights.length * mismatch(len(text), len(translation))
        + min(MOST_TIME_COST, weights.time * apart / 2000)
        - weights.anchor * both.weight
        + weights.other_type * both.other_type
    )
