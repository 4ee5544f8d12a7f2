"""Numbers, units and dates get true times: in order, no overlap, none of no length."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.word_times import SHORTEST_MS, mend_words, spoken_length
from earwitness.records.hearing import Word


def words(*timed: tuple[str, int, int]) -> tuple[Word, ...]:
    return tuple(
        Word(text=text, start_ms=start, end_ms=end, confidence=0.5) for text, start, end in timed
    )


def times(mended: tuple[Word, ...]) -> list[tuple[int, int]]:
    return [(word.start_ms, word.end_ms) for word in mended]


def test_well_timed_words_are_left_alone() -> None:
    well = words(("убило", 100, 500), ("двоих", 520, 900))
    assert mend_words(well, 0, 1000) == well


def test_a_number_of_no_length_takes_the_gap_in_which_it_was_spoken() -> None:
    mended = mend_words(words(("нас", 0, 300), ("20", 700, 700), ("человек", 1100, 1500)), 0, 1500)
    (start, end) = times(mended)[1]
    assert 300 <= start < end <= 1100
    assert end - start >= SHORTEST_MS
    assert start <= 700 <= end
    assert times(mended)[0] == (0, 300) and times(mended)[2] == (1100, 1500)


@pytest.mark.parametrize(("point", "given"), [(4000, (3700, 4300)), (7900, (7400, 8000))])
def test_in_a_long_gap_a_number_stays_where_the_aligner_put_it(
    point: int, given: tuple[int, int]
) -> None:
    own = words(("нас", 0, 300), ("20", point, point), ("человек", 8000, 8400))
    assert times(mend_words(own, 0, 8400))[1] == given


def test_a_number_between_two_words_takes_from_the_one_that_has_time_to_spare() -> None:
    for short, long in ((("да", 0, 200), ("да", 200, 2000)), (("да", 1800, 2000), ("да", 0, 1800))):
        first, last = sorted((short, long), key=lambda one: one[1])
        mended = mend_words(words(first, ("20", first[2], first[2]), last), 0, 2000)
        assert short[1:] in times(mended)
        assert times(mended)[1][1] - times(mended)[1][0] == 1500


def test_a_number_without_a_gap_shares_its_neighbours_time_by_what_is_spoken() -> None:
    """«331» is fifteen letters to say, «полк» four."""
    mended = mend_words(words(("331", 1000, 1000), ("полк", 1000, 2900)), 1000, 2900)
    (number, unit) = times(mended)
    assert number == (1000, 2500)
    assert unit == (2500, 2900)


def test_a_date_of_several_untimed_words_is_spread() -> None:
    date = [(part, 900, 900) for part in ("24", "02", "2022")]
    mended = mend_words(words(("до", 0, 200), *date, ("да", 3000, 3200)), 0, 3200)
    assert all(end - start >= SHORTEST_MS for start, end in times(mended))


def test_overlapping_words_meet_in_the_middle() -> None:
    assert times(mend_words(words(("раз", 0, 600), ("два", 400, 900)), 0, 900)) == [
        (0, 500),
        (500, 900),
    ]


@pytest.mark.parametrize(("text", "letters"), [("20", 10), ("полк", 4), ("331-й", 16), ("…", 1)])
def test_digits_take_longer_to_say_than_to_write(text: str, letters: int) -> None:
    assert spoken_length(text) == letters


moments = st.integers(0, 5000)


texts = st.sampled_from(["да", "20", "331-й"])


@given(st.lists(st.tuples(texts, moments, moments), min_size=1, max_size=9))
def test_whatever_the_aligner_said_words_are_in_order_and_have_lengths(
    timed: list[tuple[str, int, int]],
) -> None:
    mended = mend_words(words(*timed), 0, 5000)
    assert [word.text for word in mended] == [text for text, _, _ in timed]
    assert all(0 <= word.start_ms < word.end_ms <= 5000 for word in mended)
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(mended))
