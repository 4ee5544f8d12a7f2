"""Covered words leave the English, or it is said that nobody knows."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.captions.english_covers import covered_words, without_covered
from earwitness.runtime.english.number_words import ONES, TENS

DIGIT_WORDS = [word for word, value in ONES.items() if value < 10]


def in_words(number: int) -> str:
    """A number from 0 to 99 in English words."""
    small = {value: word for word, value in {**ONES, **TENS}.items()}
    if number in small:
        return small[number]
    return f"{small[number // 10 * 10]}-{small[number % 10]}"


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=6), st.data())
def test_no_digit_and_no_number_word_of_a_covered_number_is_left(
    numbers: list[int], data: st.DataObject
) -> None:
    joins = st.sampled_from([" ", ", ", "-", " and ", ". ", " oh ", " double "])
    writes = st.sampled_from(
        [str, in_words, lambda n: " ".join(DIGIT_WORDS[int(d)] for d in str(n))]
    )
    said = "".join(data.draw(writes)(one) + data.draw(joins) for one in numbers)
    russian = [
        data.draw(st.sampled_from(["сорок", "8-955", "41-й", "ноль", "двести,"])) for _ in numbers
    ]
    text, sure = without_covered(f"Call {said}please.", covered_words(russian))
    assert sure
    assert not re.search(r"\d", text)
    assert not set(re.findall(r"[a-z]+", text.lower())) & {*ONES, *TENS, "oh", "double"}
    assert text.startswith("Call […]")


@pytest.mark.parametrize(
    ("russian", "english", "left"),
    [
        (["Костромовцеву"], "Tell Kostromovtsev.", "Tell […]."),
        (["Костромовцеву"], "Tell Kostromovtsov, Kostromovtseva!", "Tell […]!"),
        (["в", "Бородянке"], "We are in Borodyanka now", "We are in […] now"),
        (["Ване,", "Петровичу"], "To Vanya Petrovich's house", "To […] house"),
        (["пятого", "мая", "девяностого", "года"], "Born on May 5, 1990.", "Born on […]."),
    ],
)
def test_names_and_dates_are_found(russian: list[str], english: str, left: str) -> None:
    assert without_covered(english, covered_words(russian)) == (left, True)


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        (["Мороз"], "Frost came."),
        (["Киева"], "From Kyiv."),
        (["улице", "Ленина"], "On Lenin Street."),
        (["в"], "In it."),
        (["п'ятнадцять"], "Fifteen."),
        (["сорок"], "A lot of them."),
        (["третьей", "роты"], "Of the third company."),
    ],
)
def test_where_nobody_knows_that_is_said(russian: list[str], english: str) -> None:
    assert without_covered(english, covered_words(russian))[1] is False
