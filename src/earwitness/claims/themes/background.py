"""The sentences of the codebook and of ordinary talk in vectors: what tells themes apart."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from earwitness.claims.ports import SentenceEncoder, Vectors
from earwitness.claims.themes.codebook import codebook, ordinary_talk
from earwitness.claims.themes.likeness import encoded


@dataclass(frozen=True, slots=True)
class Background:
    """`texts` with their `vectors`, shape (texts, size); `themes` of each, empty for none."""

    texts: tuple[str, ...]
    themes: tuple[str, ...]
    vectors: Vectors

    def of_theme(self, name: str) -> list[int]:
        """The rows that are examples of a theme."""
        return [row for row, theme in enumerate(self.themes) if theme == name]

    def without(self, themes: Collection[str], texts: Collection[str] = ()) -> list[int]:
        """The rows that are no example of these themes, and none of these texts."""
        return [
            row
            for row, (theme, text) in enumerate(zip(self.themes, self.texts, strict=True))
            if theme not in themes and text not in texts
        ]

    def nearest(self, texts: Vectors) -> Sequence[tuple[str, float]]:
        """For each text, the theme of the codebook example nearest to it, and its cosine."""
        rows = self.without([""])
        cosines = texts @ self.vectors[rows].T
        best = cosines.argmax(axis=1)
        return [
            (self.themes[rows[int(row)]], float(cosine))
            for row, cosine in zip(best, np.max(cosines, axis=1), strict=True)
        ]


def background(encoder: SentenceEncoder) -> Background:
    """Examples, near misses and ordinary talk, in the order of the codebook."""
    rows = [(text, theme.name) for theme in codebook() for text in theme.examples]
    rows += [(text, "") for theme in codebook() for text in theme.near_misses]
    rows += [(text, "") for text in ordinary_talk()]
    texts = tuple(text for text, _ in rows)
    return Background(texts, tuple(theme for _, theme in rows), encoded(encoder, texts))
