"""Themes of lines: precision, recall and F1, for every theme and over all.

    uv run python benchmarks/themes.py [--lines FILE…] [--recognised] [--meaning] [--mistakes]

The lines are `theme_lines/*.tsv`: themes ("-" for none), a tab, the line. `development` may be
looked at while rules and examples are written; `held_out` may not. The third of the second set
that is held out was written in one go with the rest by who then wrote the rules, so it is kinder
than strangers' lines; the third and fourth sets were each scored once before they were used.
`--meaning` adds what the sentence encoder suggests, alone and beside the rules.
"""

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.engines.universal_sentence import UniversalSentenceEncoder
from earwitness.claims.themes.meaning import MeaningReader
from earwitness.runtime.models.store import require

LINES = Path(__file__).parent / "theme_lines"
Line = tuple[str, frozenset[str]]


def read_lines(path: Path) -> list[Line]:
    """Lines with their themes."""
    found = []
    for row in path.read_text(encoding="utf-8").splitlines():
        themes, text = row.split("\t")
        found.append((text, frozenset(themes.split()) - {"-"}))
    return found


def as_recognised(text: str) -> str:
    """As a recogniser without punctuation or capitals writes it."""
    return " ".join(re.sub(r"[^\w\s'-]|(?<!\w)-|-(?!\w)", " ", text.lower()).split())


@dataclass
class Count:
    """Pairs of a line and a theme: found and there, there only, found only."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, found: frozenset[str], expected: frozenset[str]) -> None:
        """Count one line."""
        self.right.update(found & expected)
        self.missed.update(expected - found)
        self.wrong.update(found - expected)

    def row(self, name: str, theme: str = "") -> str:
        """One line of the table, of a theme or of all."""
        right, missed, wrong = (
            counter[theme] if theme else counter.total()
            for counter in (self.right, self.missed, self.wrong)
        )
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + missed + wrong)
        return (
            f"{name:24} right {right:3} missed {missed:3} wrong {wrong:3} "
            f"precision {precision:.3f} recall {recall:.3f} f1 {f1:.3f}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", nargs="*", type=Path, default=sorted(LINES.glob("*.tsv")))
    parser.add_argument("--recognised", action="store_true")
    parser.add_argument("--meaning", action="store_true")
    parser.add_argument("--mistakes", action="store_true")
    options = parser.parse_args()
    for path in options.lines:
        lines = read_lines(path)
        if options.recognised:
            lines = [(as_recognised(text), themes) for text, themes in lines]
        print(path.name)
        ruled = by_rules(lines)
        report(lines, ruled, "rules", options.mistakes)
        if options.meaning:
            meant = by_meaning(lines)
            report(lines, meant, "meaning alone")
            report(lines, [one | two for one, two in zip(ruled, meant, strict=True)], "both")
            added = [two - one for one, two in zip(ruled, meant, strict=True)]
            report(lines, added, "meaning beyond rules")


def by_rules(lines: Sequence[Line]) -> list[frozenset[str]]:
    """Themes that the rules give."""
    extractor = RuleExtractor()
    return [frozenset(extractor.extract(text).themes) for text, _ in lines]


def by_meaning(lines: Sequence[Line]) -> list[frozenset[str]]:
    """Themes that the encoder suggests."""
    model = require("universal-sentence")
    reader = MeaningReader(UniversalSentenceEncoder(model.path, model.weights_digest))
    found = reader.read([text for text, _ in lines])
    return [frozenset(one.likeness.theme for one in own) for own in found]


def report(
    lines: Sequence[Line], found: Sequence[frozenset[str]], name: str, mistakes: bool = False
) -> None:
    """Print the counts of one way to find themes; by theme for the rules."""
    count = Count()
    for (text, expected), themes in zip(lines, found, strict=True):
        count.add(themes, expected)
        if mistakes and themes != expected:
            print(f"  -{sorted(expected - themes)} +{sorted(themes - expected)} {text}")
    print(" ", count.row(name))
    if name == "rules":
        for theme in sorted(count.right | count.missed | count.wrong):
            print("    ", count.row(theme, theme))


if __name__ == "__main__":
    main()
