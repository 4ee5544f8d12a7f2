"""Resemblyzer on onnxruntime: as the original, and on real voices."""

from pathlib import Path

import numpy as np
import pytest

from earwitness.calls.engines.mel_spectrum import mel_power
from earwitness.calls.engines.pyav import read_sound
from earwitness.calls.engines.resemblyzer import ResemblyzerEncoder
from earwitness.calls.voices import unpacked
from earwitness.runtime.models.store import require
from speaker_encoder_contract import SpeakerEncoderContract

REFERENCE = (
    "AACFKQAAAAAAAAAAAAAAAAcYAADEMbYqAAAAAAAAFzALGcUpAAAAAAAAAAAAAAAAxiF0KAAAAAAAAAAAVSgxKScq"
    "AAAAAAAAujF8KAAAAAAAAAAAzjB6LAAAAABBLgAAAABGLQAAPTAAAAAAAAAAAAAAAAAAAAAAAAAAALQorSdmIQAA"
    "AAAAAAAAZScAAGQtKTDOLKssAAAAAJ0nAACdKgAAAADHK0opAAAAAPEhFi5pLr8tAAC9MGEpAAAAAAAAAAAAAAAA"
    "AACjKkMnAAAAAAAAAAAGLQAAAAB0LgAAeDAAABYwfS4AAAAAAAAAAAAAwyxKMBgvRSZaLAAA4DMAMAAAAAAAAAAA"
    "wS75JAAAAAA5KgAA3DAAAAAAAAAAAAAABy8AAK0wAAAAAL4s8i4AAAAAXiy+MPYsAAAAAHstUi0AAAAAAiSjLQAA"
    "mCX2KAAA+zEAAF8qAAAAAAAAAADcJxgt1h4UKwAAQTGeJ64pAADnKQAAAAC7KwAACDAAAKEdAABJLQAAwygULgAA"
    "AACDLAAAsCmeLwAAAAAAAPgskTEAAAAAAAAAAIIq6TAAAAAAAABsJ8EwAAAAAAAAAAAAAJcpAAAeIEMkAAAAAAAA"
    "AAAAAAAAAAAqIgAAETDwLFsoIyFNLAAAAAAAAAAAEjQSMr8mAAAILAkxSSROMAAvLiw="
)
"""What PyTorch 2.13 and librosa 0.11 make of `buzz()` with the original weights, float16."""


def buzz() -> np.ndarray:
    """Two seconds like a voice: a wavering pitch with 25 overtones, at -30 dBFS."""
    time = np.arange(32_000) / 16_000
    phase = 2 * np.pi * np.cumsum(120 + 10 * np.sin(2 * np.pi * 4 * time)) / 16_000
    overtones = sum(np.cos(k * phase) / k for k in range(1, 26))
    shaped = overtones * (1.2 + np.sin(2 * np.pi * 3 * time))
    return (shaped / np.sqrt((shaped**2).mean()) * 10 ** (-30 / 20)).astype(np.float32)


@pytest.fixture(scope="module")
def encoder(models: Path) -> ResemblyzerEncoder:
    model = require("resemblyzer")
    return ResemblyzerEncoder(model.path, model.weights_digest)


class TestContract(SpeakerEncoderContract):
    pass


def test_it_computes_what_the_original_does(encoder: ResemblyzerEncoder) -> None:
    (found,) = encoder.embed(buzz(), [(0, 2000)])
    assert np.abs(found - unpacked(REFERENCE)).max() < 5e-4  # half a step of float16 at 0.5


def test_loudness_changes_nothing(encoder: ResemblyzerEncoder) -> None:
    loud, quiet = encoder.embed(30 * buzz(), [(0, 2000)]), encoder.embed(buzz(), [(0, 2000)])
    assert np.allclose(loud, quiet, atol=1e-4)


def test_the_bands_of_a_pure_tone_peak_where_the_tone_is() -> None:
    time = np.arange(16_000) / 16_000
    low, high = (
        mel_power(
            np.sin(2 * np.pi * hertz * time).astype(np.float32),
            rate=16_000, window=400, step=160, bands=40,
        )[50].argmax()
        for hertz in (300, 3000)
    )  # fmt: skip
    assert low < 8 and 24 < high < 34


def test_real_voices_are_nearer_to_themselves(encoder: ResemblyzerEncoder, shared: Path) -> None:
    folder = shared / "data" / "speakers" / "librispeech"
    rows = []
    for speaker in ("2033", "2609", "3005"):
        for file in sorted((folder / speaker).glob("*.flac"))[:2]:
            samples = read_sound(file).samples[0]
            length = len(samples) * 1000 // 16_000
            rows.append(encoder.embed(samples, [(0, min(length, 5000))])[0])
    cosines = np.stack(rows) @ np.stack(rows).T
    same = [cosines[place, place + 1] for place in (0, 2, 4)]
    other = [cosines[i, j] for i in range(6) for j in range(i) if i // 2 != j // 2]
    assert min(same) > max(other)
