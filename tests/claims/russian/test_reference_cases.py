"""Reference sentences: the house's cases, if they lie beside the repository, and our own.

`own_cases.jsonl` has four parts. The rules were written with `open` in sight; `held_out` was
written before any rule, `blind` and `blind_2` after the first and second version. Scores for
claims at first sight (precision, recall): held_out 26/30, 26/30; blind 18/20, 18/27; blind_2
19/22, 19/20. Each was opened afterwards and general faults were corrected (in `blind` two expected
answers as well, "несколько тысяч" and a signed refusal), so today's scores are no longer blind.

`deeds_*` (half of them traps) and `mood_*` hold claims and unasserted claims only. They were
written before the rules of deeds and mood, in pairs of which the rules then saw the open half.
Claims at first sight of the earlier rules: deeds_open 24/32, 24/75; deeds_unseen 24/34, 24/75.
At first sight of the new ones: deeds_unseen 59/64, 59/75 as written, 56/61, 56/75 as recognised;
mood_unseen 5/6, 5/5, its unasserted claims 14/16, 14/19. Then opened like the others; in `mood`
two expected answers were corrected (the name of Белоруссия, a unit). `deeds_2` and `mood_2` came
after that: 28/36, 28/48 and 0/1, 0/1, unasserted 7/8, 7/10; rules for words that stand together in
any order followed from it, and then `deeds_3` and `mood_3`: 37/38, 37/41 as written, 35/37, 35/41
as recognised; 1/2, 1/1, unasserted 6/7, 6/9 (two expected answers were corrected: what a claim
taken back leaves, and hearsay of a plan). `deeds_4`, last and unseen by those rules: 15/16, 15/20
in both ways of writing (one answer corrected: a couple is two).

`deeds_5` was written in five parts, each before the rules that it first met (how it went is in the
commit); `deeds_5_unseen` is a third of the first part, of which nobody has looked at the failures.
"""

import json
import re
from pathlib import Path

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.json_shape import to_json

OWN = Path(__file__).with_name("own_cases.jsonl")
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "claims.jsonl"
TECHNICAL = {"quote", "start", "end", "rule"}
LATER = {"known_by", "told_by", "units", "home_base", "when", "place"}
FIELDS = ("claims", "themes", "places", "persons")


def cases(path: Path) -> list[dict]:
    if not path.exists():
        pytest.skip(f"{path.name} does not lie in {path.parent}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def canonical(values: list) -> list[str]:
    """The cases were labelled before a claim had all its fields; those have tests of their own."""
    plain = [
        {k: v for k, v in value.items() if k not in TECHNICAL and not is_later(k, value)}
        if isinstance(value, dict)
        else value
        for value in values
    ]
    return sorted(json.dumps(value, sort_keys=True, ensure_ascii=False) for value in plain)


def is_later(name: str, claim: dict) -> bool:
    """Only positions had a place then."""
    return name in LATER and not (name == "place" and claim["kind"] == "position")


def scores(listed: list[dict], *, spoken: bool = False) -> dict[str, tuple[float, float]]:
    """Precision and recall per field; a claim counts if its kind and all fields are right."""
    result = {}
    for field in FIELDS:
        right = found = wanted = 0
        for case in listed:
            text = as_recognised(case["text"]) if spoken else case["text"]
            got = canonical(to_json(RuleExtractor().extract(text))[field])
            want = canonical(case[field])
            right += sum(min(got.count(value), want.count(value)) for value in set(want))
            found, wanted = found + len(got), wanted + len(want)
            if got != want:
                print(case["id"], field, text, "want", want, "got", got)
        result[field] = (right / found if found else 1.0, right / wanted if wanted else 1.0)
    return result


def deed_scores(half: str, field: str, spoken: bool) -> tuple[float, float]:
    """Precision and recall of claims by kind, numbers, place of a position, hearsay and mood."""
    listed = [case for case in cases(OWN) if case["half"].startswith(half)]
    right = found = wanted = 0
    for case in listed:
        text = as_recognised(case["text"]) if spoken else case["text"]
        got = [told(claim) for claim in to_json(RuleExtractor().extract(text))[field]]
        want = [told(claim) for claim in case.get(field, [])]
        right += sum(min(got.count(value), want.count(value)) for value in set(want))
        found, wanted = found + len(got), wanted + len(want)
        if got != want:
            print(case["id"], field, text, "want", want, "got", got)
    return right / max(found, 1), right / max(wanted, 1)


def told(claim: dict) -> str:
    names = {"kind", "killed", "wounded", "hearsay", "polarity", "mood"}
    names |= {"place"} if claim["kind"] == "position" else set()
    return json.dumps({k: v for k, v in claim.items() if k in names}, sort_keys=True)


def as_recognised(text: str) -> str:
    """Small letters without punctuation, as some recognisers give it."""
    return " ".join(re.sub(r"[^\w\s-]", "", text.lower()).split())


@pytest.mark.parametrize("spoken", [False, True], ids=["written", "as_recognised"])
@pytest.mark.parametrize("half", ["open", "held_out", "blind", "blind_2"])
def test_our_own_sentences_are_read_as_a_person_would(half: str, spoken: bool) -> None:
    listed = [case for case in cases(OWN) if case["half"] == half]
    score = scores(listed, spoken=spoken)
    assert min(score["claims"]) >= 0.95
    assert min(score["themes"]) >= 0.9
    assert min(score["places"]) >= 0.8
    assert score["persons"][0] == 1.0  # small letters hide surnames: recall is not asked for


@pytest.mark.parametrize("spoken", [False, True], ids=["written", "as_recognised"])
@pytest.mark.parametrize(
    "half", ["deeds_open", "deeds_unseen", "deeds_2", "deeds_3", "deeds_4", "mood"]
)
def test_deeds_are_told_from_talk_that_sounds_like_them(half: str, spoken: bool) -> None:
    precision, recall = deed_scores(half, "claims", spoken)
    assert precision >= 0.95
    assert recall >= (0.88 if spoken else 0.94)  # small letters hide names of places


@pytest.mark.parametrize("spoken", [False, True], ids=["written", "as_recognised"])
@pytest.mark.parametrize(("half", "least"), [("deeds_5", 0.88), ("deeds_5_unseen", 0.7)])
def test_deeds_said_in_slang_and_half_sentences_are_found(
    half: str, least: float, spoken: bool
) -> None:
    precision, recall = deed_scores(half, "claims", spoken)
    assert precision >= 0.88
    assert recall >= least


@pytest.mark.parametrize("spoken", [False, True], ids=["written", "as_recognised"])
@pytest.mark.parametrize("half", ["mood_open", "mood_unseen", "mood_2", "mood_3"])
def test_what_is_asked_denied_or_planned_is_kept_apart(half: str, spoken: bool) -> None:
    assert min(deed_scores(half, "unasserted", spoken)) >= 0.85


@pytest.mark.parametrize("spoken", [False, True], ids=["written", "as_recognised"])
def test_the_house_cases_are_read_as_written_down(spoken: bool) -> None:
    for field, score in scores(cases(SHARED), spoken=spoken).items():
        assert score == (1.0, 1.0), field


def test_a_wrong_answer_lowers_the_score() -> None:
    wrong = {"id": "x", "text": "Потерь нет.", "claims": [{"kind": "loss", "killed": 5}]}
    assert scores([wrong | {"themes": [], "places": [], "persons": []}])["claims"] == (0.0, 0.0)
