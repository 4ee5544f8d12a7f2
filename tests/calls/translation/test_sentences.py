"""Sentences of a turn: their characters and their times."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.translation.sentences import LONGEST_SENTENCE, sentences_of, times_of
from earwitness.records.hearing import Turn, Word


def turn(text: str, words: tuple[Word, ...] = ()) -> Turn:
    return Turn(
        start_ms=1000, end_ms=3000, speaker_label="unknown", channel=0, language="ru", text=text,
        words=words,
    )  # fmt: skip


def test_each_sentence_stands_where_it_says() -> None:
    text = "Мама, привет.  Мы стоим под лесом! Ты слышишь?"
    spans = sentences_of(text)
    assert [span.text for span in spans] == ["Мама, привет.", "Мы стоим под лесом!", "Ты слышишь?"]
    assert all(text[span.start : span.end] == span.text for span in spans)


@given(st.text(alphabet="аб. ,!?\nё1", max_size=1500))
def test_no_letter_of_any_text_is_lost_and_none_is_said_twice(text: str) -> None:
    spans = sentences_of(text)
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(len(span.text) <= LONGEST_SENTENCE for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    covered = "".join(span.text for span in spans)
    assert "".join(covered.split()) == "".join(text.split())


def test_words_that_were_timed_give_the_times() -> None:
    words = tuple(
        Word(text=text, start_ms=start, end_ms=start + 200, confidence=0.9)
        for text, start in (("Да.", 1000), ("Мы", 1500), ("стоим.", 2200))
    )
    said = turn("Да. Мы стоим.", words)
    assert times_of(said, 0, 3) == (1000, 1200)
    assert times_of(said, 4, 13) == (1500, 2400)


def test_without_timed_words_the_share_of_letters_gives_them() -> None:
    said = turn("абвг деёж")
    assert times_of(said, 0, 4) == (1000, 1888)
    assert times_of(said, 5, 9) == (2111, 3000)


def test_a_word_said_twice_is_found_at_both_places() -> None:
    words = tuple(
        Word(text="нет", start_ms=1000 + 500 * place, end_ms=1100 + 500 * place, confidence=0.9)
        for place in range(3)
    )
    assert times_of(turn("нет нет нет", words), 8, 11) == (2000, 2100)
