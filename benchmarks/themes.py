"""Themes of lines: precision, recall and F1, for every theme and over all.

    uv run python benchmarks/themes.py [--lines FILE…] [--recognised] [--mistakes]

The lines are `theme_lines/*.tsv`: themes ("-" for none), a tab, the line. `development` may be
looked at while rules and examples are written; `held_out` may not.
"""

import argparse
import re
from collections import Counter
from pathlib import Path

from earwitness.claims.engines.rules import RuleExtractor

LINES = Path(__file__).parent / "theme_lines"


def read_lines(path: Path) -> list[tuple[str, frozenset[str]]]:
    """Lines with their themes."""
    found = []
    for row in path.read_text(encoding="utf-8").splitlines():
        themes, text = row.split("\t")
        found.append((text, frozenset(themes.split()) - {"-"}))
    return found


def as_recognised(text: str) -> str:
    """As a recogniser without punctuation or capitals writes it."""
    return " ".join(re.sub(r"[^\w\s'-]|(?<!\w)-|-(?!\w)", " ", text.lower()).split())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", nargs="*", type=Path, default=sorted(LINES.glob("*.tsv")))
    parser.add_argument("--recognised", action="store_true")
    parser.add_argument("--mistakes", action="store_true")
    options = parser.parse_args()
    extractor = RuleExtractor()
    for path in options.lines:
        right: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        for text, expected in read_lines(path):
            text = as_recognised(text) if options.recognised else text
            found = frozenset(extractor.extract(text).themes)
            right.update(found & expected)
            missed.update(expected - found)
            wrong.update(found - expected)
            if options.mistakes and found != expected:
                print(f"  -{sorted(expected - found)} +{sorted(found - expected)} {text}")
        print(path.name, row("all", right.total(), missed.total(), wrong.total()))
        for theme in sorted(right | missed | wrong):
            print("   ", row(theme, right[theme], missed[theme], wrong[theme]))


def row(name: str, right: int, missed: int, wrong: int) -> str:
    """One line of the table."""
    precision = right / max(1, right + wrong)
    recall = right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + missed + wrong)
    return (
        f"{name:20} right {right:3} missed {missed:3} wrong {wrong:3} "
        f"precision {precision:.3f} recall {recall:.3f} f1 {f1:.3f}"
    )


if __name__ == "__main__":
    main()
