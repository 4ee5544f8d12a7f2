"""Covers leave nothing of what they cover."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.audio.covering import (
    AFTER_MS,
    BEFORE_MS,
    FRAME_MS,
    JOINED_MS,
    SEARCHED_MS,
    STEP_MS,
    covered,
    dialled_covers,
    silenced,
    tone,
    widened,
)
from earwitness.publication.ports import Samples
from earwitness.records.release import Cover, CoverReason, CoverSound
from earwitness.records.signals import Burst, Signal, SignalLabel, Signals

RATE = 8_000


def cover(start_ms: int, end_ms: int, sound: CoverSound = CoverSound.BLEEP) -> Cover:
    return Cover(start_ms=start_ms, end_ms=end_ms, reason=CoverReason.NUMBER, sound=sound)


def noise(seconds: float = 10.0, seed: int = 1) -> Samples:
    random = np.random.default_rng(seed)
    return (0.1 * random.standard_normal(round(seconds * RATE))).astype(np.float32)


covers = st.lists(
    st.tuples(st.integers(-2000, 12_000), st.integers(1, 3000), st.sampled_from(CoverSound)).map(
        lambda one: cover(one[0] + 60_000, one[0] + one[1] + 60_000, one[2])
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(asked=covers, seed=st.integers(0, 5))
def test_other_words_under_the_covers_give_the_same_sound(asked: list[Cover], seed: int) -> None:
    """So nothing of the words is left: neither they, nor their loudness, nor their length."""
    first = noise(seed=seed)
    laid = widened(asked, first, RATE, 60_000)
    second = first.copy()
    for one in laid:
        start = max(0, one.start_ms - 60_000) * RATE // 1000
        past = (one.end_ms - 60_000) * RATE // 1000
        second[start:past] = 5 * noise(seed=seed + 99)[start:past]
    assert np.array_equal(covered(first, RATE, 60_000, laid), covered(second, RATE, 60_000, laid))
    assert np.array_equal(silenced(first, RATE, 60_000, laid), silenced(second, RATE, 60_000, laid))


@settings(max_examples=60, deadline=None)
@given(asked=covers)
def test_a_cover_is_wider_than_asked_within_the_clip_and_apart_from_the_next(
    asked: list[Cover],
) -> None:
    laid = widened(asked, noise(), RATE, 60_000)
    for one in asked:
        inside = max(one.start_ms - BEFORE_MS, 60_000), min(one.end_ms + AFTER_MS, 70_000)
        if inside[0] < inside[1] and one.start_ms < 70_000 and one.end_ms > 60_000:
            assert any(own.start_ms <= inside[0] and own.end_ms >= inside[1] for own in laid)
    assert all(60_000 <= one.start_ms < one.end_ms <= 70_000 for one in laid)
    for earlier, later in pairwise(laid):
        assert later.start_ms - earlier.end_ms >= JOINED_MS


def test_covers_in_the_middle_last_whole_steps() -> None:
    lengths = [
        one.end_ms - one.start_ms
        for end in range(4100, 5000, 70)
        for one in widened([cover(4000, end)], noise(), RATE, 0)
    ]
    assert all(length % STEP_MS == 0 for length in lengths)


def test_a_cover_ends_where_it_is_quiet() -> None:
    sound = noise()
    sound[round(5.31 * RATE) : round(5.36 * RATE)] = 0  # a pause, 5310 to 5360 ms
    laid = widened([cover(4500, 5000)], sound, RATE, 0)
    assert 5310 <= laid[0].end_ms <= 5360 + STEP_MS


@pytest.mark.parametrize(("quiet", "side"), [((2_000, 3_700), "before"), ((5_500, 8_000), "after")])
def test_what_is_missing_to_a_whole_step_is_taken_where_nobody_speaks(
    quiet: tuple[int, int], side: str
) -> None:
    """So that the word beside a covered one is left where it can be."""
    sound = noise()
    sound[quiet[0] * RATE // 1000 : quiet[1] * RATE // 1000] = 0
    (laid,) = widened([cover(4000, 5000)], sound, RATE, 0)
    reach = SEARCHED_MS + FRAME_MS
    if side == "before":
        assert laid.end_ms <= 5000 + AFTER_MS + reach
    else:
        assert laid.start_ms >= 4000 - BEFORE_MS - reach


def test_a_bleep_is_as_loud_as_the_talk_around_it() -> None:
    for level in (0.02, 0.1):
        sound = noise() * np.float32(level / 0.1)
        out = covered(sound, RATE, 0, widened([cover(4000, 5000)], sound, RATE, 0))
        bleep = out[round(4.2 * RATE) : round(4.8 * RATE)]
        assert np.sqrt((bleep**2).mean()) == pytest.approx(level, rel=0.3)
        assert np.abs(np.fft.rfft(bleep)).argmax() * RATE / len(bleep) == pytest.approx(1000, abs=5)


def test_silence_is_silence() -> None:
    sound = noise()
    laid = widened([cover(4000, 5000, CoverSound.SILENCE)], sound, RATE, 0)
    assert not covered(sound, RATE, 0, laid)[4 * RATE : 5 * RATE].any()


def test_a_clip_that_is_covered_throughout_is_a_bleep() -> None:
    sound = noise(1.0)
    laid = widened([cover(0, 1000)], sound, RATE, 0)
    assert (laid[0].start_ms, laid[0].end_ms) == (0, 1000)
    out = covered(sound, RATE, 0, laid)
    assert np.abs(np.fft.rfft(out)).argmax() == 1000


def test_a_tone_of_no_length_is_nothing() -> None:
    assert len(tone(0, RATE, 0.1)) == 0 and np.isfinite(tone(1, RATE, 0.1)).all()


def test_every_dialled_key_is_covered_and_hints_of_keys_too() -> None:
    found = Signals(
        signals=(
            Signal(
                label=SignalLabel.DTMF,
                channel=1,
                start_ms=1000,
                end_ms=1300,
                keys="89",
                bursts=(
                    Burst(start_ms=1000, end_ms=1100, key="8"),
                    Burst(start_ms=1200, end_ms=1300, key="9"),
                ),
            ),
            Signal(label=SignalLabel.DTMF, channel=0, start_ms=9000, end_ms=9100, hint=True),
            Signal(label=SignalLabel.BUSY, channel=0, start_ms=20_000, end_ms=30_000),
        )
    )
    laid = widened(dialled_covers(found), noise(), RATE, 0)
    assert len(laid) == 2
    assert laid[0].start_ms <= 1000 and laid[0].end_ms >= 1300
    assert laid[1].start_ms <= 9000 and laid[1].end_ms >= 9100
