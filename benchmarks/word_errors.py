"""Word error rate per speaker of the fictional archive, of the transcripts that lead in a case.

    uv run python benchmarks/word_errors.py CASE

CASE is a processed demo case (`earwitness demo CASE`). A heard word belongs to the true turn of its
channel that holds its middle, or to the nearest one within half a second; so a word that is heard
at the wrong place counts as an error of whom it was given to. Copies of a call are left out.
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import jiwer

from earwitness.app import answers
from earwitness.app.opening import open_case
from earwitness.records.hearing import Word
from earwitness.runtime.store.connection import disconnect
from speech_sets import TRUTH, plain

NEAR_MS = 500


def main() -> None:
    """Measure and print a table."""
    open_case(Path(sys.argv[1]))
    said, heard = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    truth = _true_turns()
    for call in answers.list_calls():
        for recording in call["recordings"]:
            turns = truth.get(recording["sha256"])
            if turns:
                _compare(turns, _words(call["id"]), said, heard)
                break
    disconnect()
    print(f"{'speaker':<10} {'words':>6} {'word error rate':>16}")
    for speaker in sorted(said):
        own = jiwer.process_words([" ".join(said[speaker])], [" ".join(heard[speaker])])
        words = own.hits + own.substitutions + own.deletions
        print(f"{speaker:<10} {words:>6} {own.wer:>16.3f}")
    names = sorted(said)
    whole = jiwer.wer([" ".join(said[n]) for n in names], [" ".join(heard[n]) for n in names])
    print(f"{'all':<10} {'':>6} {whole:>16.3f}")


def _true_turns() -> dict[str, list[dict[str, Any]]]:
    """True turns by the SHA-256 of the recording; originals only."""
    spoken: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (TRUTH / "turns.jsonl").read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        spoken[turn["call"]].append(turn)
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if not row["duplicate_of"]]
    return {row["sha256"]: spoken[row["call"]] for row in rows if spoken[row["call"]]}


def _words(call: str) -> list[tuple[int, Word]]:
    turns = answers.turns_of(answers.one_call(call))
    words = [(turn.channel, word) for turn in turns for word in turn.words]
    return sorted(words, key=lambda pair: pair[1].start_ms)


def _compare(
    turns: list[dict[str, Any]],
    words: list[tuple[int, Word]],
    said: dict[str, list[str]],
    heard: dict[str, list[str]],
) -> None:
    """Add the words of one call, turn by turn, in the order of the turns."""
    given: dict[str, list[str]] = defaultdict(list)
    for channel, word in words:
        middle = (word.start_ms + word.end_ms) / 2
        near = [turn for turn in turns if turn["channel"] == channel]
        best = min(near, key=lambda turn: _distance(turn, middle), default=None)
        if best is not None and _distance(best, middle) <= NEAR_MS:
            given[best["turn"]].append(word.text)
    for turn in turns:
        said[turn["speaker_id"]] += plain(turn["ru"]).split()
        heard[turn["speaker_id"]] += plain(" ".join(given[turn["turn"]])).split()


def _distance(turn: dict[str, Any], middle: float) -> float:
    return max(turn["start_ms"] - middle, middle - turn["end_ms"], 0.0)


if __name__ == "__main__":
    main()
