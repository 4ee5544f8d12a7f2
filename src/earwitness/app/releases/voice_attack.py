"""The voices of a case against a disguised clip, before it goes out."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.engines.resampling import at_rate
from earwitness.calls.ports import SpeakerEncoder
from earwitness.crossing.voices.calibration import Calibration, calibration_of
from earwitness.crossing.voices.vectors import scaled, unpacked
from earwitness.pipeline.voice_groups import call_voices, stored_voice_groups
from earwitness.pipeline.voices import ENCODER_RATE, speaker_encoder
from earwitness.publication.audio.voice_attack import (
    AttackedVoice,
    Likeness,
    Span,
    attack,
    not_tried,
)
from earwitness.publication.ports import Embed, Samples
from earwitness.records.errors import ModelMissing
from earwitness.records.gate import Finding
from earwitness.records.hearing import UNKNOWN_SPEAKER
from earwitness.records.release import ClipChoice, Cover
from earwitness.records.voice_groups import CallVoice, EncoderIdentity
from earwitness.records.voices import Voices
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results

LEAST_SPEECH_MS = 3_000
"""Of one voice in a clip, to try its disguise. Less than `voices` asks for: an alarm too many costs
a look, one too few a person. At 2 s the encoder errs three times as often as at 5 s
(docs/voices.md)."""

LEAST_STORED_MS = 6_000
"""Of a voice of the case, to be tried. Estimate: below, voices are not told apart at all."""


def attack_clip(
    place: Workplace,
    clip: ClipChoice,
    disguised: Samples,
    rate: int,
    *,
    path: str,
    covers: Sequence[Cover] = (),
) -> tuple[Finding, ...]:
    """What the case's own speaker encoder still recognises in a disguised clip.

    `disguised` has shape (time,), `path` is the file in the package, `covers` are those that were
    laid (`ClipSound.covers`). What could not be tried is a finding too: it is not safe.
    """
    output = results.output("voices", clip.sha256)
    if output is None:
        return not_tried(path, "the voices of its recording were not told apart")
    told = from_json(output, Voices)
    identity = EncoderIdentity(
        name=told.encoder, version=told.encoder_version, weights_digest=told.weights_digest
    )
    fitted = calibration_of(identity)
    try:
        encoder = speaker_encoder(place)
    except ModelMissing:
        return not_tried(path, "the speaker encoder is not installed")
    if fitted is None or _identity(encoder) != identity:
        return not_tried(path, "likeness was never fitted for the encoder of these voices")
    voices = [one for one in call_voices() if one.encoder == identity]
    heard = _spans(told, clip, covers)
    own = {label: _one_speaker(voices, clip.sha256, label) for label in heard}
    theirs = {voice.member.id for speaker in own.values() for voice in speaker}
    others = [
        one
        for one in voices
        if one.member.id not in theirs and one.member.speech_ms >= LEAST_STORED_MS
    ]
    attacked = [
        AttackedVoice(spans=spans, vectors=_vectors(own[label], told.embedding_size, fitted))
        for label, spans in heard.items()
    ]
    return attack(
        disguised,
        rate,
        attacked,
        _vectors(others, told.embedding_size, fitted),
        embed=embed_with(encoder),
        likeness=Likeness(
            threshold=fitted.score(0.0),
            least_speech_ms=LEAST_SPEECH_MS,
            attenuation_s=fitted.attenuation_s,
        ),
        path=path,
    )


def embed_with(encoder: SpeakerEncoder) -> Embed:
    """The encoder as the station `publication` knows it: one vector for each piece of sound."""

    def embed(pieces: Sequence[Samples], rate: int) -> NDArray[np.float32]:
        rows = [at_rate(one, rate, ENCODER_RATE) for one in pieces]
        ends = np.cumsum([len(one) for one in rows])
        spans = [
            ((end - len(row)) * 1000 // ENCODER_RATE, max(1, end * 1000 // ENCODER_RATE))
            for row, end in zip(rows, ends.tolist(), strict=True)
        ]
        return encoder.embed(np.concatenate(rows), spans)

    return embed


def _identity(encoder: SpeakerEncoder) -> EncoderIdentity:
    return EncoderIdentity(
        name=encoder.name, version=encoder.version, weights_digest=encoder.weights_digest
    )


def _spans(told: Voices, clip: ClipChoice, covers: Sequence[Cover]) -> dict[str, tuple[Span, ...]]:
    """Where each voice is heard in the clip, in ms of it, without what is covered."""
    out: dict[str, list[Span]] = {}
    for span in told.spans:
        if clip.channels and span.channel not in clip.channels:
            continue
        start, end = max(span.start_ms, clip.start_ms), min(span.end_ms, clip.end_ms)
        for first, past in _without(start, end, covers):
            own = (first - clip.start_ms, past - clip.start_ms)
            out.setdefault(span.speaker_label, []).append(own)
    return {label: tuple(spans) for label, spans in out.items()}


def _without(start: int, end: int, covers: Sequence[Cover]) -> Iterator[Span]:
    for cover in sorted(covers, key=lambda one: one.start_ms):
        if start < end and cover.start_ms < end and cover.end_ms > start:
            if start < cover.start_ms:
                yield start, cover.start_ms
            start = max(start, cover.end_ms)
    if start < end:
        yield start, end


def _one_speaker(voices: Sequence[CallVoice], sha256: str, label: str) -> list[CallVoice]:
    """The voice of the recording, and those of other calls that may be the same speaker."""
    if label == UNKNOWN_SPEAKER:
        return []
    own = [
        v for v in voices if (v.member.sha256, v.member.speaker.speaker_label) == (sha256, label)
    ]
    ids = {voice.member.id for voice in own}
    found = stored_voice_groups()
    groups = [group for one in (found.groupings if found else ()) for group in one.groups]
    for group in groups:
        members = {member.id for member in group.members}
        if members & ids:
            ids |= members
    return [voice for voice in voices if voice.member.id in ids]


def _vectors(
    voices: Sequence[CallVoice], size: int, calibration: Calibration
) -> NDArray[np.float32]:
    rows = [
        scaled(row, voice.member.speech_ms, calibration.attenuation_s)
        for voice in voices
        if (row := unpacked(voice.embedding)) is not None and len(row) == size
    ]
    return np.stack(rows) if rows else np.zeros((0, size), np.float32)
