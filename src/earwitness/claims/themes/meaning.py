"""Themes of sentences by their meaning: codebook themes as suggestions, a case's own as marks."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from earwitness.claims.ports import SentenceEncoder
from earwitness.claims.themes.case_themes import calibrated
from earwitness.claims.themes.codebook import codebook, ordinary_talk
from earwitness.claims.themes.likeness import ExampleTheme, Likeness, ThemeVectors, encoded
from earwitness.claims.themes.pieces import Piece, pieces

VERSION = "1"
"""Of the way from vectors to themes; part of a result's provenance."""


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text that is like a theme. `suggested`: too unsure to be a mark."""

    piece: Piece
    likeness: Likeness
    suggested: bool


@cache
def thresholds() -> dict[str, dict[str, float]]:
    """Encoder ("name version") to the threshold of each codebook theme, as
    `benchmarks/theme_calibration.py` fitted them."""
    text = files("earwitness.claims").joinpath("themes", "thresholds.toml").read_text("utf-8")
    return tomllib.loads(text)


class MeaningReader:
    """Finds themes by meaning. Codebook themes need an encoder that their thresholds were fitted
    for; a case's own are calibrated with whatever encoder there is."""

    def __init__(self, encoder: SentenceEncoder, own: Sequence[ExampleTheme] = ()) -> None:
        self._encoder = encoder
        fitted = thresholds().get(f"{encoder.name} {encoder.version}", {})
        self._suggesting = codebook_vectors(encoder, fitted) if fitted else ()
        self._marking = tuple(calibrated(theme, encoder).vectors for theme in own)

    def read(self, texts: Sequence[str]) -> list[list[Found]]:
        """What each text is like: of every theme its likest piece, themes in their order."""
        cut = [pieces(text) for text in texts]
        flat = [piece for own in cut for piece in own]
        vectors = encoded(self._encoder, [piece.text for piece in flat])
        likest: list[dict[str, Found]] = [{} for _ in texts]
        rows = [row for row, own in enumerate(cut) for _ in own]
        for suggested, themes in ((False, self._marking), (True, self._suggesting)):
            for theme in themes if flat else ():
                found = zip(rows, flat, theme.like(vectors), strict=True)
                for row, piece, likeness in found:
                    if likeness is not None:
                        _keep(likest[row], Found(piece, likeness, suggested))
        return [list(found.values()) for found in likest]


def _keep(likest: dict[str, Found], found: Found) -> None:
    held = likest.get(found.likeness.theme)
    if held is None or found.likeness.score > held.likeness.score:
        likest[found.likeness.theme] = found


def codebook_vectors(
    encoder: SentenceEncoder, fitted: dict[str, float]
) -> tuple[ThemeVectors, ...]:
    """Every codebook theme with a threshold, told apart from all other sentences of the book."""
    texts = list(dict.fromkeys(_every_sentence()))
    vectors = encoded(encoder, texts)
    made = []
    for theme in codebook():
        if theme.name not in fitted:
            continue
        own = set(theme.examples)
        of_theme = [row for row, text in enumerate(texts) if text in own]
        others = [row for row, text in enumerate(texts) if text not in own]
        named = ExampleTheme(theme.name, tuple(texts[row] for row in of_theme), theme.near_misses)
        made.append(
            ThemeVectors(named, vectors[of_theme], vectors[others], fitted[theme.name])
        )
    return tuple(made)


def _every_sentence() -> Iterator[str]:
    for theme in codebook():
        yield from theme.examples
        yield from theme.near_misses
    yield from ordinary_talk()
