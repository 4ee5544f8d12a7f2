"""Which words may be surnames."""

import pytest

from earwitness.runtime.russian.ordinary_words import may_be_surname


@pytest.mark.parametrize("word", ["алло", "Слушай", "ведь", "стой"])
def test_what_calls_or_joins_is_no_surname(word: str) -> None:
    assert not may_be_surname(word)


@pytest.mark.parametrize("word", ["Верхотоев", "Король", "Толстой", "Шина", "Bezruk"])
def test_nouns_adjectives_and_unknown_words_may_be_surnames(word: str) -> None:
    assert may_be_surname(word)
