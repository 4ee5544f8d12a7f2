"""Voices told apart in the tiny case, made by hand: its tones have none."""

import base64

import numpy as np

from earwitness.app.answers import list_calls
from earwitness.app.processing import process
from earwitness.crossing.voices.calibration import RESEMBLYZER
from earwitness.records.custody import Provenance
from earwitness.records.voices import Voice, Voices, VoiceSpan
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from earwitness.runtime.store.connection import writing

LABEL, SIZE = "voice-1", 256


def recordings_of_case() -> list[str]:
    """The three recordings of the tiny case."""
    return [own["sha256"] for call in list_calls() for own in call["recordings"]]


def tell_voices_apart(place: Workplace, *, alike: int = 2) -> list[str]:
    """One voice in each recording, of which the first `alike` are one speaker's, and their groups.
    Gives the references by which addresses name them."""
    hashes = recordings_of_case()
    chance = np.random.default_rng(7)
    one = chance.standard_normal(SIZE)
    with writing(place.folder.database):
        for number, sha256 in enumerate(hashes):
            row = one if number < alike else chance.standard_normal(SIZE)
            told = _told(row + 0.01 * chance.standard_normal(SIZE))
            provenance = Provenance(
                stage="voices",
                engine="by hand",
                version="1",
                weights_digest="",
                options="{}",
                input_digests=(),
            )
            results.save(sha256, provenance, to_json(told), actor="test")
    process(place, ["voice_groups"], progress=SilentProgress())
    return [f"{sha256}:{LABEL}" for sha256 in hashes]


def _told(row: np.ndarray) -> Voices:
    embedding = base64.b64encode(row.astype("<f2").tobytes()).decode()
    return Voices(
        encoder=RESEMBLYZER.name,
        encoder_version=RESEMBLYZER.version,
        weights_digest=RESEMBLYZER.weights_digest,
        embedding_size=SIZE,
        channels=(),
        voices=(Voice(speaker_label=LABEL, channel=0, speech_ms=20_000, embedding=embedding),),
        spans=(
            VoiceSpan(channel=0, start_ms=100, end_ms=1_900, speaker_label=LABEL, probability=0.9),
        ),
    )
