"""Level, clipping and offset of a channel."""

import numpy as np
import pytest

from earwitness.calls.ports import Sound
from earwitness.calls.signals.levels import active_level, channel_level, clipped_samples
from earwitness.records.signals import Burst
from fakes.line_tones import on_a_line, silence, sines


def test_a_sine_has_the_level_of_its_mean_square_and_pauses_do_not_count() -> None:
    speech = np.concatenate([sines((300,), 2, level=0.1), silence(8)])
    level = channel_level(on_a_line(speech, noise=0.00005), 0, ())
    assert level.speech_dbfs == pytest.approx(-23.0, abs=0.3)
    assert level.noise_dbfs < -80
    assert level.peak_dbfs == pytest.approx(-20.0, abs=0.2)


def test_tones_do_not_count_as_speech() -> None:
    loud, quiet = sines((425,), 2, level=0.5), sines((300,), 2, level=0.01)
    sound = on_a_line(np.concatenate([loud, quiet]), noise=0.00005)
    level = channel_level(sound, 0, [Burst(start_ms=0, end_ms=2000)])
    assert level.speech_dbfs == pytest.approx(-43.0, abs=0.5)


def test_an_offset_is_measured_and_does_not_count_as_sound() -> None:
    sound = Sound(samples=np.full((1, 16_000), 0.2, np.float32), sample_rate=8000)
    level = channel_level(sound, 0, ())
    assert level.dc_offset == pytest.approx(0.2, abs=1e-4)
    assert level.speech_dbfs is None


def test_clipping_is_counted_in_runs_only() -> None:
    square = np.array([1.0] * 4 + [0.0] + [-1.0] * 3 + [0.0, 1.0, 0.0, -1.0, -1.0], np.float32)
    assert clipped_samples(square) == 7
    assert clipped_samples(np.zeros(0, np.float32)) == 0


def test_silence_has_no_level() -> None:
    assert active_level(np.zeros(50)) is None
    empty = Sound(samples=np.zeros((1, 0), np.float32), sample_rate=8000)
    assert channel_level(empty, 0, ()).speech_dbfs is None
