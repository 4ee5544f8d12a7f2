"""Voices of known speakers with hand-made vectors, for what compares and groups them."""

import base64
import hashlib

import numpy as np

from earwitness.crossing.voices.calibration import RESEMBLYZER
from earwitness.records.voice_groups import CallVoice, EncoderIdentity, VoiceMember, voice_id
from earwitness.records.voice_links import SpeakerInCall

SIZE = 40
COMMON = 0.74
"""Cosine between any two speakers: about that of strangers in the shipped calibration."""


def known_voice(
    speaker: int,
    recording: int,
    *,
    label: str = "voice-1",
    call: str = "",
    speech_ms: int = 20_000,
    codec: str = "gsm",
    channel: int = 0,
    noise: float = 0.05,
    encoder: EncoderIdentity = RESEMBLYZER,
    common: float = COMMON,
) -> CallVoice:
    """One voice; `recording` says how early it came, and makes its noise, the same at every call.
    Speakers are numbered from 0 to 38."""
    sha256 = hashlib.sha256(str(recording).encode()).hexdigest()
    row = np.zeros(SIZE)
    row[0], row[1 + speaker] = np.sqrt(common), np.sqrt(1 - common)
    row += np.random.default_rng([speaker, recording]).normal(0, noise / np.sqrt(SIZE), SIZE)
    packed = base64.b64encode((row / np.linalg.norm(row)).astype("<f2").tobytes()).decode()
    return CallVoice(
        member=VoiceMember(
            id=voice_id(sha256, label, "told"),
            sha256=sha256,
            speaker=SpeakerInCall(call_id=call or f"call-{recording}", speaker_label=label),
            speech_ms=speech_ms,
        ),
        encoder=encoder,
        embedding=packed,
        channel=channel,
        codec=codec,
        bandwidth_hz=3_400,
        arrival=recording,
    )
