"""How many dictated numbers are found, and how many are found that are none.

`uv run python benchmarks/spoken_numbers.py [CASES.jsonl…] [--turns TURNS.jsonl]`

Cases are rows like those of `tests/data/spoken_numbers.jsonl`, counted by their `half`: lines that
are found and should be (right), that are found and should not be (wrong), and that are missing.
`--turns` reads the answer key of the fictional archive and prints everything that is found in it.
"""

import argparse
import json
from collections import Counter
from itertools import groupby
from pathlib import Path

from earwitness.crossing.spoken_numbers import find_spoken_numbers
from earwitness.records.hearing import Turn

OWN = Path(__file__).parents[1] / "tests" / "data" / "spoken_numbers.jsonl"


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path, default=[OWN])
    parser.add_argument("--turns", type=Path)
    chosen = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for path in chosen.cases:
        for row in path.read_text(encoding="utf-8").splitlines():
            count(json.loads(row), counts)
    for half in dict.fromkeys(half for half, _ in counts):
        own = {name: counts[half, name] for name in ("cases", "right", "wrong", "missing")}
        print(half, ", ".join(f"{name} {number}" for name, number in own.items()))
    if chosen.turns:
        show_turns(chosen.turns)


def count(case: dict[str, list[list[str]]], counts: Counter[tuple[str, str]]) -> None:
    """Add the lines of one case."""
    turns = [made(text, 3_000 * at, speaker) for at, (speaker, text) in enumerate(case["turns"])]
    found = find_spoken_numbers("call", "0" * 64, turns, region="RU")
    lines = Counter(one.line for one in found if one.line)
    wanted = Counter(str(line) for line in case["lines"])
    half = str(case["half"])
    counts[half, "cases"] += 1
    counts[half, "right"] += (lines & wanted).total()
    counts[half, "wrong"] += (lines - wanted).total()
    counts[half, "missing"] += (wanted - lines).total()


def made(text: str, start_ms: int, speaker: str) -> Turn:
    """A turn of two and a half seconds."""
    return Turn(
        start_ms=start_ms,
        end_ms=start_ms + 2_500,
        speaker_label=speaker,
        channel=0,
        language="ru",
        text=text,
    )


def show_turns(path: Path) -> None:
    """Print what is found in each call of the answer key."""
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    for call, own in groupby(rows, key=lambda row: row["call"]):
        turns = [made(row["ru"], row["start_ms"], row["speaker_id"]) for row in own]
        for one in find_spoken_numbers(call, "0" * 64, turns, region="RU"):
            print(call, one.certainty.value, one.digits, one.line or "–")
    print(f"{len(rows)} turns")


if __name__ == "__main__":
    main()
