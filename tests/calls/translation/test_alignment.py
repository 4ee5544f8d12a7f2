"""Which English sentence belongs to which of the source."""

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.translation.alignment import align

SIZES = st.lists(st.integers(min_value=1, max_value=60), max_size=8)


def test_as_many_sentences_of_like_length_are_pairs() -> None:
    source = ["Мама, привет.", "Мы стоим под лесом и ждём.", "Всё."]
    english = ["Hello, mum.", "We are standing by the forest, waiting.", "That's all."]
    assert align(source, english) == [((n, n + 1), (n, n + 1)) for n in range(3)]


def test_two_sentences_that_became_one_are_kept_together() -> None:
    source = ["Нас двенадцать человек.", "Мы стоим под лесом.", "Всё."]
    english = ["There are twelve of us and we stand by the forest.", "That's all."]
    assert align(source, english) == [((0, 2), (0, 1)), ((2, 3), (1, 2))]


def test_one_sentence_that_became_two_has_both() -> None:
    source = ["Мы вчера вышли из деревни, а они остались там без связи и еды.", "Всё."]
    english = ["We left the village yesterday.", "They stayed without contact and food.", "Done."]
    assert align(source, english) == [((0, 1), (0, 2)), ((1, 2), (2, 3))]


def test_english_without_a_source_goes_with_its_neighbour() -> None:
    assert align(["Да."], ["Yes.", "And a long sentence that nobody said at all."]) == [
        ((0, 1), (0, 2))
    ]


def test_nothing_is_aligned_to_nothing() -> None:
    assert align([], ["Thanks for watching."]) == []
    assert align(["Да."], []) == [((0, 1), (0, 0))]


@settings(deadline=None)  # the first call reads dictionaries
@given(SIZES.filter(bool), SIZES)
def test_every_sentence_of_both_sides_belongs_somewhere_once(
    source: list[int], english: list[int]
) -> None:
    beads = align(["а" * size for size in source], ["a" * size for size in english])
    assert [i for (first, last), _ in beads for i in range(first, last)] == list(range(len(source)))
    assert [i for _, (s, e) in beads for i in range(s, e)] == list(range(len(english)))
    assert all(first < last for (first, last), _ in beads)
