"""Whose voice is heard when in one recording; the labels hold for that recording alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSpan:
    """A span in which one voice speaks. `probability` is that of the label against the other
    voices of the channel, not against everybody; of `unknown`, that of the likeliest voice."""

    channel: int
    start_ms: int
    end_ms: int
    speaker_label: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceReference:
    """The embedding of one stretch of a voice: base64 of little-endian float16 values."""

    start_ms: int
    end_ms: int
    embedding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice of a recording: how long it speaks, its mean embedding, and stretches of it."""

    speaker_label: str
    channel: int
    speech_ms: int
    embedding: str
    references: tuple[VoiceReference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelVoices:
    """What a channel shows. `count` is None when it cannot be told; `evidence` holds the log odds
    for each further voice that was asked about, beginning with the second, the prior included:
    above 0 it was taken (`calls/voice_counts.py`)."""

    channel: int
    speech_ms: int
    count: int | None
    evidence: tuple[float, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """All voices of one recording. Embeddings compare only with those of the same encoder."""

    encoder: str
    encoder_version: str
    weights_digest: str
    embedding_size: int
    channels: tuple[ChannelVoices, ...]
    voices: tuple[Voice, ...]
    spans: tuple[VoiceSpan, ...]
