import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.dictation import LONGEST_RUN, runs
from earwitness.crossing.spoken_numbers import find_spoken_numbers
from earwitness.records.hearing import Flag, Turn, Word
from earwitness.records.spoken_number import Certainty, SpokenNumber

WRITTEN = Path(__file__).parents[1] / "data" / "spoken_numbers.jsonl"
CASES = [json.loads(row) for row in WRITTEN.read_text(encoding="utf-8").splitlines()]
SHA256 = "0" * 64

UNITS = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
TEENS = ["десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать",
         "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"]  # fmt: skip
TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят",
        "девяносто"]  # fmt: skip


def turn(text: str, start_ms: int = 0, speaker: str = "unknown", **more: object) -> Turn:
    fields = {"channel": 0, "language": "ru", "end_ms": start_ms + 2_500, **more}
    return Turn(start_ms=start_ms, speaker_label=speaker, text=text, **fields)  # type: ignore[arg-type]


def found_in(*turns: Turn, region: str = "RU") -> tuple[SpokenNumber, ...]:
    return find_spoken_numbers("call", SHA256, turns, region=region)


def dialogue(said: Sequence[Sequence[str]], *, one_label: bool = False) -> list[Turn]:
    return [
        turn(text, 3_000 * at, "unknown" if one_label else speaker)
        for at, (speaker, text) in enumerate(said)
    ]


def pair(two: str) -> str:
    """Two digits as people say them."""
    if two[0] == "0":
        return f"ноль {UNITS[int(two[1])]}"
    if two[0] == "1":
        return TEENS[int(two[1])]
    return TENS[int(two[0]) - 2] + (f" {UNITS[int(two[1])]}" if two[1] != "0" else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["turns"][0][1][:40])
def test_what_is_dictated_becomes_lines_and_nothing_else_does(case: dict[str, list[str]]) -> None:
    found = found_in(*dialogue(case["turns"]))
    by_certainty = {
        kind: [one.digits for one in found if one.certainty is kind] for kind in Certainty
    }
    assert sorted(one.line for one in found if one.line) == sorted(case["lines"])
    if not case.get("any_partial"):
        assert by_certainty[Certainty.PARTIAL] == case.get("partial", [])
        candidates = [line for one in found for line in one.candidates]
        assert candidates == case.get("unclear", [])


def test_the_fictional_archive_holds_one_whole_number_and_two_pieces(truth: Path) -> None:
    rows = [json.loads(row) for row in (truth / "turns.jsonl").read_text("utf-8").splitlines()]
    found = []
    for _, own in groupby(rows, key=lambda row: row["call"]):
        found += found_in(
            *(
                turn(row["ru"], row["start_ms"], row["speaker_id"], end_ms=row["end_ms"])
                for row in own
            )
        )
    assert [(one.certainty.value, one.digits, one.line) for one in found] == [
        ("complete", "89552286140", "+79552286140"),
        ("partial", "368429", None),
        ("partial", "453802", None),
    ]


@given(
    last=st.integers(2_000_000, 2_999_999).map(str), prefix=st.sampled_from(["восемь", "плюс семь"])
)
@settings(max_examples=60, deadline=None)
def test_every_number_that_is_said_in_groups_is_read_back(last: str, prefix: str) -> None:
    if last.endswith("00000"):
        return
    digits = " ".join(UNITS[int(digit)] for digit in last[:3])
    text = f"{prefix} девятьсот пятьдесят пять, {digits}, {pair(last[3:5])}, {pair(last[5:])}"
    (found,) = found_in(turn(text))
    assert found.line == f"+7955{last}"


@given(text=st.text(max_size=200) | st.lists(
    st.sampled_from([*UNITS, *TENS, "не", "плюс", "так", "нуля", ",", ".", "8", "955"]),
    max_size=90,
).map(" ".join))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_nothing_raises_and_only_complete_ones_have_a_line(text: str) -> None:
    for one in found_in(turn(text), turn(text, 4_000)):
        assert (one.line is not None) == (one.certainty is Certainty.COMPLETE)
        assert one.digits.lstrip("+").isdecimal() and one.quote


def test_the_pointer_is_the_time_of_the_words_not_of_the_turn() -> None:
    texts = ["Пиши,", "8", "955", "двести", "десять", "41", "03,", "понял?"]
    words = tuple(
        Word(text=text, start_ms=1_000 * at, end_ms=1_000 * at + 900, confidence=0.9)
        for at, text in enumerate(texts)
    )
    (found,) = found_in(turn(" ".join(texts), 0, end_ms=9_000, words=words))
    assert (found.start_ms, found.end_ms) == (1_000, 6_900)
    assert found.digits == "89552104103" and found.turn_starts_ms == (0,)
    assert found.quote == " ".join(texts)


def test_a_number_dictated_in_pieces_points_to_every_turn() -> None:
    said = [["a", "Пиши: восемь девятьсот пятьдесят пять."], ["b", "Так."], ["a", "Двести десять."],
            ["b", "Двести десять."], ["a", "Сорок один, ноль три."]]  # fmt: skip
    (found,) = found_in(*dialogue(said))
    assert found.line == "+79552104103" and found.speaker_label == "a"
    assert found.turn_starts_ms == (0, 6_000, 12_000)
    (found,) = found_in(*dialogue(said, one_label=True))  # voices were not told apart
    assert found.line == "+79552104103"


def test_a_long_pause_ends_the_dictation() -> None:
    first, second = "Пиши: восемь девятьсот пятьдесят пять двести десять", "сорок один ноль три."
    assert found_in(turn(first), turn(second, 10_000))[0].line == "+79552104103"
    found = found_in(turn(first), turn(second, 90_000))
    assert [one.certainty for one in found] == [Certainty.PARTIAL]


def test_what_was_taken_back_is_not_in_the_digits_and_is_said() -> None:
    (found,) = found_in(turn("Восемь 955 210 сорок один, ой, сорок два, ноль три"))
    assert found.digits == "89552104203" and found.corrected


def test_a_number_that_may_be_taken_back_afterwards_is_no_line() -> None:
    (found,) = found_in(turn("8 955 210 41 03. Нет, у меня иначе записано, 210 42 03."))
    assert found.certainty is Certainty.UNCLEAR and found.candidates == ("+79552104103",)
    assert found_in(turn("8 955 210 41 03. Нет, больше ничего не знаю."))[0].line


def test_the_number_of_a_thing_is_no_line_and_that_of_a_hospital_is() -> None:
    assert not found_in(turn("Посылка номер 8 955 210 41 03."))
    assert found_in(turn("Номер госпиталя 8 955 210 41 03."))[0].line == "+79552104103"
    assert found_in(turn("Там госпиталь, номер 8 955 210 41 03."))[0].line == "+79552104103"


def test_missing_digits_are_never_made_up() -> None:
    (found,) = found_in(turn("Номер восемь девятьсот пятьдесят пять двести десять сорок"))
    assert found.certainty is Certainty.PARTIAL and found.digits == "895521040"
    assert found.line is None and found.candidates == ()


def test_a_number_parted_in_the_middle_of_a_word_group_is_a_candidate_not_a_line() -> None:
    (found,) = found_in(
        turn("Пиши: восемь девятьсот пятьдесят пять двести"),
        turn("десять сорок один ноль три", 4_000),
    )
    assert found.certainty is Certainty.UNCLEAR and found.candidates == ("+79552104103",)


def test_words_that_the_recogniser_invented_hold_no_number() -> None:
    text = "Звоните 8 955 210 41 03"
    assert found_in(turn(text))
    assert not found_in(turn(text, flags=(Flag.NO_SPEECH,)))


def test_national_numbers_are_those_of_the_region_of_the_case() -> None:
    text = "Номер дев'яносто сім, нуль нуль нуль, одинадцять, двадцять сім"
    assert [one.line for one in found_in(turn(text), region="UA")] == ["+380970001127"]
    assert [one.line for one in found_in(turn(text), region="RU")] == [None]


def test_a_very_long_list_of_digits_is_cut_so_that_work_grows_with_the_text_alone() -> None:
    found = runs([turn("девять. пять. пять. два, ноль. " * 500)])
    assert len(found) > 10 and all(len(run.said) <= LONGEST_RUN for run in found)
