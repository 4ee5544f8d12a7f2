"""Themes of sentences by their meaning: codebook themes as suggestions, a case's own as marks."""

import itertools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from earwitness.claims.ports import SentenceEncoder
from earwitness.claims.themes.background import Background, background
from earwitness.claims.themes.case_themes import SURE, calibrated
from earwitness.claims.themes.codebook import codebook
from earwitness.claims.themes.likeness import ExampleTheme, Likeness, ThemeVectors, encoded
from earwitness.claims.themes.pieces import Piece, pieces

VERSION = "1"
"""Of the way from vectors to themes; part of a result's provenance."""


AT_ONCE = 4096
"""Pieces whose vectors are held together, some 20 MB with their cosines: a line may be a megabyte.
Estimate."""


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


def fitted_for(encoder: SentenceEncoder) -> dict[str, float]:
    """The thresholds of codebook themes for an encoder; none if none were fitted."""
    return thresholds().get(f"{encoder.name} {encoder.version}", {})


class MeaningReader:
    """Finds themes by meaning. Codebook themes need an encoder that their thresholds were fitted
    for; a case's own are calibrated with whatever encoder there is."""

    def __init__(self, encoder: SentenceEncoder, own: Sequence[ExampleTheme] = ()) -> None:
        self._encoder = encoder
        behind = background(encoder)
        self._suggesting = codebook_vectors(behind, fitted_for(encoder))
        self._marking = tuple(calibrated(theme, encoder, behind).vectors for theme in own)

    def read(self, texts: Sequence[str]) -> list[list[Found]]:
        """What each text is like: of every theme its likest piece, themes in their order."""
        likest: list[dict[str, Found]] = [{} for _ in texts]
        cut = ((row, piece) for row, text in enumerate(texts) for piece in pieces(text))
        while some := list(itertools.islice(cut, AT_ONCE)):
            vectors = encoded(self._encoder, [piece.text for _, piece in some])
            for suggested, theme in self._themes():
                for (row, piece), likeness in zip(some, theme.like(vectors), strict=True):
                    if likeness is not None:
                        unsure = suggested or likeness.above < SURE
                        _keep(likest[row], Found(piece, likeness, unsure))
        order = [theme.theme.name for _, theme in self._themes()]
        return [[found[name] for name in order if name in found] for found in likest]

    def _themes(self) -> Iterator[tuple[bool, ThemeVectors]]:
        """Every theme, and whether it is only ever suggested."""
        yield from ((False, theme) for theme in self._marking)
        yield from ((True, theme) for theme in self._suggesting)


def _keep(likest: dict[str, Found], found: Found) -> None:
    held = likest.get(found.likeness.theme)
    if held is None or found.likeness.score > held.likeness.score:
        likest[found.likeness.theme] = found


def codebook_vectors(behind: Background, fitted: Mapping[str, float]) -> tuple[ThemeVectors, ...]:
    """Every codebook theme with a threshold, told apart from all other sentences of the book."""
    made = []
    for theme in codebook():
        if theme.name in fitted:
            own, others = behind.of_theme(theme.name), behind.without([theme.name])
            named = ExampleTheme(theme.name, theme.examples, theme.near_misses)
            threshold = fitted[theme.name]
            made.append(ThemeVectors(named, behind.vectors[own], behind.vectors[others], threshold))
    return tuple(made)
