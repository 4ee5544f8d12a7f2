"""What the context of a call adds to the units of losses, on the fictional archive's true turns.

    uv run python benchmarks/claims_context.py

For every loss of the answer key that has a unit: how many of its parts ("3 company", "2 battalion",
"917 regiment") are in the claim's own sentence, how many with its context; how often the smallest
unit's size is told; and parts that are wrong. The key also knows what is said in other calls.
"""

import json
import re
from collections import defaultdict
from pathlib import Path

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.extraction import extract_from_turns
from earwitness.records.hearing import Turn

TRUTH = Path(__file__).resolve().parents[2] / "shared" / "archive" / "truth"


def lines(name: str) -> list[dict[str, object]]:
    """One file of the answer key."""
    text = (TRUTH / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def parts(unit: str | None) -> dict[str, str]:
    """Size to number ("" if none or "own"): {"company": "3"}."""
    found = [
        re.fullmatch(r"(?:(\d+|own) )?(.+)", part) for part in (unit or "").split(", ") if part
    ]
    return {m[2]: (m[1] or "").replace("own", "") for m in found if m}


def scored(true: str, said: str | None) -> dict[str, int]:
    """Right and wrong numbers, and whether the smallest size and all of it are told."""
    want, got = parts(true), parts(said)
    right = sum(bool(number) and want.get(size) == number for size, number in got.items())
    wrong = sum(bool(number) and want.get(size) != number for size, number in got.items())
    smallest = next(iter(want))
    return {"parts": right, "wrong": wrong, "smallest_size": smallest in got, "exact": want == got}


def main() -> None:
    """Print the counts as JSON."""
    turns: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in lines("turns.jsonl"):
        turns[str(line["call"])].append(line)
    totals = {name: defaultdict(int) for name in ("said", "in_context")}
    counts: dict[str, int] = defaultdict(int)
    extractor = RuleExtractor()
    for call, own in turns.items():
        heard = [
            Turn(
                start_ms=int(str(t["start_ms"])), end_ms=int(str(t["end_ms"])),
                speaker_label=str(t["speaker_id"]), channel=0, language="ru", text=str(t["ru"]),
            )
            for t in own
        ]  # fmt: skip
        located, _ = extract_from_turns(call, "ab" * 32, heard, extractor=extractor)
        for claim in lines("claims.jsonl"):
            if claim["call"] != call or claim["kind"] != "loss" or "unit" not in claim:
                continue
            counts["losses_with_a_unit"] += 1
            counts["parts"] += len(parts(str(claim["unit"])))
            turn = next(
                t for t, line in zip(heard, own, strict=True) if line["turn"] == claim["turn"]
            )
            found = [
                one for one in located
                if one.claim.kind == "loss" and turn.start_ms <= one.start_ms < turn.end_ms
            ]  # fmt: skip
            counts["found"] += bool(found)
            for one in found[:1]:
                added = one.unit_in_context or one.claim.unit
                for name, unit in (("said", one.claim.unit), ("in_context", added)):
                    for key, value in scored(str(claim["unit"]), unit).items():
                        totals[name][key] += value
    print(json.dumps({**counts, **totals}, indent=1))


if __name__ == "__main__":
    main()
