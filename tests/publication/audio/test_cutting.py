"""Where a clip begins and ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.audio.cutting import HEAD_MS, TAIL_MS, clip_span, faded, mixed
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import Turn, Word


def turn(*words: tuple[int, int], channel: int = 0) -> Turn:
    return Turn(
        start_ms=words[0][0],
        end_ms=words[-1][1],
        speaker_label="voice-1",
        channel=channel,
        language="ru",
        text="",
        words=tuple(Word(text="да", start_ms=a, end_ms=b, confidence=1.0) for a, b in words),
    )


def test_silence_before_the_first_and_after_the_last_word_is_cut_off() -> None:
    assert clip_span([turn((5000, 5400), (5500, 6000))], 0, 60_000) == (
        5000 - HEAD_MS,
        6000 + TAIL_MS,
    )


def test_nothing_of_a_word_that_stays_outside_is_let_in() -> None:
    turns = [turn((1000, 1950), (2000, 2400), (2450, 2600), (2610, 3000))]
    assert clip_span(turns, 1900, 2610) == (1950, 2610)


def test_a_word_that_the_choice_cuts_in_two_belongs_where_its_middle_is() -> None:
    turns = [turn((1000, 1800), (3000, 3800))]
    assert clip_span(turns, 1300, 3300) == (1000 - HEAD_MS, 1800 + TAIL_MS)


def test_a_turn_without_times_of_words_is_cut_where_the_choice_cuts_it() -> None:
    bare = Turn(start_ms=1000, end_ms=9000, speaker_label="", channel=0, language="ru", text="что")
    assert clip_span([bare], 4000, 20_000) == (4000 - HEAD_MS, 9000 + TAIL_MS)


def test_words_of_a_channel_that_is_not_heard_do_not_count() -> None:
    turns = [turn((1000, 2000), channel=0), turn((5000, 6000), channel=1)]
    assert clip_span(turns, 0, 9000, channels=[1]) == (5000 - HEAD_MS, 6000 + TAIL_MS)


def test_where_nobody_speaks_there_is_no_clip() -> None:
    with pytest.raises(WrongUsage, match="Nobody speaks"):
        clip_span([turn((1000, 2000))], 3000, 4000)


@given(
    edges=st.lists(st.integers(0, 60_000), min_size=2, max_size=40, unique=True),
    chosen=st.tuples(st.integers(0, 60_000), st.integers(0, 60_000)),
)
def test_every_word_of_the_clip_is_whole(edges: list[int], chosen: tuple[int, int]) -> None:
    ordered = sorted(edges)
    words = list(zip(ordered[::2], ordered[1::2], strict=False))
    start, end = sorted(chosen)
    try:
        first, past = clip_span([turn(*words)], start, end)
    except WrongUsage:
        return
    for word in words:
        inside = first <= word[0] and word[1] <= past
        outside = word[1] <= first or word[0] >= past
        assert inside or outside


def test_edges_are_soft_and_the_rest_is_untouched() -> None:
    sound = np.ones(8000, np.float32)
    out = faded(sound, 8000)
    assert out[0] < 0.01 and out[-1] < 0.01
    assert (out[100:-100] == 1).all() and (sound == 1).all()


def test_two_channels_become_one_that_does_not_clip() -> None:
    loud = np.full(100, 0.9, np.float32)
    assert mixed([loud, loud]).max() == pytest.approx(1.0)
    assert mixed([loud, 0 * loud]) == pytest.approx(loud)
