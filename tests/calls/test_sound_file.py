"""Working copies read piece by piece: the same samples as when they are read whole."""

from pathlib import Path

import numpy as np
import pytest

from earwitness.calls.engines.pyav import read_sound
from earwitness.calls.sound_file import SoundFile
from fakes.sounds import encode, noise, tone


@pytest.mark.parametrize("channels", [1, 2])
def test_every_piece_is_what_stands_there(tmp_path: Path, channels: int) -> None:
    path = encode(tmp_path / "copy.wav", tone(2, channels=channels))
    whole, file = read_sound(path), SoundFile.open(path)
    assert (file.channels, file.length, file.sample_rate) == (channels, 16_000, 8000)
    for channel in range(channels):
        for start, end in ((0, 16_000), (1234, 5678), (15_990, 99_999), (-5, 3), (7, 7)):
            piece = file.read(channel, start, end)
            assert np.array_equal(piece, whole.read(channel, start, end))
            assert piece.dtype == np.float32


def test_a_copy_of_no_sound_has_no_piece(tmp_path: Path) -> None:
    path = encode(tmp_path / "copy.wav", noise(0.01))
    file = SoundFile.open(path)
    assert len(file.read(0, 80, 200)) == 0
