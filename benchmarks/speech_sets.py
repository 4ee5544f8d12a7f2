"""Russian telephone speech with reference texts: the sets that hearing is measured on."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DEMO = ROOT / "src" / "earwitness" / "demo" / "archive" / "recordings"
TRUTH = ROOT / "tests" / "data" / "archive_truth"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One recording, its length in seconds, and what is said in it."""

    path: Path
    seconds: float
    text: str


def speech_sets() -> dict[str, list[Utterance]]:
    """Every set that is at hand, by name."""
    sets = {"fictional archive": list(_archive())}
    if (SHARED / "data" / "manifest.csv").exists():
        for name, folder in (
            ("prompts, PCM", "speech/ru/asterisk/"),
            ("prompts, GSM", "speech/ru/asterisk_gsm/"),
            ("acted support calls", "speech/ru/spbu_calls/"),
        ):
            sets[name] = list(_manifest(folder))
    return sets


def sample(utterances: list[Utterance], minutes: float) -> list[Utterance]:
    """Every n-th utterance, so that the sample has about so many minutes."""
    total = sum(utterance.seconds for utterance in utterances)
    step = max(1, round(total / (60 * minutes)))
    return list(islice(utterances, 0, None, step))


def plain(text: str) -> str:
    """Lower case, ё as е, letters and digits only: what word error rates compare."""
    return " ".join(re.sub(r"[^а-яa-z0-9 ]", " ", text.lower().replace("ё", "е")).split())


def _manifest(folder: str) -> Iterator[Utterance]:
    with (SHARED / "data" / "manifest.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            path = SHARED / "data" / row["path"]
            if row["path"].startswith(folder) and row["reference_text"] and path.exists():
                yield Utterance(path, float(row["duration_s"]), row["reference_text"])


def _archive() -> Iterator[Utterance]:
    spoken: dict[str, list[str]] = defaultdict(list)
    for line in (TRUTH / "turns.jsonl").read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        spoken[turn["call"]].append(turn["ru"])
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if not row["duplicate_of"] and spoken[row["call"]]:
                seconds = int(row["duration_ms"]) / 1000
                yield Utterance(DEMO / row["file"], seconds, " ".join(spoken[row["call"]]))
