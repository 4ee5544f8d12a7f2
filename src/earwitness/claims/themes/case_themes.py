"""A theme of a case's own: told apart from the codebook and from ordinary talk by its examples."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from earwitness.claims.ports import SentenceEncoder, Vectors
from earwitness.claims.themes.codebook import codebook, ordinary_talk
from earwitness.claims.themes.likeness import ExampleTheme, ThemeVectors, encoded, scores_left_out

LEAST_EXAMPLES = 3
"""Fewer say too little of what they share."""

OVERLAP = 0.5
"""A codebook theme is about the same matter, and no ground to refuse a sentence, if for a third of
the examples one of its sentences has at least this cosine. Estimate: sentences of different themes
rarely have it."""

MARGIN = 0.01
"""How far above every sentence that is not of the theme a new one must lie. Estimate."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A theme ready to be found. `found_again` is the share of its examples that the others of
    them find; `overlaps` are codebook themes about the same matter."""

    vectors: ThemeVectors
    found_again: float
    overlaps: tuple[str, ...]


def calibrated(theme: ExampleTheme, encoder: SentenceEncoder) -> Calibrated:
    """A theme with its threshold: above what any near miss, ordinary line or sentence of another
    theme reaches.

    Deterministic for an encoder, a codebook and the theme.
    """
    examples = encoded(encoder, theme.examples)
    overlaps = tuple(
        other.name
        for other in codebook()
        if _is_about_the_same(examples, encoded(encoder, other.examples))
    )
    others = encoded(encoder, others_of(theme, overlaps))
    own, foreign = scores_left_out(examples, others)
    threshold = float(foreign.max()) + MARGIN
    return Calibrated(
        ThemeVectors(theme, examples, others, threshold),
        float(np.mean(own >= threshold)),
        overlaps,
    )


def others_of(theme: ExampleTheme, overlaps: Sequence[str]) -> list[str]:
    """Every sentence that is not of a theme: what it is told apart from."""
    said = [*theme.near_misses, *ordinary_talk()]
    for other in codebook():
        said += other.near_misses
        said += () if other.name in overlaps else other.examples
    return [text for text in dict.fromkeys(said) if text not in theme.examples]


def _is_about_the_same(examples: Vectors, sentences: Vectors) -> bool:
    near = (examples @ sentences.T).max(axis=1) >= OVERLAP
    return bool(near.mean() >= 1 / 3)
