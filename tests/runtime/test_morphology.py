import pytest

from earwitness.crossing.towns import town_is_heard
from earwitness.runtime.morphology import LONGEST_WORD, lemma, lemmas


@pytest.mark.parametrize("part", ["не", "пере", "недо", "мама-"])
def test_a_word_without_end_is_analysed_by_its_beginning(part: str) -> None:
    word = part * 1_000
    assert lemmas(word) == lemmas(word[:LONGEST_WORD])
    assert not town_is_heard(word, ["Кинешмы"])


def test_the_longest_words_that_people_use_are_read_whole() -> None:
    assert lemma("электрокардиографического") == "электрокардиографический"
