"""What is quiet, or stands only in the difference of two channels, is brought up to be heard."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.channels_apart import ChannelsApart, Louder, outside
from earwitness.calls.ports import Sound

RATE = 8000
TIME = np.arange(2 * RATE) / RATE
LOUD = (0.3 * np.sin(2 * np.pi * 300 * TIME)).astype(np.float32)
WHISPER = (0.001 * np.sin(2 * np.pi * 1000 * TIME)).astype(np.float32)


def loudness(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2)))


@pytest.mark.parametrize("turned", [1.0, -1.0, 0.2])
def test_a_whisper_beside_the_same_music_on_both_channels_is_left_alone(turned: float) -> None:
    sound = Sound(samples=np.stack([LOUD, turned * LOUD + WHISPER]), sample_rate=RATE)
    rest = ChannelsApart.of(sound).read(1, 0, sound.length)
    assert np.corrcoef(rest, WHISPER)[0, 1] > 0.99


def test_the_same_sound_twice_is_heard_once() -> None:
    sound = Sound(samples=np.stack([LOUD, LOUD]), sample_rate=RATE)
    apart = ChannelsApart.of(sound)
    assert loudness(apart.read(0, 0, sound.length)) > 0.1
    assert not apart.read(1, 0, sound.length).any()


def test_two_speakers_on_two_channels_stay_as_they_are() -> None:
    other = np.roll(LOUD, 7) * np.linspace(0, 1, len(LOUD), dtype=np.float32)
    other += (0.3 * np.sin(2 * np.pi * 700 * TIME)).astype(np.float32)
    sound = Sound(samples=np.stack([LOUD, other]), sample_rate=RATE)
    assert np.array_equal(ChannelsApart.of(sound).read(1, 0, sound.length), other)


def test_a_quiet_part_is_raised_to_the_level_of_speech_and_a_loud_one_is_not() -> None:
    sound = Sound(samples=np.concatenate([LOUD, WHISPER])[np.newaxis], sample_rate=RATE)
    louder = Louder.of(sound)
    assert loudness(louder.read(0, 0, RATE)) == pytest.approx(loudness(LOUD), rel=0.01)
    assert 0.05 < loudness(louder.read(0, 3 * RATE, 4 * RATE)) < 0.1


def test_silence_stays_silence() -> None:
    sound = Sound(samples=np.zeros((1, RATE), dtype=np.float32), sample_rate=RATE)
    louder = Louder.of(sound)
    assert not louder.raised
    assert not louder.read(0, 0, RATE).any()
    assert not louder.sounding(0)


@given(st.integers(0, 2 * RATE), st.integers(0, 2 * RATE), st.integers(0, 2 * RATE))
def test_raised_sound_is_the_same_however_it_is_read(one: int, two: int, three: int) -> None:
    first, middle, last = sorted((one, two, three))
    louder = Louder.of(Sound(samples=WHISPER[np.newaxis], sample_rate=RATE))
    parts = [louder.read(0, first, middle), louder.read(0, middle, last)]
    assert np.allclose(np.concatenate(parts), louder.read(0, first, last), atol=1e-6)


def test_what_lies_outside_of_spans_is_told() -> None:
    covered = [(100, 200), (500, 600)]
    assert outside([(0, 1000)], covered, 90) == [(0, 100), (200, 500), (600, 1000)]
    assert outside([(0, 1000)], covered, 150) == [(200, 500), (600, 1000)]
    assert outside([(120, 180)], covered, 1) == []
    assert outside([(150, 550), (700, 800)], covered, 1) == [(200, 500), (700, 800)]
