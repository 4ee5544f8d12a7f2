"""Working copies that are read where they are asked for."""

from pathlib import Path

import numpy as np
import pytest

from earwitness.archive.channels import blocks
from earwitness.calls.engines.pyav import read_sound, resample
from earwitness.calls.engines.resampling import pieces_at_rate
from earwitness.pipeline.wave_channels import wave_channels, written
from earwitness.records.errors import CaseUnusable
from fakes.sounds import encode, noise


def test_spans_of_a_file_are_what_the_whole_holds(tmp_path: Path) -> None:
    steps = np.concatenate([noise(2), -noise(2) // 2])
    path = encode(tmp_path / "two.wav", steps)
    whole = read_sound(path)
    channels, rate = wave_channels(path)
    assert (rate, len(channels), len(channels[1])) == (8_000, 2, 16_000)
    for own, expected in zip(channels, whole.samples, strict=True):
        for place in (slice(0, 16_000), slice(5_000, 5_100), slice(15_990, 17_000), slice(9, 9)):
            assert np.array_equal(own[place], expected[place])


def test_sound_is_resampled_in_pieces_as_if_it_were_one(tmp_path: Path) -> None:
    path = encode(tmp_path / "wide.wav", noise(70, rate=16_000), rate=16_000)
    (channel,), rate = wave_channels(path)
    expected = resample(read_sound(path), 8_000).samples[0]
    low = written(tmp_path / "low", pieces_at_rate(blocks(channel), rate, 8_000))
    assert np.array_equal(low[: len(low)], expected)
    assert np.array_equal(low[1_000:1_010], expected[1_000:1_010])


def test_a_damaged_working_copy_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "copy.wav"
    path.write_bytes(b"RIFF")
    for damaged in (path, tmp_path / "missing.wav"):
        with pytest.raises(CaseUnusable) as told:
            wave_channels(damaged)
        assert "process" in told.value.remedy
