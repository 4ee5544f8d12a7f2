"""Signals whose answer is known: clipped, band-limited, silent, humming, repeated, once A-law."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from earwitness.archive.examination import (
    bandwidth,
    earlier_aac,
    hum,
    levels,
    repetition,
    sample_grid,
    silences,
)
from earwitness.archive.examination.examine import examine
from earwitness.records.hearing import AudioFacts
from fakes.copies import call, through

RATE = 8000
Channel = NDArray[np.float32]


def sine(hertz: float, seconds: float, level: float = 0.3, rate: int = RATE) -> Channel:
    time = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def noise(seconds: float, level: float = 0.05, seed: int = 1, rate: int = RATE) -> Channel:
    random = np.random.default_rng(seed)
    return random.normal(0, level, round(seconds * rate)).astype(np.float32)


def rounded(channel: Channel) -> Channel:
    """As 16-bit sound holds it."""
    return (np.round(np.clip(channel, -1, 32767 / 32768) * 32768) / 32768).astype(np.float32)


def speechlike(seconds: float, seed: int = 3) -> Channel:
    """Noise whose colour and level change several times a second, as speech does."""
    random = np.random.default_rng(seed)
    pieces = []
    for _ in range(round(seconds / 0.1)):
        spectrum = np.fft.rfft(random.normal(0, 1, 800))
        bins = np.fft.rfftfreq(800, 1 / RATE)
        centre, width = random.uniform(300, 2000), random.uniform(100, 500)
        shaped = np.fft.irfft(spectrum * np.exp(-(((bins - centre) / width) ** 2)))
        pieces.append(shaped * random.uniform(0.02, 0.3))
    return np.concatenate(pieces).astype(np.float32)


def facts(codec: str = "pcm_s16le", rate: int = RATE, channels: int = 1) -> AudioFacts:
    return AudioFacts(
        sha256="00", container="wav", codec=codec, sample_rate=rate, channels=channels,
        duration_ms=1000,
    )  # fmt: skip


def hints(channel: Channel, rate: int = RATE, codec: str = "pcm_s16le") -> set[str]:
    seen = examine((channel,), rate, facts=facts(codec, rate), file=None, native=None)
    return {one.kind for one in seen.observations if one.hint}


def test_a_sine_that_was_cut_flat_is_clipped_and_a_whole_one_is_not() -> None:
    whole = rounded(sine(200, 2, level=0.9))
    cut = rounded(np.clip(sine(197, 2, level=1.4), -0.9999, 0.9999))
    assert levels.clipped_share(whole) == 0
    # |1.4 sin| > 1 for this share of the time
    assert levels.clipped_share(cut) == pytest.approx(1 - 2 / np.pi * math.asin(1 / 1.4), abs=0.03)


def test_sound_that_was_clipped_before_it_was_made_quieter_still_tells() -> None:
    cut = rounded(0.4 * np.clip(sine(200, 2, level=1.4), -1, 1))
    (told,) = [one for one in levels.level_observations(cut, "") if one.kind == "clipping"]
    assert "below full scale" in told.detail


def test_band_limited_noise_ends_where_it_was_cut() -> None:
    spectrum = np.fft.rfft(noise(4))
    spectrum[np.fft.rfftfreq(4 * RATE, 1 / RATE) > 3000] = 0
    edge = bandwidth.upper_edge(np.fft.irfft(spectrum).astype(np.float32), RATE)
    assert edge == pytest.approx(3000, abs=160)
    assert bandwidth.upper_edge(np.zeros(RATE, dtype=np.float32), RATE) is None


def test_telephone_sound_in_a_wider_file_is_a_hint_but_not_in_opus() -> None:
    spectrum = np.fft.rfft(noise(4, rate=16_000))
    wide = np.fft.irfft(spectrum).astype(np.float32)
    spectrum[np.fft.rfftfreq(4 * 16_000, 1 / 16_000) > 3900] = 0
    narrow = rounded(np.fft.irfft(spectrum).astype(np.float32))
    assert "telephone_band_in_wider_file" in hints(narrow, 16_000)
    assert "telephone_band_in_wider_file" not in hints(narrow, 16_000, "opus")
    assert "telephone_band_in_wider_file" not in hints(wide, 16_000)
    assert bandwidth.telephone_drop(narrow, RATE) is None


def test_gaps_of_zeros_count_only_inside_the_sound() -> None:
    sound = np.concatenate([np.zeros(800), noise(1), np.zeros(400), noise(1), np.zeros(800)])
    gaps = silences.zero_gaps(sound.astype(np.float32), RATE)
    assert gaps.tolist() == [[800 + RATE, 1200 + RATE]]
    seen = silences.silence_observations(sound.astype(np.float32), RATE, "")
    told = {one.kind: one for one in seen}
    assert told["digital_silence"].value == 0.05
    assert told["digital_silence"].start_ms == 1100
    assert told["silence"].value == pytest.approx(100 * 2000 / 18_400, abs=1.5)


def test_hum_is_found_at_its_frequency_and_noise_has_none() -> None:
    line = hum.find_hum(noise(10) + sine(50, 10, 0.05), RATE)
    assert line is not None and line.frequency == pytest.approx(50, abs=0.2)
    american = hum.find_hum(noise(10) + sine(120, 10, 0.05), RATE)
    assert american is not None and american.frequency == pytest.approx(120, abs=0.2)
    assert hum.find_hum(noise(10), RATE) is None
    assert hum.find_hum(noise(1), RATE) is None


def test_a_jump_of_the_hums_phase_is_found_where_it_is() -> None:
    steady = noise(12, 0.01) + sine(50, 12, 0.1)
    line = hum.find_hum(steady, RATE)
    assert line is not None
    assert hum.strongest_jump(steady, RATE, line)[0] < hum.MIN_JUMP
    cut = np.delete(steady, np.arange(6 * RATE, 6 * RATE + RATE // 100))  # half a period
    jump, second = hum.strongest_jump(cut, RATE, line)
    assert jump == pytest.approx(np.pi, abs=0.3)
    assert second == pytest.approx(6, abs=0.3)
    assert "hum_jump" in hints(cut) and "hum_jump" not in hints(steady)


def test_a_hum_that_is_read_a_little_off_does_not_jump() -> None:
    steady = noise(12, 0.01) + sine(50.1, 12, 0.1)
    assert hum.strongest_jump(steady, RATE, hum.Hum(50.0, 30))[0] < 0.3


def test_a_span_that_comes_twice_is_found_even_shifted_and_quieter() -> None:
    sound = speechlike(20)
    copied = np.concatenate([sound, 0.5 * sound[4 * RATE + 37 : 6 * RATE + 37], speechlike(5, 9)])
    share, first, copy = repetition.strongest_repetition(rounded(copied), RATE)
    assert share >= repetition.MIN_SHARE
    assert copy - first == pytest.approx(16, abs=0.1)
    assert repetition.strongest_repetition(rounded(sound), RATE)[0] < repetition.MIN_SHARE
    assert "repetition" in hints(rounded(copied))


def test_steps_of_earlier_coding_show_in_lossless_files_only() -> None:
    sound = rounded(noise(4, 0.2))
    a_law = sample_grid._a_law()
    nearest = a_law[np.abs(a_law[None, :] - np.round(sound * 32768)[:, None]).argmin(axis=1)]
    coded = (nearest / 32768).astype(np.float32)
    assert sample_grid.grid_of(sound) == ""
    assert sample_grid.grid_of(coded) == "G.711 A-law"
    assert sample_grid.grid_of(np.round(sound * 4096) / 4096) == "13 bits"
    assert "earlier_coding" in hints(coded)
    assert "earlier_coding" not in hints(coded, codec="pcm_alaw")


def test_sound_that_was_aac_shows_it_as_pcm_and_not_as_aac(tmp_path: Path) -> None:
    sound = rounded(call("70314804.wav", tmp_path)[0][: 12 * RATE])
    coded = through(sound[None, :], tmp_path, "aac", "mp4").samples[0][777:]
    assert "earlier_aac" in hints(rounded(coded))
    assert "earlier_aac" not in hints(rounded(coded), codec="aac")
    assert "earlier_aac" not in hints(sound)
    assert earlier_aac.aac_score(sound[:2_000], RATE) == 0


def test_the_tables_of_g711_are_those_of_the_decoder() -> None:
    from io import BytesIO

    import av

    for name, table in (("alaw", sample_grid._a_law()), ("mulaw", sample_grid._mu_law())):
        with av.open(BytesIO(bytes(range(256)) * 8), format=name) as file:
            decoded = np.concatenate([f.to_ndarray().reshape(-1) for f in file.decode(audio=0)])
        assert sorted(set(decoded.tolist())) == table.tolist()


@settings(max_examples=40, deadline=None)
@given(
    sound=st.one_of(
        arrays(np.float32, st.integers(0, 9000), elements=st.floats(-1, 1, width=32)),
        st.integers(0, 50_000).map(lambda size: np.zeros(size, dtype=np.float32)),
        st.integers(1, 50_000).map(lambda size: np.full(size, -1, dtype=np.float32)),
        st.integers(0, 99).map(lambda seed: noise(seed / 10, 0.3, seed)),
    ),
    rate=st.sampled_from([8000, 11_025, 16_000]),
)
def test_every_number_is_finite_whatever_the_sound(sound: Channel, rate: int) -> None:
    seen = examine((sound,), rate, facts=facts(rate=rate), file=None, native=None)
    for one in seen.observations:
        numbers = (one.value, one.false_alarm_rate, one.expected_false_alarms)
        assert all(math.isfinite(n) for n in numbers if isinstance(n, float))
        assert one.detail
        if one.hint:
            assert one.measured_on and one.other_causes
            assert one.false_alarm_rate is not None and 0 < one.false_alarm_rate <= 1
