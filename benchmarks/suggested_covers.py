"""How much of what must be covered is suggested, and how much a person has to read.

`uv run python benchmarks/suggested_covers.py [--archive FOLDER] [--numbers CASES] [--case CASE]`

The answer key of the fictional archive (`truth/`): surnames of its people as they are said, and
what else is planted, listed below. `--case` counts what there is to read in the turns of a
processed case instead. `--numbers`: rows like those of `tests/data/spoken_numbers.jsonl`; a row
with lines has to get a suggestion. Last, every surname of the archive's social profiles in the
cases of both sexes, in four sentences.
"""

import argparse
import csv
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from earwitness.publication.suggesting import suggest_covers
from earwitness.records.hearing import Turn
from earwitness.records.release import SuggestedCover
from earwitness.runtime.records_json import from_json
from earwitness.runtime.russian.surname_forms import surname_forms

ROOT = Path(__file__).resolve().parents[1]

PLANTED = (
    ("c03", "number", "шестьдесят один, сорок"),
    ("c13", "number", "тридцать шесть, восемьдесят четыре, двадцать девять"),
    ("c13", "number", "сорок пять, тридцать восемь, ноль два"),
    ("c17", "number", "семнадцать, шестьдесят три"),
    ("c18", "number", "двести четырнадцатый"),
    ("c17", "address", "сорок восемь"),
    ("c09", "birth date", "пятьдесят лет"),
    ("c10", "birth date", "восемьдесят один"),
    ("c11", "birth date", "семь лет"),
    ("c06", "surname", "марьин"),
    ("c13", "patronymic", "ильдаровна"),
    ("c17", "patronymic", "петрович"),
    ("c04", "day", "первому апреля"),
    ("c15", "day", "пятнадцатого октября"),
)


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ROOT / ".." / "shared" / "archive")
    parser.add_argument("--numbers", type=Path, default=ROOT / "tests/data/spoken_numbers.jsonl")
    parser.add_argument("--case", type=Path)
    chosen = parser.parse_args()
    truth = chosen.archive / "truth"
    key = turns_of_key(truth / "turns.jsonl")
    planted = [*PLANTED, *surnames_said(truth / "people.csv", key)]
    if chosen.case:
        heard(chosen.case)
    else:
        found = {call: suggest_covers(turns) for call, turns in key.items()}
        report(found, planted)
    numbers(chosen.numbers)
    surnames(chosen.archive / "exports" / "social_profiles.csv")


def turns_of_key(path: Path) -> dict[str, list[Turn]]:
    """Turns of the answer key by call; words have no times of their own."""
    calls: dict[str, list[Turn]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        calls[told["call"]].append(made(told["ru"], told["start_ms"], told["speaker_id"]))
    return calls


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


def surnames_said(path: Path, calls: dict[str, list[Turn]]) -> list[tuple[str, str, str]]:
    """Every surname of the archive's people, wherever it is said."""
    with path.open(encoding="utf-8", newline="") as file:
        written = [row["surname"] for row in csv.DictReader(file)]
    stems = {
        name.lower().removesuffix("а") for one in written for name in re.findall(r"\w{4,}", one)
    }
    return [
        (call, "surname", word.strip(".,!?").lower())
        for call, turns in calls.items()
        for turn in turns
        for word in turn.text.split()
        if word.lower().startswith(tuple(stems))
    ]


def report(
    found: dict[str, tuple[SuggestedCover, ...]], planted: Sequence[tuple[str, str, str]]
) -> None:
    """What is found of each kind, and how much that is a call."""
    counts: Counter[tuple[str, bool]] = Counter()
    for call, kind, words in planted:
        hit = any(words in one.words.lower() for one in found[call])
        counts[kind, hit] += 1
        if not hit:
            print("missing:", call, kind)
    for kind in dict.fromkeys(kind for _, kind, _ in planted):
        print(f"{kind}: {counts[kind, True]} of {counts[kind, True] + counts[kind, False]}")
    load(found)


def load(found: dict[str, tuple[SuggestedCover, ...]]) -> None:
    """How many suggestions there are to read."""
    kinds = Counter(one.reason.value for own in found.values() for one in own)
    total = sum(kinds.values())
    print(f"{total} suggestions in {len(found)} calls, at most {max(map(len, found.values()))}")
    print(", ".join(f"{kind} {number}" for kind, number in kinds.most_common()))


def heard(case: Path) -> None:
    """How much there is to read in the turns of a processed case."""
    with sqlite3.connect(f"file:{case / 'case.sqlite3'}?mode=ro", uri=True) as store:
        rows = store.execute(
            "select subject, output from store_resultrow where stage = 'turns' and current = 1"
        ).fetchall()
    load(
        {
            subject: suggest_covers([from_json(one, Turn) for one in json.loads(output)])
            for subject, output in rows
        }
    )


SENTENCES = {
    "within a sentence": "Вчера приходил {} домой.",
    "after a first name": "Тот самый Олег {} был.",
    "at its beginning": "{} приходил вчера.",
    "without capitals": "вчера приходил {} домой",
}


def surnames(path: Path) -> None:
    """Surnames that were invented for another purpose, inflected."""
    with path.open(encoding="utf-8", newline="") as file:
        names = {row["name"].split()[-1] for row in csv.DictReader(file) if row["name"].strip()}
    forms = {
        form
        for name in names
        if re.fullmatch("[А-Яа-яё]+", name)
        for form in surname_forms(name)[:14]
    }
    for where, sentence in SENTENCES.items():
        small = sentence == sentence.lower()
        texts = [(sentence.format(f if small else f.capitalize()), f) for f in sorted(forms)]
        hits = sum(
            any(form in one.words.lower() for one in suggest_covers([made(text, 0, "a")]))
            for text, form in texts
        )
        print(f"surnames {where}: {hits} of {len(texts)}")


def numbers(path: Path) -> None:
    """Dictated numbers: rows with a line that get a suggestion, and rows without one."""
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        turns = [made(text, 3_000 * at, who) for at, (who, text) in enumerate(row["turns"])]
        said = any(one.reason.value == "number" for one in suggest_covers(turns))
        counts[("with" if row["lines"] else "without") + (" hit" if said else " none")] += 1
    lines = counts["with hit"] + counts["with none"]
    others = counts["without hit"] + counts["without none"]
    print(f"dictated telephone numbers: {counts['with hit']} of {lines}")
    print(
        f"rows of other numbers and counts with a suggestion: {counts['without hit']} of {others}"
    )


if __name__ == "__main__":
    main()
