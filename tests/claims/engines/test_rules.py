"""The rule extractor keeps its port's promises on any text."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.json_shape import to_json

SPOKEN = st.sampled_from(
    [
        "двести",
        "трёхсотых",
        "из",
        "роты",
        "осталось",
        "погибло",
        "не",
        "никто",
        "нас",
        "весь",
        "полк",
        ",",
        ".",
        "?",
        "331-й",
        "Буче",
        "под",
        "Путин",
        "приказ",
        "убивать",
        "танк",
        "%",
        "треть",
        "груз",
        "говорят",
        "|",
        "<",
        ">",
        "😀",
        "Київ",
        "її",
        "ы",
        "ё",
        "1/0",
        "15",
        "-",
        "ни",
        "один",
    ]
)


def keeps_its_promises(text: str) -> None:
    extraction = RuleExtractor().extract(text)
    assert extraction.text == text
    for claim in extraction.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote and claim.rule
    starts = [claim.start for claim in extraction.claims]
    assert starts == sorted(starts)
    json.dumps(to_json(extraction))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    keeps_its_promises(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(SPOKEN, max_size=25).map(" ".join))
def test_any_row_of_war_words_is_read_without_error(text: str) -> None:
    keeps_its_promises(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "😀😀 ok 200 killed?",
        "Багато загинуло, багато поранених з нашої частини, з нашого батальйону.",
        "½ ² ③ Ⅳ ٣٤ 1" + "0" * 400,
        "а" * 5000,
        "«Двести» — «сорок»… —",
    ],
)
def test_odd_text_is_read_without_error(text: str) -> None:
    keeps_its_promises(text)


def test_a_very_long_line_takes_seconds_not_minutes() -> None:
    started = time.monotonic()
    keeps_its_promises(("погибло двести из роты осталось трое " * 3000)[:100_000])
    assert time.monotonic() - started < 30


def test_two_extractors_agree() -> None:
    text = "Из двадцати человек двое-трое возвращаются."
    assert RuleExtractor().extract(text) == RuleExtractor().extract(text)
