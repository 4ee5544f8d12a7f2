"""Word times survive an edit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.realignment import realign
from earwitness.records.hearing import Word

LETTERS = "абвгдежзийклмнопрстуё"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=0, max_size=25)


def timed(texts: list[str], start_ms: int = 1000, step: int = 300, pause: int = 60) -> list[Word]:
    return [
        Word(
            text=text,
            start_ms=start_ms + place * (step + pause),
            end_ms=start_ms + place * (step + pause) + step,
            confidence=0.5,
        )
        for place, text in enumerate(texts)
    ]


def in_span(words: tuple[Word, ...], start_ms: int, end_ms: int) -> bool:
    edges = [start_ms, *(time for word in words for time in (word.start_ms, word.end_ms)), end_ms]
    return all(one <= two for one, two in pairwise(edges))


@given(old=WORDS, new=WORDS, before=st.integers(0, 900), after=st.integers(0, 900))
def test_as_many_words_as_written_in_order_and_inside(
    old: list[str], new: list[str], before: int, after: int
) -> None:
    there = timed(old, 1000 + before)
    end = (there[-1].end_ms if there else 2000 + before) + after
    words = realign(" ".join(new), there, 1000, end)
    assert [word.text for word in words] == new
    assert in_span(words, 1000, end)
    assert all(word.confidence == 1.0 for word in words if word.by_person)


@given(
    old=st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=20, unique=True),
    data=st.data(),
)
def test_untouched_words_keep_their_times(old: list[str], data: st.DataObject) -> None:
    there = timed(old)
    keep = data.draw(st.lists(st.booleans(), min_size=len(old), max_size=len(old)))
    new = [word if kept else "NEW" for word, kept in zip(old, keep, strict=True)]
    words = realign(" ".join(new), there, 1000, there[-1].end_ms)
    for word, was, kept in zip(words, there, keep, strict=True):
        if kept:
            assert (word.start_ms, word.end_ms) == (was.start_ms, was.end_ms)
            assert (word.confidence, word.by_person) == (0.5, False)
        else:
            assert word.by_person


@given(
    times=st.lists(st.tuples(st.integers(-500, 5000), st.integers(-500, 5000)), max_size=12),
    new=WORDS,
)
def test_times_of_a_foreign_file_may_be_any(times: list[tuple[int, int]], new: list[str]) -> None:
    old = [Word(text="да", start_ms=one, end_ms=two, confidence=0.1) for one, two in times]
    assert in_span(realign(" ".join([*new, "да"]), old, 0, 3000), 0, 3000)


def test_case_punctuation_and_dots_over_letters_are_no_change() -> None:
    words = realign("Ещё, стоим!", timed(["еще", "стоим"]), 1000, 2000)
    assert [(word.text, word.start_ms, word.by_person) for word in words] == [
        ("Ещё,", 1000, False),
        ("стоим!", 1360, False),
    ]


@pytest.mark.parametrize(
    ("old", "text", "first", "last"),
    [
        (["было", "двадцать", "пять", "человек"], "было 25 человек", 1360, 2020),
        (["было", "25", "человек"], "было двадцать пять человек", 1360, 1660),
    ],
)
def test_digits_for_number_words_take_their_time(
    old: list[str], text: str, first: int, last: int
) -> None:
    there = timed(old)
    words = realign(text, there, 1000, there[-1].end_ms)
    written = [word for word in words if word.by_person]
    assert (written[0].start_ms, written[-1].end_ms) == (first, last)


def test_a_lost_sentence_takes_the_pause_around_the_word_that_stood_for_it() -> None:
    old = [Word(text="мм", start_ms=3000, end_ms=3200, confidence=0.2)]
    words = realign("никого не осталось в живых", old, 1000, 6000)
    assert (words[0].start_ms, words[-1].end_ms) == (1000, 6000)
