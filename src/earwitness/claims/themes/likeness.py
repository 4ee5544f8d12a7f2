"""How near a text lies to the examples of a theme, and how near to everything else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.claims.ports import SentenceEncoder, Vectors

NEAREST = 6
"""Examples, and others, whose mean cosine counts; fewer where a theme has fewer. One alone is too
often near by chance. Measured: 6 of 1, 2, 4, 6 found most on the development lines."""


@dataclass(frozen=True, slots=True)
class ExampleTheme:
    """A theme as its examples show it; `near_misses` are none of it."""

    name: str
    examples: tuple[str, ...]
    near_misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """A text is like a theme: by `score` (see `scores`), most of all like one `example`."""

    theme: str
    example: str
    cosine: float
    score: float
    above: float
    """How far the score is above the theme's threshold."""


def scores(texts: Vectors, examples: Vectors, others: Vectors) -> NDArray[np.float32]:
    """For each text: mean cosine to its nearest examples less that to its nearest others.

    Shape (texts,). Above 0 a text lies nearer to the examples.
    """
    count = min(NEAREST, len(examples), len(others))
    return _nearest(texts @ examples.T, count) - _nearest(texts @ others.T, count)


def scores_left_out(
    examples: Vectors, others: Vectors
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Scores of the examples, and of the others, each as if it had not been among them."""
    count = min(NEAREST, len(examples) - 1, len(others) - 1)
    own, across, foreign = examples @ examples.T, examples @ others.T, others @ others.T
    np.fill_diagonal(own, -np.inf)
    np.fill_diagonal(foreign, -np.inf)
    of_examples = _nearest(own, count) - _nearest(across, count)
    return of_examples, _nearest(across.T, count) - _nearest(foreign, count)


def _nearest(cosines: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = np.sort(cosines, axis=1)[:, -count:].mean(axis=1)
    return mean


@dataclass(frozen=True, slots=True)
class ThemeVectors:
    """One theme in vectors, with what it is told apart from, and where it begins."""

    theme: ExampleTheme
    examples: Vectors
    others: Vectors
    threshold: float

    def like(self, texts: Vectors) -> list[Likeness | None]:
        """For each text, what it is like; None below the threshold, and for what has no words."""
        found = scores(texts, self.examples, self.others)
        cosines = texts @ self.examples.T
        best = cosines.argmax(axis=1)
        return [
            Likeness(
                self.theme.name,
                self.theme.examples[int(example)],
                float(row[example]),
                float(score),
                float(score) - self.threshold,
            )
            if score >= self.threshold and text.any()
            else None
            for text, row, example, score in zip(texts, cosines, best, found, strict=True)
        ]


def encoded(encoder: SentenceEncoder, texts: Sequence[str]) -> Vectors:
    """Vectors of texts as they are heard: small and large letters mean alike."""
    return encoder.encode([text.strip().lower() for text in texts])
