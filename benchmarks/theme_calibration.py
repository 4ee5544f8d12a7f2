"""Fits from which score on a sentence is suggested for a codebook theme; writes the table.

    uv run python benchmarks/theme_calibration.py [--write]

Fitted on the development lines and, each left out in turn, on the codebook's near misses and on
ordinary talk: above the threshold at least `PRECISION` of all (line, theme) pairs are right, and no
near miss or ordinary line of the codebook reaches it for that theme.
"""

import argparse
import json
from itertools import pairwise
from pathlib import Path

import numpy as np

from earwitness.claims.engines.universal_sentence import UniversalSentenceEncoder
from earwitness.claims.themes import codebook as book
from earwitness.claims.themes.background import background
from earwitness.claims.themes.likeness import encoded, scores, scores_left_out
from earwitness.claims.themes.meaning import codebook_vectors
from earwitness.claims.themes.pieces import pieces
from earwitness.runtime.models.store import require
from themes import LINES, read_lines

PRECISION = 0.6
"""Of suggestions. Half wrong would not be worth a look. Estimate."""

TABLE = Path(book.__file__).with_name("thresholds.toml")
CLAIM_LINES = LINES.parent / "claim_lines" / "development.jsonl"
HEAD = """\
# From which score on a sentence is suggested for a theme, by encoder. Written by
# `uv run python benchmarks/theme_calibration.py --write`; what a score is: likeness.py.
"""


def development() -> list[tuple[str, frozenset[str]]]:
    """Lines that may be looked at, with their themes."""
    lines = read_lines(LINES / "development.ru.tsv")
    for row in CLAIM_LINES.read_text(encoding="utf-8").splitlines():
        line = json.loads(row)
        lines.append((line["text"], frozenset(line["themes"])))
    return lines


def fitted(encoder: UniversalSentenceEncoder) -> dict[str, float]:
    """The threshold of each theme."""
    lines = [line for line in development() if pieces(line[0])]
    cut = [[piece.text for piece in pieces(text)] for text, _ in lines]
    vectors = encoded(encoder, [text for own in cut for text in own])
    ends = np.cumsum([0, *map(len, cut)])
    right: list[bool] = []
    score: list[float] = []
    highest: dict[str, float] = {}
    ordinary = {*book.ordinary_talk()} | {
        text for theme in book.codebook() for text in theme.near_misses
    }
    behind = background(encoder)
    for theme in codebook_vectors(behind, dict.fromkeys((t.name for t in book.codebook()), -9.0)):
        found = scores(vectors, theme.examples, theme.others)
        best = [float(found[start:end].max()) for start, end in pairwise(ends)]
        _, left_out = scores_left_out(theme.examples, theme.others)
        texts = [behind.texts[row] for row in behind.without([theme.theme.name])]
        own = [float(s) for s, text in zip(left_out, texts, strict=True) if text in ordinary]
        highest[theme.theme.name] = max(own)
        score += best + own
        right += [theme.theme.name in themes for _, themes in lines] + [False] * len(own)
    common = lowest(np.array(score), np.array(right))
    return {name: round(max(common, top), 4) for name, top in highest.items()}


def lowest(score: np.ndarray, right: np.ndarray) -> float:
    """The lowest score from which on `PRECISION` of all are right."""
    order = np.argsort(-score)
    precise = np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= PRECISION
    return float(score[order[np.flatnonzero(precise).max()]])


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = require("universal-sentence")
    encoder = UniversalSentenceEncoder(model.path, model.weights_digest)
    rows = "\n".join(f"{name} = {value}" for name, value in fitted(encoder).items())
    text = f'{HEAD}\n["{encoder.name} {encoder.version}"]\n{rows}\n'
    print(text)
    if options.write:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
