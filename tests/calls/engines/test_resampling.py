"""Resampling in pieces gives what resampling the whole gives, without aliases and without shift."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.calls.engines.resampling import Resampled, at_rate, resampled
from earwitness.calls.ports import Samples, Sound

RATES = [(8000, 16_000), (11_025, 16_000), (12_000, 16_000), (16_000, 8000), (22_050, 16_000)]


def random_sound(rate: int) -> Sound:
    samples = np.random.default_rng(rate).normal(scale=0.1, size=(2, rate + 77))
    return Sound(samples=samples.astype(np.float32), sample_rate=rate)


def strongest_db(samples: Samples, rate: int, *, without: float = -1.0) -> float:
    """The strongest sine in dB of full scale, leaving out what is within 30 Hz of one."""
    window = np.hanning(len(samples))
    spectrum = np.abs(np.fft.rfft(samples * window)) * 2 / window.sum()
    frequency = np.fft.rfftfreq(len(samples), 1 / rate)
    return float(20 * np.log10(spectrum[np.abs(frequency - without) > 30].max() + 1e-9))


@settings(max_examples=40, deadline=None)
@given(rates=st.sampled_from(RATES), start=st.integers(0, 16_000), length=st.integers(0, 9000))
def test_a_piece_is_what_stands_there_in_the_whole(
    rates: tuple[int, int], start: int, length: int
) -> None:
    rate, wanted = rates
    sound = random_sound(rate)
    whole = at_rate(sound.samples[1], rate, wanted)
    source = Resampled(sound, wanted)
    end = min(start + length, source.length)
    piece = source.read(1, start, start + length)
    assert len(piece) == max(0, end - start)
    assert np.allclose(piece, whole[start:end], atol=1e-6)


@pytest.mark.parametrize(("rate", "wanted"), [*RATES, (44_100, 16_000), (48_000, 16_000)])
def test_what_the_slower_rate_cannot_hold_is_gone(rate: int, wanted: int) -> None:
    """A tone far above the band leaves nothing; one inside keeps its level and stands alone."""
    slower = min(rate, wanted)
    time = np.arange(rate) / rate
    inside = at_rate(np.sin(2 * np.pi * 1000 * time).astype(np.float32), rate, wanted)
    middle = slice(wanted // 4, -wanted // 4)
    assert abs(strongest_db(inside[middle], wanted)) < 0.5
    assert strongest_db(inside[middle], wanted, without=1000) < -80
    above = 0.7 * slower
    if above < rate / 2:
        beyond = at_rate(np.sin(2 * np.pi * above * time).astype(np.float32), rate, wanted)
        assert strongest_db(beyond[middle], wanted) < -80


def test_a_click_stays_where_it_was() -> None:
    samples = np.zeros((1, 8000), np.float32)
    samples[0, 4000] = 1.0
    source = resampled(Sound(samples=samples, sample_rate=8000), 16_000)
    assert int(np.argmax(source.read(0, 0, source.length))) == 8000


def test_sound_of_the_right_rate_is_not_touched() -> None:
    sound = random_sound(8000)
    assert resampled(sound, 8000) is sound
