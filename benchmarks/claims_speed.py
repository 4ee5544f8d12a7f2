"""Words per CPU second of the rule reader for Russian, on one core.

    uv run python benchmarks/claims_speed.py [--turns TURNS.jsonl] [--dialogues DIALOGUES.tsv]

The text is the archive's true turns and public dialogues, each repeated in shuffled order until
there are `--words` words, written and as a recogniser without punctuation gives them. Caches fill
in the first round, which is reported apart: a case has thousands of calls, but one command has a
cold start. CPU seconds are of this process alone.
"""

import argparse
import csv
import json
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

from earwitness.claims.engines.rules import RuleExtractor

SHARED = Path(__file__).resolve().parents[2] / "shared"
HOSTILE = {
    "numbers": "двести сорок три " * 70,
    "numbers and losses": "двадцать человек погибло тридцать ранено " * 40,
    "units": "вторая рота третьего батальона пятого полка " * 35,
    "commas": "сто , двести , из , роты , осталось , " * 20,
}


def turns(path: Path) -> list[str]:
    """Russian texts of the archive's true turns."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [row["ru"] for row in rows]


def dialogues(path: Path) -> list[str]:
    """Texts of a table with a column `text`."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines, delimiter="\t")]


def as_recognised(text: str) -> str:
    """Small letters without punctuation."""
    return " ".join(re.sub(r"[^\w\s-]", "", text.lower()).split())


def words_per_second(texts: Sequence[str]) -> float:
    """Read all texts once."""
    extractor = RuleExtractor()
    started = time.process_time()
    for text in texts:
        extractor.extract(text, "ru")
    spent = time.process_time() - started
    return sum(len(text.split()) for text in texts) / spent


def repeated(texts: Sequence[str], words: int, chance: random.Random) -> list[str]:
    """Whole rounds of the texts, shuffled, until there are so many words."""
    found: list[str] = []
    rounds = -(-words // sum(len(text.split()) for text in texts))
    for _ in range(rounds):
        found += chance.sample(texts, len(texts))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=Path, default=SHARED / "archive/truth/turns.jsonl")
    parser.add_argument("--dialogues", type=Path, default=SHARED / "data/texts/spbu_dialogues.tsv")
    parser.add_argument("--words", type=int, default=100_000)
    given = parser.parse_args()
    chance = random.Random(7)
    RuleExtractor().extract("Двадцать человек погибло.", "ru")  # tables are read at first use
    report = {}
    for name, texts in {
        "turns": turns(given.turns),
        "dialogues": dialogues(given.dialogues),
    }.items():
        spoken = [as_recognised(text) for text in texts]
        report[f"{name}, first round"] = words_per_second(texts)
        report[name] = words_per_second(repeated(texts, given.words, chance))
        report[f"{name}, as recognised"] = words_per_second(repeated(spoken, given.words, chance))
    report |= {f"hostile: {name}": words_per_second([text] * 20) for name, text in HOSTILE.items()}
    print(json.dumps({name: round(value) for name, value in report.items()}, indent=1))


if __name__ == "__main__":
    main()
