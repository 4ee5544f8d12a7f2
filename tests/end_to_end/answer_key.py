"""The truth of the fictional archive, and how heard text is compared with it."""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TRUTH = Path(__file__).resolve().parents[1] / "data" / "archive_truth"


@dataclass(frozen=True)
class TrueCall:
    """One file of the archive that is no copy of another: its turns, and what it is."""

    sha256: str
    call: str
    channels: int
    called_line: str
    turns: tuple[dict[str, Any], ...]


def true_calls() -> list[TrueCall]:
    turns = defaultdict(list)
    for line in (TRUTH / "turns.jsonl").read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        turns[turn["call"]].append(turn)
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as lines:
        return [
            TrueCall(
                sha256=row["sha256"],
                call=row["call"],
                channels=int(row["channels"]),
                called_line=row["called_line"],
                turns=tuple(turns[row["call"]]),
            )
            for row in csv.DictReader(lines)
            if not row["duplicate_of"]
        ]


def people() -> dict[str, dict[str, str]]:
    """Rows of `people.csv` by speaker."""
    with (TRUTH / "people.csv").open(encoding="utf-8", newline="") as lines:
        return {row["speaker_id"]: row for row in csv.DictReader(lines)}


def losses() -> list[dict[str, Any]]:
    """True claims of losses that carry a figure."""
    lines = (TRUTH / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    figures = ("killed", "wounded", "remaining", "total", "fraction", "lost")
    claims = [json.loads(line) for line in lines]
    return [c for c in claims if c["kind"] == "loss" and any(name in c for name in figures)]


def plain(text: str) -> str:
    """Lower case, ё as е, no punctuation: what both sides of a comparison are brought to."""
    words = re.findall(r"[^\W_]+", text.lower().replace("ё", "е"))
    return " ".join(words)
