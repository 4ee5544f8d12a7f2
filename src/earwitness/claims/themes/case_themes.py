"""A theme of a case's own: told apart from the codebook and from ordinary talk by its examples."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from earwitness.claims.ports import SentenceEncoder
from earwitness.claims.themes.background import Background
from earwitness.claims.themes.likeness import ExampleTheme, ThemeVectors, encoded, scores_left_out

LEAST_EXAMPLES = 3
"""Fewer say too little of what they share."""

OVERLAP, SHARE = 0.5, 1 / 3
"""A codebook theme is about the same matter, and no ground to refuse a sentence, if for this share
of the examples the nearest sentence of the codebook is one of its, with at least this cosine.
Estimate: sentences of different themes rarely have it."""

MARGIN, SURE = 0.01, 0.04
"""How far above every sentence that is not of the theme a new one must lie to be suggested, and how
far above that to be marked. Measured with each codebook theme in the role of a case's own, on 599
lines: with 3, 5, 10 and 16 sentences 93, 87, 83 and 91 % of the marked lines are right, at
thresholds 0.05 above; at 0.01 it is 73, 66, 73 and 85 %."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A theme ready to be found. `found_again` is the share of its examples that the others of
    them find; `overlaps` are codebook themes about the same matter."""

    vectors: ThemeVectors
    found_again: float
    overlaps: tuple[str, ...]


def calibrated(theme: ExampleTheme, encoder: SentenceEncoder, behind: Background) -> Calibrated:
    """A theme with its threshold: above what any near miss, ordinary line or sentence of another
    theme reaches. `behind` was made by the same encoder.

    Deterministic for an encoder, a codebook and the theme.
    """
    examples = encoded(encoder, theme.examples)
    overlaps = _about_the_same(behind.nearest(examples))
    rows = behind.without(overlaps, {*theme.examples, *theme.near_misses})
    others = np.concatenate([encoded(encoder, theme.near_misses), behind.vectors[rows]])
    own, foreign = scores_left_out(examples, others)
    threshold = float(foreign.max()) + MARGIN
    vectors = ThemeVectors(theme, examples, others, threshold)
    return Calibrated(vectors, float(np.mean(own >= threshold)), overlaps)


def _about_the_same(nearest: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    counted = Counter(theme for theme, cosine in nearest if cosine >= OVERLAP)
    return tuple(sorted(name for name, times in counted.items() if times >= SHARE * len(nearest)))
