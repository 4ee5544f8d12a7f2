"""The shipped calibration on real speech: six readers, and two people in a conversation."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from earwitness.calls.engines.pyav import read_sound, resample
from earwitness.calls.engines.resemblyzer import ResemblyzerEncoder
from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.ports import Sound
from earwitness.calls.voices import tell_voices
from earwitness.crossing.voices import comparison
from earwitness.crossing.voices.calibration import CALIBRATIONS, RESEMBLYZER
from earwitness.crossing.voices.comparison import comparable
from earwitness.records.voice_groups import CallVoice, VoiceComparison
from earwitness.records.voices import Voice
from earwitness.runtime.models.store import require
from fakes.known_voices import known_voice

READERS = ("1998", "2033", "2609", "3005", "3080", "367")


@pytest.fixture(scope="module")
def encoder(models: Path) -> ResemblyzerEncoder:
    model = require("resemblyzer")
    return ResemblyzerEncoder(model.path, model.weights_digest)


def telephone(paths: Sequence[Path]) -> Sound:
    """One after the other, through 8 kHz."""
    narrow = [resample(read_sound(path), 8_000).samples[0] for path in paths]
    samples = np.concatenate(narrow)[np.newaxis]
    return resample(Sound(samples=samples, sample_rate=8_000), 16_000)


def told(sound: Sound, encoder: ResemblyzerEncoder) -> Sequence[Voice]:
    model = require("silero-vad")
    detector = SileroDetector(model.path / "silero_vad.onnx", model.weights_digest)
    return tell_voices(sound, detector.detect([sound])[0], encoder=encoder).voices


def as_call_voice(voice: Voice, recording: int) -> CallVoice:
    made = known_voice(0, recording, label=voice.speaker_label, speech_ms=voice.speech_ms)
    return replace(made, embedding=voice.embedding)


def length(voice: Voice) -> int:
    return voice.speech_ms


def compared(left: CallVoice, right: CallVoice) -> VoiceComparison:
    own = comparable([left, right], CALIBRATIONS[RESEMBLYZER])
    assert len(own.voices) == 2
    return own.compare(0, 1)


def bits(left: CallVoice, right: CallVoice) -> float:
    found = compared(left, right).log2_lr
    assert found is not None
    return found


def likeness(left: CallVoice, right: CallVoice) -> float:
    found = compared(left, right).likeness
    assert found is not None
    return found


def test_the_calibration_is_of_the_encoder_that_is_installed(encoder: ResemblyzerEncoder) -> None:
    assert (RESEMBLYZER.name, RESEMBLYZER.version) == (encoder.name, encoder.version)
    assert RESEMBLYZER.weights_digest == encoder.weights_digest


def test_readers_are_told_from_each_other_in_two_recordings_each(
    shared: Path, encoder: ResemblyzerEncoder
) -> None:
    voices = []
    for reader in READERS:
        files = sorted((shared / "data" / "speakers" / "librispeech" / reader).glob("*.flac"))
        for half in (files[:4], files[4:8]):
            own = told(telephone(half), encoder)
            voices.append((reader, as_call_voice(max(own, key=length), len(voices))))
    same = [bits(a, b) for (x, a), (y, b) in combinations(voices, 2) if x == y]
    other = [bits(a, b) for (x, a), (y, b) in combinations(voices, 2) if x != y]
    assert len(same) == 6 and min(same) > 1
    assert np.mean(other) < -0.8
    assert np.mean([one > 1 for one in other]) < 0.05


def test_two_people_of_a_conversation_are_nearest_to_their_own_recordings(
    shared: Path, encoder: ResemblyzerEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another session in another room, with 5 and 8 s of speech. Nothing like it is in the fit, and
    likeness falls to that of strangers: so it must say little, and nothing strong against them."""
    monkeypatch.setattr(comparison, "LEAST_SPEECH_MS", 4_000)
    folder = shared / "data" / "speakers" / "azure"
    alone = [
        as_call_voice(max(told(telephone([path]), encoder), key=length), place)
        for place, path in enumerate(sorted(folder.glob("enrollment_*.wav")))
    ]
    sound = telephone([folder / "katiesteve_mono.wav"])
    talk = [as_call_voice(voice, 10) for voice in told(sound, encoder)]
    assert len(alone) == len(talk) == 2
    table = np.array([[likeness(own, heard) for heard in talk] for own in alone])
    assert sorted(table.argmax(axis=0)) == sorted(table.argmax(axis=1)) == [0, 1]
    assert all(bits(own, heard) >= -1 for own in alone for heard in talk)
