"""Sounds of the fictional archive and copies of them, through the project's own decoder."""

import hashlib
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import RATE
from earwitness.archive.fingerprints import fingerprint
from earwitness.calls.engines.decoding import DecodeRequest, decode_file
from earwitness.calls.engines.pyav import read_sound, resample
from earwitness.calls.ports import Sound
from earwitness.records.duplicates import Fingerprint
from fakes.sounds import encode

Samples = NDArray[np.float32]
RECORDINGS = Path(__file__).resolve().parents[2] / "src/earwitness/demo/archive/recordings"


def decoded(path: Path, folder: Path) -> Sound:
    """A file as the decoder writes it."""
    target = folder / "decoded.wav"
    decode_file(
        DecodeRequest(
            path=str(path), target=str(target), sha256="", raw_format="", raw_rate=0, max_minutes=9
        )
    )
    return read_sound(target)


@cache
def call(name: str, folder: Path) -> Samples:
    """One call of the archive, shape (channels, time), at 8,000 Hz. Not to be written to."""
    samples: Samples = decoded(RECORDINGS / name, folder).samples
    return samples


def through(
    samples: Samples, folder: Path, codec: str, container: str, *, rate: int = RATE
) -> Sound:
    """The same sound, encoded and decoded again."""
    low = resample(Sound(samples=samples, sample_rate=RATE), rate)
    steps = np.round(low.samples * 32768).clip(-32768, 32767).astype(np.int16)
    path = encode(folder / f"copy.{container}", steps, rate=rate, codec=codec, container=container)
    return decoded(path, folder)


def print_of(samples: Samples, name: str, *, sample_rate: int = RATE) -> Fingerprint:
    """The fingerprint of a sound; `name` stands for its bytes."""
    low = resample(Sound(samples=samples, sample_rate=sample_rate), RATE)
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return fingerprint(sha256, tuple(samples), sample_rate, tuple(low.samples))
