"""Constellations: what they keep, what they pass over, and that nothing breaks them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from earwitness.archive import constellations
from earwitness.archive.constellations import BINS, Constellation, find_peaks, pack, unpack
from earwitness.archive.fingerprints import bandwidth, levels_of
from fakes.copies import print_of
from fakes.sounds import noise, tone


def sound(steps: np.ndarray) -> np.ndarray:
    return steps.astype(np.float32) / 32768


def same(one: Constellation, other: Constellation) -> bool:
    return bool(np.array_equal(one.frames, other.frames) and np.array_equal(one.bins, other.bins))


@settings(max_examples=40, deadline=None)
@given(arrays(np.int16, st.integers(0, 4000)))
def test_any_sound_has_a_fingerprint_however_short_or_wild(steps: np.ndarray) -> None:
    print_of(sound(steps)[np.newaxis, :], "any")
    peaks = find_peaks(sound(steps))
    assert same(unpack(pack(peaks)), peaks)
    assert np.all(np.diff(peaks.frames) >= 0)
    assert np.all((peaks.bins >= 0) & (peaks.bins < BINS))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, BINS - 1)), max_size=50))
def test_packed_peaks_come_back_across_any_pause(steps: list[tuple[int, int]]) -> None:
    frames = np.cumsum([step for step, _ in steps], dtype=np.int32)
    peaks = Constellation(frames, np.array([place for _, place in steps], dtype=np.int32))
    assert same(unpack(pack(peaks)), peaks)


@settings(max_examples=15, deadline=None)
@given(st.floats(0.05, 3.0))
def test_a_change_of_level_keeps_the_peaks(factor: float) -> None:
    own = sound(noise(4)[0])
    before, after = find_peaks(own), find_peaks((own * factor).astype(np.float32))
    kept = set(zip(before.frames, before.bins, strict=True))
    kept &= set(zip(after.frames, after.bins, strict=True))
    assert len(kept) >= 0.95 * len(before)


@pytest.mark.parametrize("hertz", [425, 440, 1000])
def test_silence_and_held_tones_have_almost_no_peaks(hertz: int) -> None:
    assert len(find_peaks(np.zeros(80_000, dtype=np.float32))) == 0
    assert len(find_peaks(sound(tone(10, hertz=hertz)[0]))) <= 20


def test_long_sound_is_seen_in_pieces_as_if_it_were_one(monkeypatch: pytest.MonkeyPatch) -> None:
    own = sound(noise(20)[0])
    whole = find_peaks(own)
    monkeypatch.setattr(constellations, "CHUNK_FRAMES", constellations.BLOCK_FRAMES * 4)
    assert same(find_peaks(own), whole)


def test_a_minute_takes_little_room() -> None:
    assert len(pack(find_peaks(sound(noise(60)[0])))) <= 3_400


def test_levels_and_band_are_measured() -> None:
    taken = print_of(sound(tone(3, level=0.1, hertz=1000)), "tone")
    assert set(levels_of(taken.levels)) == {-23}
    assert 950 <= taken.bandwidth_hz <= 1100
    assert bandwidth(np.zeros(8000, dtype=np.float32), 8000) == 0
    assert bandwidth(sound(noise(3)[0]), 8000) >= 3900
