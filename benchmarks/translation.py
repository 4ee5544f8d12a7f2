"""Whisper's English of the fictional archive against the true one: chrF and BLEU.

    uv run python benchmarks/translation.py [--case DIR] [--calls N]

`--case` takes a case in which the archive is processed (`earwitness demo` makes one); without it
the first N calls (default: all) are heard in a new one. By call: all English of a call in order of
time is one text. By turn: each sentence belongs to the true turn that holds its middle; a true turn
without any English counts with none. chrF2 and BLEU by sacrebleu with its defaults, lower-cased
once more for BLEU, since case and punctuation of heard speech are guesses.

Tied wrong: the English of a turn scores better (chrF) against the true English of a neighbour
than against its own; English that is plainly bad counts as well. Both halves of the calls are
told apart: the weights of tying were chosen on odd calls, even ones are held out.

Doubts of the checks are set beside: the chrF of turns with a doubt and without. No text model is
measured: none can be had from the package index.
"""

import argparse
import csv
import json
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

ROOT = Path(__file__).resolve().parents[1]
TRUTH = ROOT / "tests" / "data" / "archive_truth"
RECORDINGS = ROOT / "src" / "earwitness" / "demo" / "archive" / "recordings"
STAGES = ("decode", "signals", "speech", "hear", "voices", "turns", "translate", "backcheck")


@dataclass
class TrueTurn:
    """A turn of the answer key, and what was made of it."""

    start_ms: int
    end_ms: int
    russian: str
    english: str
    made: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def true_turns() -> dict[str, list[TrueTurn]]:
    """The answer key by call."""
    turns: dict[str, list[TrueTurn]] = {}
    for line in (TRUTH / "turns.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        turn = TrueTurn(row["start_ms"], row["end_ms"], row["ru"], row["en"])
        turns.setdefault(row["call"], []).append(turn)
    return turns


def files() -> dict[str, tuple[str, str]]:
    """(call, file name) by SHA-256 of one recording of each call."""
    first: dict[str, tuple[str, str]] = {}
    seen: set[str] = set()
    with (TRUTH / "calls.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["call"] not in seen:
                seen.add(row["call"])
                first[row["sha256"]] = (row["call"], Path(row["file"]).name)
    return first


def heard(case: Path, calls: int) -> None:
    """A new case of the first so many calls, heard and translated."""
    from earwitness.app.intake import take_in
    from earwitness.app.opening import create_case
    from earwitness.app.processing import process
    from earwitness.runtime.progress import SilentProgress

    delivery = case.parent / "recordings"
    delivery.mkdir()
    for _, name in list(files().values())[:calls]:
        shutil.copyfile(RECORDINGS / name, delivery / name)
    place = create_case(case, time_zone="Europe/Kyiv", region="RU")
    take_in(place, [delivery], call_lists=[], delivery="", progress=SilentProgress())
    process(place, STAGES, progress=SilentProgress())


def fill(case: Path) -> dict[str, list[TrueTurn]]:
    """True turns of the calls that the case holds, each with its English and doubts."""
    from earwitness.app.opening import open_case
    from earwitness.app.translations import sentence_pairs

    open_case(case)
    truth, names = true_turns(), files()
    filled = {}
    for sha256, pairs in sentence_pairs().items():
        if sha256 not in names:
            continue
        turns = filled.setdefault(names[sha256][0], truth[names[sha256][0]])
        for pair in sorted(pairs, key=lambda one: one.sentence.start_ms):
            middle = (pair.sentence.start_ms + pair.sentence.end_ms) / 2
            turn = min(turns, key=lambda own: max(own.start_ms - middle, middle - own.end_ms, 0))
            turn.made.append(pair.sentence.translation)
            turn.doubts += [
                doubt.kind.value for doubt in (pair.checked.doubts if pair.checked else ())
            ]
    return filled


def scores(name: str, made: list[str], true: list[str]) -> None:
    """Print chrF and BLEU of these texts."""
    chrf = CHRF().corpus_score(made, [true]).score
    bleu = BLEU(lowercase=True).corpus_score(made, [true]).score
    print(f"{name:<34} {len(made):>4} texts  chrF {chrf:5.1f}  BLEU {bleu:5.1f}")


def tying(name: str, calls: dict[str, list[TrueTurn]]) -> None:
    """Print how many turns have English, and how many of those another turn's."""
    chrf, made, wrong, total = CHRF(), 0, 0, 0
    for turns in calls.values():
        for place, turn in enumerate(turns):
            english = " ".join(filter(None, turn.made))
            total += 1
            if not english:
                continue
            made += 1
            beside = turns[max(0, place - 1) : place] + turns[place + 1 : place + 2]
            own = chrf.sentence_score(english, [turn.english]).score
            others = [chrf.sentence_score(english, [one.english]).score for one in beside]
            wrong += max(others, default=0.0) > own
    print(f"{name:<34} {made} of {total} turns have English, {wrong} of them a neighbour's")


def shared_turns() -> tuple[int, int]:
    """Turns whose English says another voice's words as well, and all turns that were made."""
    from earwitness.pipeline.leading import leading_turns
    from earwitness.records.hearing import Flag

    own = [turn for leading in leading_turns(list(files())) for turn in leading.turns]
    return sum(Flag.TRANSLATION_SHARED in turn.flags for turn in own), len(own)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--case", type=Path, help="a case in which the archive is processed")
    parser.add_argument("--calls", type=int, default=1000, help="of a new case: so many calls")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        case = options.case or Path(scratch) / "case"
        if options.case is None:
            heard(case, options.calls)
        calls = fill(case)
        shared, made = shared_turns()
    turns = [turn for own in calls.values() for turn in own]
    print(f"turns flagged translation_shared: {shared} of {made} that were made")
    for name, half in (("development", 1), ("held out", 0)):
        own_calls = {call: own for call, own in calls.items() if int(call[1:]) % 2 == half}
        own = [turn for half_turns in own_calls.values() for turn in half_turns]
        if own:
            tying(f"  {name}", own_calls)
            english = [" ".join(filter(None, turn.made)) for turn in own]
            scores(f"  {name}, by turn", english, [turn.english for turn in own])
    joined = [" ".join(filter(None, (" ".join(t.made) for t in own))) for own in calls.values()]
    scores("by call", joined, [" ".join(t.english for t in own) for own in calls.values()])
    scores("by turn", [" ".join(t.made) for t in turns], [t.english for t in turns])
    for name, doubted in (("turns without a doubt", False), ("turns with a doubt", True)):
        own = [turn for turn in turns if bool(turn.doubts) is doubted]
        if own:
            scores(f"  {name}", [" ".join(t.made) for t in own], [t.english for t in own])
    print("turns without any English:", sum(not " ".join(turn.made).strip() for turn in turns))
    kinds = Counter(kind for turn in turns for kind in turn.doubts)
    print("doubts:", ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    print("text models on the true Russian: not measured, none is to be had", file=sys.stderr)


if __name__ == "__main__":
    main()
