"""How well claims are read in labelled lines: written, in small letters, and in digits.

    uv run python benchmarks/claims_labelled.py ../shared/cases/claims.jsonl \\
        benchmarks/claim_lines/*.jsonl

Files have the form of `claim_lines/README.md`. Recognisers write small letters without punctuation
("as recognised") or numbers as digits ("in digits", Russian only). Rates come with their 95 %
intervals (Wilson).
`--failures` prints every line that is not wholly right; leave it away for lines that are held out.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from claims_scoring import Score, is_right, paired, score_line
from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.json_shape import to_json
from number_writing import in_digits

Line = Mapping[str, Any]
Extract = Callable[[str, str], Mapping[str, Any]]

KINDS = ("loss", "position", "order", "killing", "looting", "admission")
MEASURES = (
    *("claims", "kind of claim", *KINDS, "quantities", "units", "units, own aside"),
    *("place of claim", "hearsay of claim", "themes", "places", "persons"),
)
FREE = "lines without claims left free"


def main() -> None:
    """Print a table for each file and way of writing."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="+", type=Path)
    arguments.add_argument("--failures", action="store_true", help="print lines with a fault")
    chosen = arguments.parse_args()
    for path in chosen.files:
        lines = read_lines(path)
        for way, written in WAYS.items():
            if chosen.failures:
                print_failures(lines, by_rules, written)
            print_scores(f"{path.name}, {way}", lines, written)


def read_lines(path: Path) -> list[Line]:
    """The labelled lines of a file; one without a language is Russian."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [{"language": "ru", **json.loads(row)} for row in rows if row.strip()]


def by_rules(text: str, language: str) -> Mapping[str, Any]:
    """What the default extractor makes of a text."""
    return to_json(_RULES.extract(text, language))


_RULES = RuleExtractor()


def as_recognised(text: str) -> str:
    """Small letters without punctuation, as some recognisers give it."""
    return " ".join(re.sub(r"[^\w\s%'’-]", " ", text.lower()).split())


WAYS = {"written": str, "as recognised": as_recognised, "in digits": in_digits}


def scored(lines: Iterable[Line], extract: Extract, written: Callable[[str], str] = str) -> Score:
    """All lines counted into one score."""
    score = Score()
    for line in lines:
        got = extract(written(line["text"]), line["language"])
        score_line(score, line, got)
        score.count(f"claims right on lines of {kind_of_line(line)}", claims_right(line, got))
    return score


def kind_of_line(line: Line) -> str:
    """ "loss" of "dev-ru-loss-01"; "any kind" where the id tells none."""
    parts = line["id"].split("-")
    return parts[-2] if len(parts) > 2 else "any kind"


def claims_right(line: Line, got: Mapping[str, Any]) -> bool:
    """Whether all claims of a line are right and none is too much."""
    pairs = paired(line["claims"], got["claims"])
    right = sum(is_right(line["claims"][i], got["claims"][j]) for i, j in pairs)
    return right == len(line["claims"]) == len(got["claims"])


def print_scores(title: str, lines: list[Line], written: Callable[[str], str]) -> None:
    """A block for each language, and the themes."""
    for language in dict.fromkeys(line["language"] for line in lines):
        if written is in_digits and language != "ru":
            continue
        own = [line for line in lines if line["language"] == language]
        score = scored(own, by_rules, written)
        print(f"\n{title}: {language}, {len(own)} lines")
        print(f"{'':<20} {'found (recall)':<30} true (precision)")
        for name in MEASURES:
            found, true = score.rate(f"{name} found"), score.rate(f"{name} true")
            if found.of or true.of:
                print(f"{name:<20} {found!s:<30} {true}")
        print(f"{FREE}: {score.rate(FREE)}")
        print_kinds_of_lines(own, score)
        print(f"themes, micro F1: {score.f1('themes'):.3f}", end="; ")
        print(f"of those that are labelled: {score.f1('labelled themes'):.3f}")
        print_themes(score)


def print_kinds_of_lines(lines: Iterable[Line], score: Score) -> None:
    """On how many lines of each kind every claim is right and none too much."""
    for kind in dict.fromkeys(kind_of_line(line) for line in lines):
        name = f"claims right on lines of {kind}"
        print(f"    {name:<36} {score.rate(name)}")


def print_themes(score: Score) -> None:
    """F1 of each theme, with how many were labelled and found."""
    names = sorted({n.split()[1] for n in score.of if n.startswith("theme ")})
    for name in names:
        labelled, found = score.of[f"theme {name} found"], score.of[f"theme {name} true"]
        counts = f"{labelled} labelled, {found} found, {score.right[f'theme {name} true']} right"
        print(f"    {name:<20} {score.f1(f'theme {name}'):.3f}  {counts}")


def print_failures(lines: Iterable[Line], extract: Extract, written: Callable[[str], str]) -> None:
    """Every line with a claim, theme, place or person that is missed, wrong or too much."""
    for line in lines:
        got = extract(written(line["text"]), line["language"])
        lists = [n for n in ("themes", "places", "persons") if set(line[n]) != set(got[n])]
        if lists or not claims_right(line, got):
            print(f"\n{line['id']}: {written(line['text'])}")
            for name in ("claims", *lists):
                print(f"    {name}: wanted {line[name]}\n    {'':<{len(name)}}  got    {got[name]}")


if __name__ == "__main__":
    main()
