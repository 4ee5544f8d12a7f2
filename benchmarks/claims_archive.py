"""What is found of the claims of the fictional archive, in its true words and in what was heard.

    uv run earwitness demo CASE
    uv run python benchmarks/claims_archive.py CASE [--failures]

CASE is a processed demo case; without it only the true words are read. The rules of today read the
turns of the case anew. A found claim belongs to the true turn that holds its middle, or to the
nearest one within a second. The answer key names units, places and days that other words of the
call, or of other calls, tell: "said" is what the claim's own words give, "context" what the call
adds. A joke and what lies ahead are no claims here. `--failures` prints the claims that are missed
and those that are too much.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from archive_turns import ZONE, TrueCall, heard_turns, true_calls, written_turns
from claims_scoring import Score, is_right, paired
from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.extraction import Talk, extract_from_turns
from earwitness.claims.json_shape import claim_to_json
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.hearing import Turn

KINDS = ("loss", "position", "order", "killing", "looting", "admission")
THEMES = (
    *("refusal", "supply", "deception", "official_narrative"),
    *("command_criticism", "leader_criticism"),
)
FIGURES = ("killed", "wounded", "remaining", "total", "fraction", "refused", "destroyed")
NEAR_MS = 1000

Truth = Mapping[str, Any]


def main() -> None:
    """Read both, and print them side by side."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("case", nargs="?", type=Path, help="a processed demo case")
    arguments.add_argument("--failures", action="store_true", help="print what is wrong")
    chosen = arguments.parse_args()
    calls = true_calls()
    sources = {"true words": written_turns(calls)}
    if chosen.case:
        sources["as heard"] = heard_turns(chosen.case, calls)
    if chosen.failures:
        for name, turns in sources.items():
            print(f"== {name}")
            print_failures(calls, turns)
    scores = {name: scored(calls, turns) for name, turns in sources.items()}
    print(f"{'':<34} " + "".join(f"{name:<29}" for name in scores))
    for name in dict.fromkeys(name for score in scores.values() for name in score.of):
        print(f"{name:<34} " + "".join(f"{score.rate(name)!s:<29}" for score in scores.values()))


def scored(calls: Sequence[TrueCall], turns: Mapping[str, Sequence[Turn]]) -> Score:
    """All calls counted into one score."""
    score = Score()
    for call in calls:
        claims, marks = extracted(call, turns.get(call.call, ()))
        score_claims_of(score, call, claims)
        score_themes_of(score, call, [mark for mark in marks if mark.kind == "theme"])
    return ordered(score)


def extracted(
    call: TrueCall, turns: Sequence[Turn]
) -> tuple[tuple[LocatedClaim, ...], tuple[ThemeMark, ...]]:
    """Claims and marks of one call, as the stage of a case makes them."""
    talk = Talk(started_at=call.started_at, time_zone=ZONE)
    return extract_from_turns(call.call, call.sha256, turns, extractor=RuleExtractor(), talk=talk)


def print_failures(calls: Sequence[TrueCall], turns: Mapping[str, Sequence[Turn]]) -> None:
    """Claims of the key that no found one of their kind and turn stands for, and the reverse."""
    for call in calls:
        wanted, found = by_turn(call, extracted(call, turns.get(call.call, ()))[0])
        for turn in sorted(wanted.keys() | found.keys()):
            truths, located = wanted.get(turn, []), found.get(turn, [])
            fields = [claim_to_json(one.claim) for one in located]
            labels = [comparable(truth) for truth in truths]
            pairs = dict(paired(labels, fields))
            for i, label in enumerate(labels):
                if is_meant(truths[i]) and not is_right(
                    label, {**fields[pairs[i]], "unit": None} if i in pairs else {}
                ):
                    print(f"{turn} wanted {label}, found {fields[pairs[i]] if i in pairs else '-'}")
            for j in set(range(len(fields))) - set(pairs.values()):
                print(f"{turn} too much {fields[j]}")


def score_claims_of(score: Score, call: TrueCall, claims: Sequence[LocatedClaim]) -> None:
    """Count the claims of one call, turn by turn."""
    wanted, found = by_turn(call, claims)
    for turn in wanted.keys() | found.keys():
        _score_turn(score, wanted.get(turn, []), found.get(turn, []))


def by_turn(
    call: TrueCall, claims: Sequence[LocatedClaim]
) -> tuple[dict[str, list[Truth]], dict[str, list[LocatedClaim]]]:
    """What the key claims and what was found, by the true turn."""
    found: dict[str, list[LocatedClaim]] = defaultdict(list)
    for claim in claims:
        found[turn_at(call, claim)].append(claim)
    wanted = groupby(expected(call), key=lambda truth: str(truth["turn"]))
    return {turn: list(own) for turn, own in wanted}, found


def expected(call: TrueCall) -> Iterator[Truth]:
    """The claims of the answer key; a counted refusal is a loss with a figure as well."""
    for truth in sorted(call.claims, key=lambda truth: truth["turn"]):
        if truth["kind"] in KINDS:
            yield truth
        elif "count" in truth:
            yield {**truth, "kind": "loss", "object": "people", "refused": truth["count"]}


def turn_at(call: TrueCall, claim: LocatedClaim) -> str:
    """The true turn in which a claim stands; "" if none is near."""
    middle = (claim.start_ms + claim.end_ms) / 2
    away = [
        (max(turn["start_ms"] - middle, middle - turn["end_ms"], 0), str(turn["turn"]))
        for turn in call.turns
    ]
    distance, name = min(away, default=(NEAR_MS + 1, ""))
    return name if distance <= NEAR_MS else ""


def is_meant(truth: Truth) -> bool:
    """False for a joke and for what lies ahead."""
    return not (truth.get("joke") or truth.get("future"))


def _score_turn(score: Score, wanted: Sequence[Truth], found: Sequence[LocatedClaim]) -> None:
    fields = [claim_to_json(located.claim) for located in found]
    pairs = dict(paired([comparable(truth) for truth in wanted], fields))
    for i, truth in enumerate(wanted):
        located = found[pairs[i]] if i in pairs else None
        if not is_meant(truth):
            score.count("jokes and plans left out", located is None)
            continue
        score.count(f"{truth['kind']}: found", located is not None)
        _score_fields(score, truth, located)
    meant = {pairs[i] for i, truth in enumerate(wanted) if i in pairs and is_meant(truth)}
    for j, claim in enumerate(fields):
        score.count(f"{claim['kind']}: true", j in meant)


def comparable(truth: Truth) -> dict[str, Any]:
    """A claim of the answer key with the fields that an extractor has, without its unit."""
    names = ("kind", "object", *FIGURES)
    return {name: truth[name] for name in names if name in truth}


def _score_fields(score: Score, truth: Truth, located: LocatedClaim | None) -> None:
    """Figures, unit, place and day of one claim of the answer key."""
    claim = claim_to_json(located.claim) if located else {}
    figures = [name for name in FIGURES if name in truth]
    for name in figures:
        score.count("figures exact", claim.get(name) == truth[name])
    if figures:
        whole = {name: claim[name] for name in ("kind", "object", *FIGURES) if name in claim}
        score.count("claims with all figures exact", is_right(comparable(truth), whole))
    if truth.get("unit") and located:
        score.count("unit said agrees", agrees(claim.get("unit"), truth["unit"]))
        score.count("unit said whole", claim.get("unit") == truth["unit"])
        in_context = located.unit_in_context or claim.get("unit")
        score.count("unit with context agrees", agrees(in_context, truth["unit"]))
        score.count("unit with context whole", in_context == truth["unit"])
    if truth.get("place") and located:
        score.count("place said", within(claim.get("place"), truth["place"]))
        place = located.place_in_context or claim.get("place")
        score.count("place with context", within(place, truth["place"]))
    if truth.get("date") and located:
        days = {day.isoformat() for day in (located.meant_from, located.meant_to) if day}
        score.count("day meant", days == {truth["date"]})
    if truth.get("hearsay"):
        score.count("hearsay", bool(claim.get("hearsay")))


def agrees(found: str | None, true: str) -> bool:
    """Every part that is found is a part of the truth; "own battalion" and "battalion" are too."""
    parts = {part for whole in true.split(", ") for part in (whole, whole.split()[-1])}
    return bool(found) and all(
        part.removeprefix("own ") in parts for part in str(found).split(", ")
    )


def within(found: str | None, true: str) -> bool:
    """ "Бородянка" is in "bridge near Бородянка"."""
    return bool(found) and str(found).casefold() in true.casefold()


def score_themes_of(score: Score, call: TrueCall, marks: Sequence[ThemeMark]) -> None:
    """Count themes: a mark and a true turn belong together where they overlap."""
    spans = {turn["turn"]: turn for turn in call.turns}
    truths = [(truth["kind"], spans[truth["turn"]]) for truth in call.claims]
    for theme in THEMES:
        turns = [turn for kind, turn in truths if kind == theme]
        own = [mark for mark in marks if mark.value == theme]
        for turn in turns:
            found = any(overlap(mark, turn) for mark in own)
            score.count(f"{theme}: found", found)
            score.count("themes: found", found)
        for mark in own:
            true = any(overlap(mark, turn) for turn in turns)
            score.count(f"{theme}: true", true)
            score.count("themes: true", true)


def overlap(mark: ThemeMark, turn: Truth) -> bool:
    """Whether a mark and a true turn share time."""
    return bool(mark.start_ms < turn["end_ms"] and turn["start_ms"] < mark.end_ms)


def ordered(score: Score) -> Score:
    """The same counts, by kind, then by field."""
    first = [
        f"{kind}: {side}" for kind in (*KINDS, "themes", *THEMES) for side in ("found", "true")
    ]
    names = [*(name for name in first if name in score.of), *sorted(set(score.of) - set(first))]
    score.of = type(score.of)({name: score.of[name] for name in names})
    return score


if __name__ == "__main__":
    main()
