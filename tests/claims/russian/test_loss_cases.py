"""Losses as soldiers and relatives may say them: own lines, and traps that only sound like losses.

The halves of `own_cases.jsonl` named here have the claims of losses alone. They were written
without looking at the rules. First sight (right of found, right of expected; written, then as a
recogniser writes): `spoken_1` 47/57, 47/80 and the same; `spoken_1_kept`, kept aside while the
rules were changed, 41/51, 41/81 before and 73/77, 73/81 (70/76, 70/81) after; `spoken_2`, with the
second version, 49/62, 49/75 (47/60, 47/75); `spoken_3`, with the third, 32/39, 32/43 and the same;
`spoken_4`, with the fourth, 46/65, 46/114 (43/64, 43/114), and `spoken_4_kept`, kept aside, 23/33,
23/54 (22/32, 22/54) before and 46/52, 46/56 (45/52, 45/56) after; `spoken_5`, after that, 52/66,
52/76 (50/66, 50/76); `spoken_6`, after that, 43/47, 43/50 (41/46, 41/50).
Each was opened afterwards and general faults were corrected (nine expected answers as well, and ten
of the last four halves, where they broke the convention of benchmarks/claim_lines), so today's
scores are no longer blind.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.json_shape import claim_to_json

OWN = Path(__file__).with_name("own_cases.jsonl")
QUANTITIES = ("killed", "wounded", "missing", "captured", "refused", "remaining", "total")
FIELDS = frozenset({*QUANTITIES, "object", "unit", "fraction", "destroyed", "hearsay"})
Way = Callable[[str], str]
HALVES = (
    "spoken_1",
    "spoken_1_kept",
    "spoken_2",
    "spoken_3",
    "spoken_4",
    "spoken_4_kept",
    "spoken_5",
    "spoken_6",
)


def cases(half: str) -> list[dict]:
    rows = (json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["half"] == half]


def written(text: str) -> str:
    return text


def as_recognised(text: str) -> str:
    spoken = text.lower().replace("ё", "е")
    within = r"(?<=\d)[.,/](?=\d)"  # "1,5", "1/3"
    return " ".join(re.sub(rf"(?!{within})[^\w\s%-]", "", spoken).split())


def in_a_long_turn(text: str) -> str:
    """One run of words, with fillers, and other talk before and after."""
    words = as_recognised(text).split()
    if len(words) > 3:
        words = [words[0], "вот", *words[1:-1], "ну", words[-1]]
    return f"алло мам привет ну слушай тут короче {' '.join(words)} ладно мам давай я потом позвоню"


def losses(text: str) -> list[dict]:
    found = RuleExtractor().extract(text, "ru").claims
    said = [claim_to_json(claim) for claim in found if claim.kind == "loss"]
    return [{name: value for name, value in one.items() if name in FIELDS} for one in said]


def expected(case: dict) -> list[dict]:
    return [{k: v for k, v in claim.items() if k != "kind"} for claim in case["claims"]]


@pytest.mark.parametrize("way", [written, as_recognised, in_a_long_turn])
@pytest.mark.parametrize("half", HALVES)
def test_losses_are_read_with_every_quantity_unit_and_object(half: str, way: Way) -> None:
    right = found = wanted = 0
    for case in cases(half):
        got, want = losses(way(case["text"])), expected(case)
        hits = sum(min(got.count(one), want.count(one)) for one in map(dict, {*map(key, want)}))
        right, found, wanted = right + hits, found + len(got), wanted + len(want)
        if got != want:
            print(case["id"], way(case["text"]), "want", want, "got", got)
    assert right / found >= 0.94
    assert right / wanted >= 0.9


def key(claim: dict) -> tuple:
    return tuple(sorted(claim.items()))


@pytest.mark.parametrize("way", [written, as_recognised, in_a_long_turn])
def test_what_only_sounds_like_a_loss_is_none(way: Way) -> None:
    traps = [case for half in HALVES for case in cases(half) if not case["claims"]]
    false = [case["text"] for case in traps if losses(way(case["text"]))]
    assert len(traps) > 120
    assert len(false) <= 1, false


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("погибло двадцать, нет, тридцать человек", 30),
        ("погибло погибло у нас у нас двадцать человек", 20),
        ("погибло ну короче где-то человек вот двадцать", 20),
        ("погибло минимум пятнадцать максимум двадцать человек", "15-20"),
    ],
)
def test_corrections_repeats_and_fillers_of_speech_change_nothing(
    text: str, killed: object
) -> None:
    assert [loss.get("killed") for loss in losses(text)] == [killed]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("пятеро погибло семеро раненых двоих не нашли", {"killed": 5, "wounded": 7, "missing": 2}),
        ("погибло пятеро ранено семеро пропало двое", {"killed": 5, "wounded": 7, "missing": 2}),
        ("накрыло восемь двухсотых двенадцать трехсотых", {"killed": 8, "wounded": 12}),
    ],
)
def test_numbers_keep_to_one_side_of_their_words(text: str, fields: dict) -> None:
    assert losses(text) == [{"object": "people"} | fields]


def test_the_enemy_may_do_it_but_his_losses_are_none_of_ours() -> None:
    assert losses("хохлы сожгли два танка") == [{"object": "tank", "total": 2, "destroyed": True}]
    assert losses("хохлы потеряли два танка") == []
    assert losses("мы сожгли два танка") == []


def test_the_number_of_a_weapon_counts_nothing() -> None:
    assert losses("вертолет ми 8 сбили") == [
        {"object": "helicopter", "total": 1, "destroyed": True}
    ]


@pytest.mark.parametrize("text", ["Пол роты выбило.", "пол", "двести " * 400, "ну " * 400])
def test_odd_texts_are_read_without_error(text: str) -> None:
    losses(text)
