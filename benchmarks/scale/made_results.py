"""What stages that need sound or a heavy model make of a made call: as large as in the fictional
archive, scaled to three minutes."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from earwitness.crossing.voices.calibration import RESEMBLYZER
from earwitness.records.examination import Examination, FileFacts, Observation, StreamFacts
from earwitness.records.hearing import AudioFacts, Segment, SpeechSpan, TimedEnglish, Word
from earwitness.records.signals import ChannelLevel, Signals
from earwitness.records.voices import ChannelVoices, Voice, VoiceReference, Voices, VoiceSpan
from earwitness.runtime.records_json import to_json
from scale.made_calls import MadeCall, hash_of, milliseconds

SIZE = 256
"""Values of an embedding."""
REFERENCES = 6
"""Stretches of a voice that are kept."""
PEAKS = 5_500
"""Bytes of a fingerprint's peaks for three minutes: 1.4 kB for 43 s in the fictional archive."""
SEEN = (
    "container", "codec", "sample_rate", "channels", "lost_packets", "bandwidth", "level", "noise",
    "silence", "duration",
)  # fmt: skip
LABELS = {"caller": "voice-1", "called": "voice-2"}


def decoded(one: MadeCall) -> Any:
    """Facts of a WAV of telephone sound."""
    return to_json(
        AudioFacts(
            sha256=one.sha256, container="wav", codec="pcm_s16le", sample_rate=8000, channels=1,
            duration_ms=milliseconds(one),
        )
    )  # fmt: skip


def examined(one: MadeCall) -> Any:
    """Ten observations, no hint."""
    file = FileFacts(
        container="wav", byte_size=16 * milliseconds(one), bit_rate=128_000,
        streams=(StreamFacts(index=0, kind="audio", codec="pcm_s16le"),),
    )  # fmt: skip
    seen = tuple(Observation(kind=kind, detail="As measured.", value=1.0) for kind in SEEN)
    return to_json(Examination(file=file, observations=seen))


def fingerprinted(one: MadeCall) -> Any:
    """Bytes by chance: duplicates are not looked for in a made case."""
    rest = np.random.default_rng(one.number).bytes(PEAKS)
    return {
        "sha256": one.sha256,
        "duration_ms": milliseconds(one),
        "sound_sha256": hash_of(f"sound {one.name}"),
        "bandwidth_hz": 3400,
        "levels": base64.b64encode(bytes(milliseconds(one) // 1000)).decode(),
        "tracks": [{"channel": "mix", "peaks": base64.b64encode(rest).decode()}],
    }


def signalled(one: MadeCall) -> Any:
    """No signal, one level."""
    level = ChannelLevel(
        channel=0, speech_dbfs=-14.7, noise_dbfs=-38.6, peak_dbfs=-0.1, clipped_share=0.0,
        dc_offset=-0.00035,
    )  # fmt: skip
    return to_json(Signals(levels=(level,)))


def spoken(one: MadeCall) -> Any:
    """A span a sentence."""
    return to_json(
        tuple(SpeechSpan(channel=0, start_ms=start, end_ms=end) for start, end, _, _ in spans(one))
    )


def told_apart(one: MadeCall) -> Any:
    """Two voices with their stretches; a speaker sounds alike in all of his calls."""
    voices = tuple(_voice(one, side) for side in LABELS)
    told = tuple(
        VoiceSpan(
            channel=0, start_ms=start, end_ms=end, speaker_label=LABELS[side], probability=0.97
        )
        for start, end, side, _ in spans(one)
    )
    channel = ChannelVoices(channel=0, speech_ms=90_000, count=2, evidence=(2.88, -8.27))
    return to_json(
        Voices(
            encoder=RESEMBLYZER.name,
            encoder_version=RESEMBLYZER.version,
            weights_digest=RESEMBLYZER.weights_digest,
            embedding_size=SIZE,
            channels=(channel,),
            voices=voices,
            spans=told,
        )
    )


def heard(one: MadeCall) -> Any:
    """A segment a sentence, with words, times and English of the recogniser."""
    return to_json(tuple(_segment(*own) for own in spans(one)))


def alone(_: MadeCall) -> Any:
    """No duplicates."""
    return {"compared": 0, "landmarks_kept": 0, "groups": [], "shared": []}


MADE: dict[str, Callable[[MadeCall], Any]] = {
    "decode": decoded,
    "examine": examined,
    "fingerprint": fingerprinted,
    "signals": signalled,
    "speech": spoken,
    "voices": told_apart,
    "hear": heard,
}
"""Stages whose results are made here; all others do their own work."""


def spans(one: MadeCall) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, side and text of each sentence."""
    for place, (side, text) in enumerate(one.said):
        yield 9_000 * place + 500, 9_000 * place + 8_500, side, text


def embedding_of(speaker: str, stretch: str) -> str:
    """A speaker's own vector, moved a little: base64 of little-endian float16."""
    own = np.random.default_rng(_seed(speaker)).normal(size=SIZE)
    here = np.random.default_rng(_seed(stretch)).normal(scale=0.25, size=SIZE)
    row = np.maximum(0, own + here)  # the encoder's last layer leaves nothing below 0
    return base64.b64encode((row / np.linalg.norm(row)).astype("<f2").tobytes()).decode()


def _voice(one: MadeCall, side: str) -> Voice:
    speaker = f"{side} {one.call.called if side == 'called' else one.call.caller}"
    return Voice(
        speaker_label=LABELS[side],
        channel=0,
        speech_ms=45_000,
        embedding=embedding_of(speaker, f"{one.name} {side}"),
        references=tuple(
            VoiceReference(
                start_ms=9_000 * place,
                end_ms=9_000 * place + 1_100,
                embedding=embedding_of(speaker, f"{one.name} {side} {place}"),
            )
            for place in range(REFERENCES)
        ),
    )


def _segment(start: int, end: int, side: str, text: str) -> Segment:
    said = text.split()
    each = (end - start) // max(1, len(said))
    words = tuple(
        Word(
            text=word,
            start_ms=start + each * place,
            end_ms=start + each * (place + 1) - 40,
            confidence=0.8,
        )
        for place, word in enumerate(said)
    )
    english = "So what is it like at your place today, she said."
    return Segment(
        channel=0, start_ms=start, end_ms=end, text=text, detected_language="ru", words=words,
        translation=english, mean_log_probability=-0.31, no_speech_probability=0.02,
        heard_language="ru", language_probability=0.98, translation_log_probability=-0.45,
        english=(TimedEnglish(start_ms=start, end_ms=end, text=english),), clip_start_ms=start,
    )  # fmt: skip


def _seed(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
