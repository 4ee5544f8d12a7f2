"""The first seconds of recordings of the shipped archive, as files of their own."""

from pathlib import Path

import numpy as np

from earwitness.calls.engines.pyav import read_sound
from fakes.sounds import encode

SPEAKING = (
    "2022-03-18_23-05-19_+79552286140.mp3",
    "REC100300108.mp3",
    "backup_0812.ogg",
    "call-20220320T184155Z.mp3",
    "REC170300118.mp3",
)


def short_recordings(recordings: Path, folder: Path, count: int, *, seconds: int = 10) -> Path:
    """Lay out so many, at 16 kHz; the last one so loud that it is bad for fakes."""
    folder.mkdir(parents=True)
    for number, name in enumerate(SPEAKING[:count]):
        sound = read_sound(recordings / name)
        own = sound.samples[:1, : seconds * sound.sample_rate]
        level = 0.99 if number == count - 1 else 0.5
        samples = (own * level * 32767 / np.abs(own).max()).astype(np.int16)
        encode(folder / f"{number}.wav", samples, rate=sound.sample_rate)
    return folder
