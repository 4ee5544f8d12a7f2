"""What the weighing of claims finds of the fictional archive's answer key.

    uv run python benchmarks/support_archive.py

Four inputs: the answer key's own fields (the weighing alone), and what the rules read in the true
words: with nobody identified, as if people had identified every speaker, and as if a list of the
unit's men had come with it. A pair of claims is true if the key gives both one event; it is found
if both are in one matter, or if a matter relates them (a company's loss, its battalion's denial).
The key marks few events ("it is given where the call makes it clear, so claims without it may still
overlap"), so only pairs of which both have an event count against precision; the others are counted
apart. Nothing was fitted to this.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

from archive_turns import ZONE, TrueCall, true_calls, written_turns
from claims_archive import is_meant, turn_at
from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.extraction import Talk, extract_from_turns
from earwitness.claims.support.weighing import weigh
from earwitness.pipeline.support import Known, statement_of
from earwitness.records.attribution import Judgement
from earwitness.records.call import Call
from earwitness.records.claim import Claim
from earwitness.records.support import Relation, Statement, Support
from speech_sets import TRUTH

KINDS = ("loss", "position", "order", "killing", "looting", "admission")
FIELDS = (
    "killed", "wounded", "remaining", "total", "fraction", "destroyed", "hearsay", "object", "unit",
)  # fmt: skip

Truth = Mapping[str, Any]


def main() -> None:
    """Print the three side by side."""
    calls = true_calls()
    truths = {t["claim"]: t for call in calls for t in call.claims if is_meant(t)}
    read = list(_read(calls))
    _print("key's own fields, all identified", _judged(_of_the_key(calls)), truths)
    _print("rules on true words, nobody identified", read, truths)
    _print("rules on true words, all identified", _judged(read), truths)
    _print("the same with a list of the men", [*_judged(read), *_lists()], truths)


Told = list[tuple[Statement, str, str]]
"""A statement, the id of its true claim ("" if it is none), and its true speaker."""


def _of_the_key(calls: Sequence[TrueCall]) -> Told:
    told = []
    for call in calls:
        for truth in call.claims:
            if truth["kind"] not in KINDS or not is_meant(truth):
                continue
            start = next(t["start_ms"] for t in call.turns if t["turn"] == truth["turn"])
            told.append((_statement(call, truth, start), truth["claim"], truth["speaker_id"]))
    return told


def _statement(call: TrueCall, truth: Truth, start_ms: int) -> Statement:
    place = truth.get("place")
    claim = Claim(
        kind=truth["kind"], quote="", start=0, end=0, rule="key",
        place=place.removeprefix("bridge near ") if place else None,
        **{name: truth[name] for name in FIELDS if truth.get(name)} | _denied(truth),
    )  # fmt: skip
    day = date.fromisoformat(truth["date"]) if "date" in truth else None
    return Statement(
        id=truth["claim"], claim=claim, call_id=call.call,
        speaker=f"{call.call}/{truth['speaker_id']}",
        said_at=call.started_at + timedelta(milliseconds=start_ms), day_from=day, day_to=day,
    )  # fmt: skip


def _denied(truth: Truth) -> dict[str, Any]:
    return {"killed": 0} if truth.get("killed") == 0 else {}


def _read(calls: Sequence[TrueCall]) -> Iterator[tuple[Statement, str, str]]:
    """What the rules read, each with the true claim of its turn and kind."""
    extractor, turns = RuleExtractor(), written_turns(tuple(calls))
    for call in calls:
        talk = Talk(started_at=call.started_at, time_zone=ZONE)
        found, _ = extract_from_turns(
            call.call, call.sha256, turns[call.call], extractor=extractor, talk=talk
        )
        known = Known(talks={call.call: _call(call)}, speakers={}, voices={})
        taken: set[str] = set()
        for located in found:
            turn = turn_at(call, located)
            truth = next(
                (
                    t["claim"]
                    for t in call.claims
                    if (t["turn"], t["kind"]) == (turn, located.claim.kind)
                    and t["claim"] not in taken
                    and is_meant(t)
                ),
                "",
            )
            taken.add(truth)
            yield statement_of(located, known), truth, located.speaker_label


def _call(call: TrueCall) -> Call:
    started: datetime = call.started_at
    return Call(id=call.call, recordings=(call.sha256,), started_at=started)


def _judged(told: Told) -> Told:
    return [
        (replace(one, person_id=speaker, judgement=Judgement.POSITIVE), truth, speaker)
        for one, truth, speaker in told
    ]


def _lists() -> Iterator[tuple[Statement, str, str]]:
    """The soldiers of the answer key as a published list of the spring."""
    with (TRUTH / "people.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["unit"]:
                claim = Claim(kind="member", quote="", start=0, end=0, rule="", unit=row["unit"])
                one = Statement(
                    id=f"fact-{row['speaker_id']}", claim=claim, source="external",
                    person_name=row["speaker_id"], day_from=date(2022, 2, 1),
                    day_to=date(2022, 4, 30),
                )  # fmt: skip
                yield one, "", row["speaker_id"]


def _print(name: str, told: Told, truths: Mapping[str, Truth]) -> None:
    found = weigh([one for one, _, _ in told])
    truth_of = {one.id: truths[key] for one, key, _ in told if key}
    relations = list({(r.left, r.right): r for m in found.matters for r in m.relations}.values())
    print(f"\n{name}: {len(told)} claims, {len(found.matters)} matters")
    _print_pairs(found, relations, truth_of, truths)
    _print_contradictions(relations, truth_of, truths)
    speakers = {one.id: speaker for one, _, speaker in told}
    above = [
        matter.id
        for matter in found.matters
        if matter.independence.high > len({speakers[key] for key in matter.claim_ids})
    ]
    print(f"  matters whose `high` exceeds the true number of men: {len(above)}")


def _print_pairs(
    found: Support,
    relations: Sequence[Relation],
    truth_of: Mapping[str, Truth],
    truths: Mapping[str, Truth],
) -> None:
    wanted = {
        frozenset((a["claim"], b["claim"]))
        for a, b in combinations(truths.values(), 2)
        if a.get("event") and a.get("event") == b.get("event")
    }
    matters = {frozenset(p) for m in found.matters for p in combinations(m.claim_ids, 2)}
    related = {frozenset((r.left, r.right)) for r in relations}
    for what, pairs in (("in one matter", matters), ("or related", matters | related)):
        known = [[truth_of.get(key) for key in pair] for pair in pairs]
        both = [pair for pair in known if all(pair)]
        evented = [p for p in both if all(one and one.get("event") for one in p)]
        right = sum(frozenset(one["claim"] for one in p if one) in wanted for p in evented)
        print(
            f"  event pairs {what}: recall {right}/{len(wanted)}, precision {right}/{len(evented)};"
            f" other pairs {len(pairs) - len(evented)}"
        )


def _print_contradictions(
    relations: Sequence[Relation], truth_of: Mapping[str, Truth], truths: Mapping[str, Truth]
) -> None:
    against = [r for r in relations if r.relation == "contradicts"]
    hit = {
        truth_of[key]["claim"]
        for r in against
        for key in (r.left, r.right)
        if truth_of.get(key, {}).get("contradicted")
    }
    marked = [t["claim"] for t in truths.values() if t.get("contradicted")]
    with_one = sum(_is_marked(r, truth_of) for r in against)
    print(f"  claims marked contradicted that something contradicts: {len(hit)}/{len(marked)}")
    print(
        f"  relations `contradicts`: {len(against)}, with a claim so marked {with_one}; the others:"
    )
    for r in against:
        if not _is_marked(r, truth_of):
            names = [truth_of.get(k, {}).get("claim", "none") for k in (r.left, r.right)]
            print(f"      {' – '.join(names)}: {r.why}")
    later = [truth_of.get(r.supersedes, {}).get("claim") for r in relations if r.supersedes]
    wanted = [t["claim"] for t in truths.values() if t.get("supersedes_call")]
    print(f"  superseding figures: found {later}, marked {wanted}")


def _is_marked(relation: Relation, truth_of: Mapping[str, Truth]) -> bool:
    ends = (relation.left, relation.right)
    return any(truth_of.get(key, {}).get("contradicted") for key in ends)


if __name__ == "__main__":
    main()
