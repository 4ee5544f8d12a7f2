"""How many planted errors the checks between source and translation find, and false alarms.

    uv run python benchmarks/translation_checks.py [--pairs FILE] [--misses]

Into every true translation of the fictional archive errors are planted one at a time: a changed
number, a dropped or an added denial, a changed name (`tests/fakes/planted_errors.py` decides where
from the English alone). Found: the sentence has a doubt of that kind. False alarm: a sentence of
the untouched truth has any doubt. Half of the calls are held out; the rules were written with all
of them in view, so `--pairs` takes other pairs (JSON lines with `ru` and `en`).
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from earwitness.calls.translation.back_checks import check_sentence  # noqa: E402
from earwitness.calls.translation.glossary import shipped  # noqa: E402
from earwitness.calls.translation.terms import Glossary  # noqa: E402
from earwitness.records.translation import DoubtKind  # noqa: E402
from fakes.planted_errors import NAME, NO_NAMES, planted  # noqa: E402
from fakes.true_sentences import TruePair, true_pairs  # noqa: E402

FINDS = {
    "number": {DoubtKind.NUMBER_LOST, DoubtKind.NUMBER_ADDED},
    "negation dropped": {DoubtKind.NEGATION_LOST, DoubtKind.NEGATION_ADDED},
    "negation added": {DoubtKind.NEGATION_LOST, DoubtKind.NEGATION_ADDED},
    "name": {DoubtKind.NAME_LOST},
}


def measure(pairs: list[TruePair], *, misses: bool) -> None:
    """Print find rates and false alarms of these pairs."""
    glossary = Glossary.of(shipped())
    names = sorted({n for pair in pairs for n in NAME.findall(pair.english) if n not in NO_NAMES})
    tried, found, alarms = Counter[str](), Counter[str](), Counter[str]()
    alarmed = 0
    for seed, pair in enumerate(pairs):
        doubts = check_sentence(pair.sentence(), glossary).doubts
        alarmed += bool(doubts)
        alarms.update(doubt.kind for doubt in doubts)
        if misses and doubts:
            print("ALARM", pair.text, "|", pair.english, "|", [d.kind.value for d in doubts])
        for error in planted(pair.english, names, seed):
            kinds = {d.kind for d in check_sentence(pair.sentence(error.english), glossary).doubts}
            tried[error.kind] += 1
            found[error.kind] += bool(kinds & FINDS[error.kind])
            if misses and not kinds & FINDS[error.kind]:
                print("MISSED", error.kind, "|", pair.text, "|", error.english)
    print(
        f"{len(pairs)} sentences, false alarms on {alarmed} ({alarmed / len(pairs):.1%})",
        *(f"{kind.value} {count}" for kind, count in alarms.items()),
    )
    for kind in FINDS:
        share = found[kind] / tried[kind] if tried[kind] else 0.0
        print(f"  {kind:<18} {found[kind]:>4} of {tried[kind]:>4} found  {share:.2f}")


def main() -> None:
    """Measure both halves of the archive, or other pairs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=Path, help="JSON lines with `ru` and `en`")
    parser.add_argument("--misses", action="store_true", help="show what was missed")
    options = parser.parse_args()
    if options.pairs:
        lines = options.pairs.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        measure([TruePair("c00", r["ru"], r["en"]) for r in rows], misses=options.misses)
        return
    pairs = list(true_pairs(ROOT / "tests" / "data" / "archive_truth"))
    for name, held_out in (("development", False), ("held out", True)):
        print(name)
        measure([pair for pair in pairs if pair.held_out is held_out], misses=options.misses)


if __name__ == "__main__":
    main()
