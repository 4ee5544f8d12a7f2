"""A disguise changes voices, and neither times nor silence."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.audio import pitch, resonances, short_time
from earwitness.publication.audio.disguise import (
    BLOCK_S,
    EXPONENTS,
    PITCHES,
    RATE,
    SCALES,
    Manner,
    disguised,
    drawn_manner,
)
from earwitness.publication.ports import Samples

UNCHANGED = Manner(pitch=1.0, scale=1.0, exponent=1.0)
LOWER = Manner(pitch=0.75, scale=0.9, exponent=1.15)


def vowel(seconds: float, hertz: float = 120.0) -> Samples:
    """Pulses through two resonances, at 700 and 1200 Hz, about as an «а»."""
    sound = np.zeros(round(seconds * RATE))
    sound[:: round(RATE / hertz)] = 1.0
    for centre in (700, 1200):
        turn, radius = 2 * np.pi * centre / RATE, 0.97
        first, second = 2 * radius * np.cos(turn), -(radius**2)
        for place in range(2, len(sound)):
            sound[place] += first * sound[place - 1] + second * sound[place - 2]
    return (0.3 * sound / np.abs(sound).max()).astype(np.float32)


@settings(max_examples=15, deadline=None)
@given(length=st.integers(0, 4000), rate=st.sampled_from([8_000, 11_025, 16_000]))
def test_it_is_as_long_as_before(length: int, rate: int) -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, length).astype(np.float32)
    out = disguised(sound, rate, LOWER)
    assert len(out) == length * RATE // rate
    assert np.isfinite(out).all() and np.abs(out).max(initial=0) <= 1


def test_silence_stays_silent_and_what_is_said_stays_where_it_is() -> None:
    sound = np.zeros(4 * RATE, np.float32)
    sound[RATE : 2 * RATE] = vowel(1.0)
    power = disguised(sound, RATE, LOWER) ** 2
    inside = power[round(0.95 * RATE) : round(2.05 * RATE)].sum()
    assert inside > 0.999 * power.sum() > 0
    assert not power[3 * RATE :].any()


def test_long_sound_is_changed_block_by_block_without_gaps() -> None:
    out = disguised(np.tile(vowel(1.0), 2 * BLOCK_S + 5), RATE, LOWER)
    loud = np.sqrt((out[: len(out) // RATE * RATE].reshape(-1, RATE) ** 2).mean(axis=1))
    assert loud.min() > 0.5 * loud.max()


def test_pitch_moves_and_resonances_stay_where_only_the_pitch_is_changed() -> None:
    before = vowel(2.0)
    after = disguised(before, RATE, Manner(pitch=1.25, scale=1.0, exponent=1.0))
    assert _period_hertz(after) == pytest.approx(1.25 * _period_hertz(before), rel=0.03)
    assert _resonance(after) == pytest.approx(_resonance(before), abs=120)


def test_resonances_move_and_pitch_stays_where_only_they_are_changed() -> None:
    before = vowel(2.0)
    after = disguised(before, RATE, Manner(pitch=1.0, scale=1.25, exponent=1.0))
    assert _period_hertz(after) == pytest.approx(_period_hertz(before), rel=0.03)
    assert not np.allclose(after, disguised(before, RATE, UNCHANGED), atol=0.02)


@pytest.mark.parametrize(("exponent", "scale"), [(1.0, 1.25), (1.0, 0.8), (0.8, 1.0), (1.2, 0.9)])
def test_a_resonance_lies_where_mcadams_and_the_tract_put_it(exponent: float, scale: float) -> None:
    angle = np.pi * np.arange(short_time.BINS) / (short_time.BINS - 1)
    one = 0.1 + np.exp(-0.5 * ((angle - 0.9) / 0.1) ** 2)
    moved = resonances.bent(one[np.newaxis], exponent, scale)[0]
    assert angle[moved.argmax()] == pytest.approx(scale * 0.9**exponent, abs=0.03)


def test_hum_of_the_mains_does_not_go_out() -> None:
    time = np.arange(4 * RATE) / RATE
    hum = (0.05 * np.sin(2 * np.pi * 50 * time)).astype(np.float32)
    out = disguised(vowel(4.0, hertz=400) + hum, RATE, UNCHANGED)
    spectrum = np.abs(np.fft.rfft(out))
    assert spectrum[4 * 50 - 4 : 4 * 50 + 4].max() < 0.005 * spectrum.max()


def test_every_manner_is_another_and_none_leaves_a_voice_as_it_is() -> None:
    drawn = {drawn_manner() for _ in range(200)}
    assert len(drawn) == 200
    for manner in drawn:
        assert any(low <= abs(np.log(manner.pitch)) <= high for low, high in [PITCHES])
        assert any(low <= abs(np.log(manner.scale)) <= high for low, high in [SCALES])
        assert any(low <= abs(np.log(manner.exponent)) <= high for low, high in [EXPONENTS])


def test_frames_add_up_to_the_sound_again() -> None:
    sound = np.random.default_rng(2).normal(0, 0.1, 5001).astype(np.float32)
    own = short_time.spectra(short_time.frames(sound))
    assert short_time.sound(own, len(sound)) == pytest.approx(sound, abs=1e-5)


@pytest.mark.parametrize("factor", [0.7, 1.0, 1.4])
def test_a_stretched_tone_is_longer_and_keeps_its_pitch(factor: float) -> None:
    tone = np.sin(2 * np.pi * 200 * np.arange(2 * RATE) / RATE).astype(np.float32)
    out = pitch.stretched(tone, RATE, factor)
    assert len(out) == round(len(tone) * factor)
    assert np.abs(np.fft.rfft(out)).argmax() * RATE / len(out) == pytest.approx(200, abs=2)


def _period_hertz(sound: Samples) -> float:
    middle = sound[RATE // 2 : RATE // 2 + 4096]
    lags = np.fft.irfft(np.abs(np.fft.rfft(middle, 8192)) ** 2)
    near = lags[20:160]
    return RATE / float(20 + np.flatnonzero(near > 0.9 * near.max())[0])


def _resonance(sound: Samples) -> float:
    """The mean frequency of the envelope below 2 kHz."""
    own = resonances.envelopes(short_time.frames(sound[RATE // 2 : -RATE // 2]))[8:-8]
    hertz = np.linspace(0, RATE / 2, short_time.BINS)
    near = (hertz > 300) & (hertz < 2000)
    mean = (own[:, near] ** 2).mean(axis=0)
    return float((hertz[near] * mean).sum() / mean.sum())
