"""Which words are digits that somebody dictates, and which count things."""

import pytest

from earwitness.runtime.russian.dictation_words import dictation_words, number_word


@pytest.mark.parametrize(
    ("word", "value"), [("семь", 7), ("пятсот", 500), ("сім", 7), ("пийсят", 50), ("нуль", 0)]
)
def test_cardinals_as_they_are_dictated_are_digits(word: str, value: int) -> None:
    assert number_word(word) == value


@pytest.mark.parametrize("word", ["двух", "одна", "сорока", "пятый", "дом"])
def test_words_that_count_or_order_things_are_none(word: str) -> None:
    assert number_word(word) is None


def test_words_of_several_equal_digits_are_known() -> None:
    words = dictation_words()
    assert (words.times["два"], words.several_digits["нуля"]) == (2, 0)
