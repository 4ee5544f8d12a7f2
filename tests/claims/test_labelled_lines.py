"""The labelled lines of `benchmarks/claim_lines` are read no worse than they were.

The floors lie a little under what was measured; the benchmark prints the figures themselves.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))

from claims_labelled import FREE, WAYS, by_rules, read_lines, scored  # noqa: E402
from claims_scoring import Rate  # noqa: E402

LINES = read_lines(BENCHMARKS / "claim_lines" / "development.jsonl")


def share(rate: Rate) -> float:
    return rate.right / rate.of


@pytest.mark.parametrize("written", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_labelled_lines_are_read_no_worse(language: str, written: Callable[[str], str]) -> None:
    own = [line for line in LINES if line["language"] == language]
    score = scored(own, by_rules, written)
    assert share(score.rate("claims found")) >= 0.7
    assert share(score.rate("claims true")) >= 0.75
    assert share(score.rate(FREE)) >= 0.88
    assert score.f1("labelled themes") >= 0.78
