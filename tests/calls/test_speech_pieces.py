"""Cutting speech at pauses."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from earwitness.calls.ports import Sound
from earwitness.calls.speech_pieces import loudness, pieces, spoken, windows
from fakes.talk import talk


def mono(samples: NDArray[np.float32]) -> Sound:
    return Sound(samples=samples[np.newaxis], sample_rate=16_000)


def test_loudness_is_that_of_the_whole_wherever_blocks_end() -> None:
    samples = np.random.default_rng(4).normal(0, 0.1, 150 * 16_000 + 77).astype(np.float32)
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160).astype(np.float64)
    power = np.convolve((frames**2).mean(axis=1), np.ones(5) / 5, "same")
    assert np.allclose(loudness(mono(samples), 0), 10 * np.log10(power + 1e-10))


def test_pauses_inside_a_span_of_speech_are_found() -> None:
    samples, truth = talk([("low", 2.0), ("high", 1.0), ("low", 0.4)])
    speech = spoken(loudness(mono(samples), 0), [(0, len(samples) // 16)])
    found = pieces(speech, pause_ms=250, shortest_ms=150)
    assert len(found) == 3
    for (start, end), (true_start, true_end, _) in zip(found, truth, strict=True):
        assert abs(start - true_start) <= 60 and abs(end - true_end) <= 60


def test_a_quiet_voice_beside_a_loud_one_is_speech_too() -> None:
    samples, truth = talk([("low", 2.0), ("high", 2.0)])
    start, end, _ = truth[1]
    samples[start * 16 : end * 16] *= 0.1
    spans = [(300, truth[0][1]), (start - 100, end + 100)]
    speech = spoken(loudness(mono(samples), 0), spans)
    assert speech[start // 10 + 10 : end // 10 - 10].mean() > 0.95


def test_nothing_is_spoken_where_there_are_no_spans_or_no_sound() -> None:
    assert not spoken(loudness(mono(np.zeros(16_000, np.float32)), 0), []).any()
    assert len(spoken(loudness(mono(np.zeros(0, np.float32)), 0), [(0, 0)])) == 0


@settings(max_examples=60, deadline=None)
@given(
    spans=st.lists(st.tuples(st.integers(0, 9000), st.integers(10, 7000)), max_size=5),
    window=st.integers(200, 2000),
)
def test_windows_cover_every_span_and_stay_inside(
    spans: list[tuple[int, int]], window: int
) -> None:
    lying = [(start, start + length) for start, length in spans]
    for start, end in lying:
        own = windows([(start, end)], window_ms=window, step_ms=window // 2)
        assert own[0][0] == start and own[-1][1] == end
        assert all(start <= first < past <= end and past - first <= window for first, past in own)
        assert all(later[0] <= earlier[1] for earlier, later in pairwise(own))
