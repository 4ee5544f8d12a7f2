"""The dynamic programme that ties English clauses to sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.translation.tying import Timed, tie

SAID = ["Да.", "Мама, ты где?", "Нас двенадцать.", "Не знаю."]
GIVEN = ["Yes.", "Mom,", "where are you?", "There are twelve of us.", "I don't know."]


def timed(texts: list[str], step_ms: float = 1000.0) -> list[Timed]:
    return [
        Timed(text, n * step_ms, (n + 1) * step_ms, ends=text[-1] in ".?")
        for n, text in enumerate(texts)
    ]


def test_clauses_of_a_sentence_stay_with_it() -> None:
    assert tie(timed(SAID), timed(GIVEN, 800)) == [
        ((0, 1), (0, 1)),
        ((1, 2), (1, 3)),
        ((2, 3), (3, 4)),
        ((3, 4), (4, 5)),
    ]


def test_nothing_is_tied_to_nothing() -> None:
    assert tie([], []) == []
    assert tie(timed(["Да."]), []) == [((0, 1), (0, 0))]
    assert tie([], timed(["Yes."])) == [((0, 0), (0, 1))]


def test_english_that_is_far_too_long_is_not_taken_for_a_word() -> None:
    loop = "I will come, " * 40
    beads = tie(timed(["Да."]), timed([loop]))
    assert ((0, 1), (0, 1)) not in beads and len(beads) == 2


@pytest.mark.parametrize("english", ["We stand by the forest.", "We stand.", "By the wood."])
def test_a_part_without_an_end_rather_goes_with_its_rest_than_without_english(english: str) -> None:
    parts = timed(["Мы стоим", "под лесом."])
    assert tie(parts, timed([english], 2000)) == [((0, 2), (0, 1))]


@pytest.mark.parametrize(("start_ms", "says"), [(0, 0), (10_000, 1)])
def test_of_two_that_say_the_same_the_one_at_its_time_has_the_english(
    start_ms: int, says: int
) -> None:
    twice = [Timed("Да.", at, at + 1000) for at in (0, 10_000)]
    beads = tie(twice, [Timed("Yes.", start_ms, start_ms + 1000)])
    assert [own for own, given in beads if given[0] < given[1]] == [(says, says + 1)]


@pytest.mark.parametrize("asked_first", [True, False])
def test_an_answer_is_not_given_to_the_question_beside_it(asked_first: bool) -> None:
    said = ["Ты где?", "Я тут."] if asked_first else ["Я тут.", "Ты где?"]
    at = 0 if asked_first else 1000  # where the question stands
    beads = tie(timed(said), [Timed("Yes.", at, at + 1000)])
    answer = said.index("Я тут.")
    assert [own for own, given in beads if given[0] < given[1]] == [(answer, answer + 1)]


def test_a_long_text_is_tied_along_its_length() -> None:
    beads = tie(timed(SAID * 60), timed(GIVEN * 60, 800))
    assert len(beads) == 240
    assert beads[-1] == ((239, 240), (299, 300))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SAID), max_size=8), st.lists(st.sampled_from(GIVEN), max_size=60))
def test_every_sentence_and_clause_is_somewhere_once_and_in_order(
    said: list[str], given: list[str]
) -> None:
    beads = tie(timed(said), timed(given, 300))
    assert [i for (first, last), _ in beads for i in range(first, last)] == list(range(len(said)))
    assert [j for _, (s, e) in beads for j in range(s, e)] == list(range(len(given)))
