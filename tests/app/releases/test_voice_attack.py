"""The case's own encoder against clips of real speakers."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from earwitness.app.releases import voice_attack
from earwitness.app.releases.voice_attack import attack_clip
from earwitness.calls.engines.pyav import read_sound
from earwitness.calls.ports import Samples, Sound
from earwitness.calls.voices import tell_voices
from earwitness.pipeline.voices import speaker_encoder
from earwitness.records.custody import Provenance
from earwitness.records.errors import ModelMissing
from earwitness.records.gate import Severity
from earwitness.records.hearing import SpeechSpan
from earwitness.records.release import AudioChoice, ClipChoice, Cover, CoverReason
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from earwitness.runtime.store.connection import writing

RATE = 16_000
TOLD_S, CLIP_S = 25, 10


def sha256_of(speaker: str) -> str:
    return hashlib.sha256(speaker.encode()).hexdigest()


def clip(speaker: str, seconds: int = CLIP_S) -> ClipChoice:
    return ClipChoice(
        id="c1",
        call_id="call-1",
        sha256=sha256_of(speaker),
        start_ms=0,
        end_ms=1000 * seconds,
        title="",
        audio=AudioChoice.DISGUISED,
    )


@pytest.fixture(scope="module")
def speech(shared: Path) -> dict[str, Samples]:
    """35 s of each of three readers."""
    out = {}
    for speaker in ("1998", "2609", "3080"):
        files = sorted((shared / "data" / "speakers" / "librispeech" / speaker).glob("*.flac"))
        whole = np.concatenate([read_sound(path).samples[0] for path in files])
        out[speaker] = whole[: (TOLD_S + CLIP_S) * RATE]
    return out


@pytest.fixture
def told(place: Workplace, models: Path, speech: dict[str, Samples]) -> Workplace:
    """A case with the voices of one recording of each reader."""
    encoder = speaker_encoder(place)
    for speaker, samples in speech.items():
        sound = Sound(samples=samples[np.newaxis, : TOLD_S * RATE], sample_rate=RATE)
        spans = (SpeechSpan(channel=0, start_ms=0, end_ms=TOLD_S * 1000),)
        provenance = Provenance(
            stage="voices",
            engine=encoder.name,
            version=encoder.version,
            weights_digest=encoder.weights_digest,
            options="{}",
            input_digests=(),
        )
        output = to_json(tell_voices(sound, spans, encoder=encoder))
        assert len(output["voices"]) == 1
        with writing(place.folder.database):
            results.save(sha256_of(speaker), provenance, output, actor="test")
    return place


def rest(speech: dict[str, Samples], speaker: str) -> Samples:
    """What the case has not heard of a reader: as long as the clip."""
    return speech[speaker][TOLD_S * RATE :]


def test_a_speaker_who_is_not_disguised_is_recognised(
    told: Workplace, speech: dict[str, Samples]
) -> None:
    found = attack_clip(told, clip("1998"), rest(speech, "1998"), RATE, path="c1.mp3")
    assert [(one.what, one.severity) for one in found] == [
        ("the speaker is still recognised", Severity.LIKELY)
    ]


def test_a_voice_that_sounds_like_another_speaker_of_the_case_is_told(
    told: Workplace, speech: dict[str, Samples]
) -> None:
    found = attack_clip(told, clip("1998"), rest(speech, "3080"), RATE, path="c1.mp3")
    assert [one.what for one in found] == ["sounds like 1 other voices of the case"]


def test_words_under_a_cover_are_no_speech_to_be_tried(
    told: Workplace, speech: dict[str, Samples]
) -> None:
    cover = Cover(start_ms=0, end_ms=8_500, reason=CoverReason.NAME)
    found = attack_clip(
        told, clip("1998"), rest(speech, "1998"), RATE, path="c1.mp3", covers=[cover]
    )
    assert "s of speech, 3 s are needed" in found[0].what


def test_a_case_that_cannot_try_says_so(
    told: Workplace, speech: dict[str, Samples], monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = rest(speech, "1998")
    (found,) = attack_clip(told, clip("nobody"), sound, RATE, path="c1.mp3")
    assert found.what.endswith("the voices of its recording were not told apart")

    def missing(place: Workplace) -> None:
        raise ModelMissing("It is missing.", remedy="Fetch it.")

    monkeypatch.setattr(voice_attack, "speaker_encoder", missing)
    (found,) = attack_clip(told, clip("1998"), sound, RATE, path="c1.mp3")
    assert found.what.endswith("the speaker encoder is not installed")
