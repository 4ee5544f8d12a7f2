"""Voices across calls: hypotheses of one speaker, and what people decided about them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from earwitness.records.voice_links import SpeakerInCall

VOICE = "voice-"
PAIR = "+"
DIGITS = 16


def voice_id(sha256: str, speaker_label: str, told: str) -> str:
    """The id of one voice of one recording, as it was told apart.

    `told` is the digest of the result that told it. Told anew and otherwise, it is another voice:
    a decision about what somebody heard must not slip to a voice that merely has the same label.
    """
    seen = "\n".join((sha256, speaker_label, told)).encode()
    return VOICE + hashlib.sha256(seen).hexdigest()[:DIGITS]


def voice_pair_id(left: str, right: str) -> str:
    """The subject of a decision about two voices, given by their ids; the order is no matter."""
    return PAIR.join(sorted((left, right)))


def voices_of_pair(subject: str) -> tuple[str, str] | None:
    """The two ids of voices in the subject of a decision; None if it is about something else."""
    left, _, right = subject.partition(PAIR)
    if not (_is_voice(left) and _is_voice(right)) or left == right:
        return None
    return left, right


def _is_voice(text: str) -> bool:
    digits = text.removeprefix(VOICE)
    return (
        text.startswith(VOICE) and len(digits) == DIGITS and set(digits) <= set("0123456789abcdef")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderIdentity:
    """What made embeddings. Those of different identities are never compared."""

    name: str
    version: str
    weights_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceMember:
    """One voice of one recording: the recording's SHA-256, its call, label and net speech."""

    id: str
    sha256: str
    speaker: SpeakerInCall
    speech_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallVoice:
    """A voice with what it is compared by.

    `embedding` is the mean one, base64 of little-endian float16; `channel` counts from 0. `codec`
    and `bandwidth_hz` are of the recording ("" and 0: not known). `arrival` counts recordings in
    the order they came.
    """

    member: VoiceMember
    encoder: EncoderIdentity
    embedding: str
    channel: int
    codec: str
    bandwidth_hz: int
    arrival: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceComparison:
    """Two voices side by side. `log2_lr` is None if nothing can be said, and `reason` says why.

    `likeness` is the corrected cosine, `held_back` the bits taken away because voices of this
    archive are more alike than those of the fit.
    """

    left: VoiceMember
    right: VoiceMember
    log2_lr: float | None
    reason: str = ""
    likeness: float | None = None
    held_back: float = 0.0
    channel_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceGroup:
    """A hypothesis: these voices are one speaker.

    `id` follows from the member that came first, so that it stays when others join. `cohesion` is
    the mean over all pairs of members that compare, in bits without bounds; `weakest` that of the
    member that fits the others least. `strangers` is how many other voices of the archive would be
    as alike by chance, if strangers are as in the fit. All three are None where nothing compares:
    people alone made the group. `decisions` are the subjects of decisions within it.
    """

    id: str
    members: tuple[VoiceMember, ...]
    cohesion: float | None = None
    weakest: float | None = None
    strangers: float | None = None
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutVoices:
    """Voices that were not compared, by reason."""

    reason: str
    voices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceGrouping:
    """All groups among the voices of one encoder.

    `needed` is the mean in bits from which two groups are joined; it rises with the number of
    voices compared, and is None if nothing compares. `held_back` is how many bits are taken away
    because this archive's voices are alike.
    """

    encoder: EncoderIdentity
    compared: int
    needed: float | None = None
    held_back: float = 0.0
    left_out: tuple[LeftOutVoices, ...] = ()
    groups: tuple[VoiceGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceGroups:
    """The groups of a case. `copies` are recordings that were left out, for a better one has their
    sound. `outdated` are subjects of decisions about voices that are no more, or that cannot be
    compared; `contradicted` those that later decisions contradict: neither was followed."""

    groupings: tuple[VoiceGrouping, ...] = ()
    copies: int = 0
    outdated: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceDecision:
    """What a person decided about two voices (ids, see `voice_id`).

    `same` is True (one speaker), False (two), or None (cannot be told: nothing follows).
    The leading decision about a pair is the newest that was not taken back.
    """

    left: str
    right: str
    same: bool | None
    by: str
    at: datetime
    why: str
