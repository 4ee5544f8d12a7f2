"""The scorer of labelled claims: a right answer scores one, a planted wrong one does not."""

import json
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))

from claims_labelled import as_recognised, read_lines, scored  # noqa: E402
from claims_scoring import THEMES, Rate, Score, is_right, score_claims  # noqa: E402
from number_writing import in_digits  # noqa: E402

LINES = BENCHMARKS / "claim_lines"
KINDS = {"loss", "position", "order", "killing", "looting", "admission"}
FIELDS = {"id", "text", "claims", "themes", "places", "persons", "language"}

LOSS = {"kind": "loss", "object": "people", "unit": "3 company", "killed": 4, "wounded": 7}
LINE = {
    "id": "one",
    "text": "В третьей роте четверо убитых, семеро раненых, это под Изюмом.",
    "claims": [{**LOSS, "place": "Изюм"}],
    "themes": ["losses"],
    "places": ["Изюм"],
    "persons": [],
    "language": "ru",
}
SILENT = {**LINE, "id": "two", "claims": [], "themes": [], "places": []}


def test_the_label_itself_scores_one_everywhere() -> None:
    answers = iter([LINE, SILENT])
    score = scored([LINE, SILENT], lambda text, language: next(answers))
    assert score.of and all(score.right[name] == score.of[name] for name in score.of)
    assert score.f1("themes") == 1.0


def test_a_planted_wrong_answer_is_counted_where_it_is_wrong() -> None:
    planted = {**LINE, "claims": [{**LOSS, "killed": 40}], "themes": ["losses", "supply"]}
    score = scored([LINE, SILENT], lambda text, language: planted)
    rates = {
        name: (score.right[name], score.of[name])
        for name in (
            "claims found",
            "claims true",
            "kind of claim found",
            "quantities found",
            "killed found",
            "wounded found",
            "units found",
            "place of claim found",
            "lines without claims left free",
            "themes found",
            "themes true",
        )
    }
    assert rates == {
        "claims found": (0, 1),
        "claims true": (0, 2),
        "kind of claim found": (1, 1),
        "quantities found": (1, 2),
        "killed found": (0, 1),
        "wounded found": (1, 1),
        "units found": (1, 1),
        "place of claim found": (0, 1),
        "lines without claims left free": (0, 1),
        "themes found": (1, 1),
        "themes true": (1, 4),
    }
    assert score.f1("themes") == pytest.approx(2 * 1 / (1 + 4))


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"place": "Лиман"}, True),
        ({"killed": "4"}, False),
        ({"killed": 5}, False),
        ({"missing": 1}, False),
        ({"unit": "own 3 company"}, False),
        ({"object": "tank"}, False),
        ({"kind": "killing"}, False),
    ],
)
def test_a_claim_is_right_only_with_every_field(change: dict[str, object], right: bool) -> None:
    assert is_right(LOSS, {**LOSS, **change}) is right


def test_none_left_is_the_same_as_destroyed() -> None:
    gone = {"kind": "loss", "object": "people", "unit": "5 company"}
    assert is_right({**gone, "destroyed": True}, {**gone, "remaining": 0})
    assert not is_right({**gone, "destroyed": True}, {**gone, "remaining": 1})


def test_at_least_a_hundred_may_be_written_either_way() -> None:
    assert is_right({"kind": "loss", "killed": ">100"}, {"kind": "loss", "killed": ">=100"})


def test_claims_in_another_order_find_their_labels() -> None:
    first, second = {**LOSS, "killed": 1}, {**LOSS, "killed": 2}
    score = Score()
    score_claims(score, [first, second], [second, first])
    assert score.rate("claims found") == Rate(2, 2) == score.rate("claims true")


def test_one_claim_twice_is_right_once() -> None:
    score = Score()
    score_claims(score, [LOSS], [LOSS, LOSS])
    assert score.rate("claims found") == Rate(1, 1)
    assert score.rate("claims true") == Rate(1, 2)


def test_a_theme_beyond_the_labelled_ones_counts_apart() -> None:
    found = {**SILENT, "themes": ["weather", "supply"]}
    score = scored([SILENT], lambda text, language: found)
    assert score.rate("themes true") == Rate(0, 2)
    assert score.rate("labelled themes true") == Rate(0, 1)


def test_intervals_are_those_of_wilson() -> None:
    assert Rate(8, 10).interval() == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert Rate(0, 10).interval() == pytest.approx((0, 0.2775), abs=1e-4)
    assert Rate(0, 0).interval() == (0, 1)


def test_recogniser_writing_keeps_what_is_in_words() -> None:
    assert as_recognised("Из п'яти, 80% - ні!") == "из п'яти 80% - ні"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Из ста двадцати вышло двадцать один.", "Из 120 вышло 21."),
        ("третью роту, двое раненых, восемь убитых", "третью роту, двое раненых, восемь убитых"),
        ("девятьсот семнадцатого считай нет", "917-го считай нет"),
        ("двадцать двухсотых, десять-пятнадцать", "20 двухсотых, 10-15"),
    ],
)
def test_numbers_are_written_as_the_recogniser_does(said: str, written: str) -> None:
    assert in_digits(said) == written


@pytest.mark.parametrize("path", sorted(LINES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_labelled_lines_keep_to_the_convention(path: Path) -> None:
    lines = read_lines(path)
    assert len({line["id"] for line in lines}) == len({line["text"] for line in lines})
    for line in lines:
        assert line.keys() == FIELDS
        assert set(line["themes"]) <= set(THEMES)
        assert line["language"] in {"ru", "uk", "en"}
        for claim in line["claims"]:
            assert claim["kind"] in KINDS
            assert ("object" in claim) == (claim["kind"] == "loss")
            assert claim.get("place") is None or claim["place"] in line["places"]


def test_no_text_stands_in_two_files() -> None:
    texts = [
        as_recognised(json.loads(row)["text"])
        for path in LINES.glob("*.jsonl")
        for row in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) == len(set(texts))


def test_every_theme_of_the_lines_is_explained() -> None:
    convention = (LINES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{theme}`" in convention for theme in KINDS.union(THEMES))
