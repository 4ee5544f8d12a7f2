"""What of a text is read by meaning, and where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from earwitness.claims.themes.pieces import LONGEST, WINDOW, pieces


def test_sentences_are_read_and_questions_and_single_words_are_not() -> None:
    text = "Да. Нам нечего есть. А тебя там хорошо кормят? Воды тоже нет совсем."
    assert [piece.text for piece in pieces(text)] == ["Нам нечего есть", "Воды тоже нет совсем"]


def test_a_turn_without_punctuation_is_read_in_overlapping_windows() -> None:
    words = [f"слово{letter}" for letter in "абвгдежзиклмнопрстуфхцчшщэюя"]
    found = [piece.text.split() for piece in pieces(" ".join(words))]
    assert all(len(own) <= WINDOW for own in found)
    assert [word for word in words if not any(word in own for own in found)] == []
    assert found[0][-1] in found[1]


def test_a_sentence_of_the_longest_length_is_whole() -> None:
    assert len(pieces("слово " * LONGEST)) == 1 < len(pieces("слово " * (LONGEST + 1)))


@given(st.text(max_size=300))
def test_a_piece_stands_where_it_says(text: str) -> None:
    for piece in pieces(text):
        assert text[piece.start : piece.end] == piece.text
