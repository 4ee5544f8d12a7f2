"""The stage that tells voices apart: a recording's sound and its speech in, whose voice when out.

Channels come first: what is on two channels is two sides. On each channel voices are counted, and
every piece of speech is given to one of them, or to `unknown`.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import Embeddings, Samples, Sound, SpeakerEncoder
from earwitness.calls.speech_pieces import Span, loudness, pieces, spoken, windows
from earwitness.calls.voice_clusters import unit
from earwitness.calls.voice_counts import Count, count_voices, weights_of
from earwitness.calls.voice_spans import joined
from earwitness.calls.voice_tracks import scores_around, voice_shares
from earwitness.records.hearing import UNKNOWN_SPEAKER, SpeechSpan
from earwitness.records.voices import (
    ChannelVoices,
    Voice,
    VoiceReference,
    Voices,
    VoiceSpan,
)

VERSION = "1"
"""Of all that is decided here. Raise it whenever answers change."""

LEAST_SPEECH_MS = 6_000
"""Net speech below which nobody can tell how many voices there are. Estimate."""

LEAST_FOR_ONE_MS = 30_000
"""Net speech below which "one voice" on a channel with both sides is no finding, but a lack of
evidence for two, which a call mostly has. Two voices that sound alike looked like one in mixtures
of 13 to 15 s and in a real call of 23 s (docs/speakers.md)."""

LEAST_PROBABILITY = 0.6
"""A piece whose likeliest voice is less likely is `unknown`. Estimate; see docs/speakers.md for
what it costs and saves."""

COUNTING_MS, LEAST_COUNTING_MS = 1200, 400
AROUND_MS, AROUND_STEP_MS, PIECE_MS = 1600, 800, 1200
PHRASE_PAUSE_MS, PIECE_PAUSE_MS, LEAST_PIECE_MS = 250, 80, 150
"""Lengths of what is compared. Estimates, but 1600: Resemblyzer's own window."""

REFERENCES, LEAST_REFERENCE_MS = 6, 1000
"""Stretches of a voice whose embeddings are kept for comparison across calls. Estimate."""


@dataclass(frozen=True, slots=True)
class _Channel:
    facts: ChannelVoices
    voices: tuple[Voice, ...] = ()
    spans: tuple[VoiceSpan, ...] = ()


def tell_voices(sound: Sound, spans: Sequence[SpeechSpan], *, encoder: SpeakerEncoder) -> Voices:
    """Voices of a recording at 16 kHz with one or two channels, and its spans of speech."""
    channels = len(sound.samples)
    told = [
        _channel(sound.samples[channel], channel, channels, spans, encoder)
        for channel in range(channels)
    ]
    every = [span for one in told for span in one.spans]
    return Voices(
        encoder=encoder.name,
        encoder_version=encoder.version,
        weights_digest=encoder.weights_digest,
        embedding_size=encoder.size,
        channels=tuple(one.facts for one in told),
        voices=tuple(voice for one in told for voice in one.voices),
        spans=tuple(sorted(every, key=lambda span: (span.start_ms, span.channel))),
    )


def _channel(
    samples: Samples,
    channel: int,
    channels: int,
    spans: Sequence[SpeechSpan],
    encoder: SpeakerEncoder,
) -> _Channel:
    own = [(span.start_ms, span.end_ms) for span in spans if span.channel == channel]
    speech = spoken(loudness(samples), own)
    phrases = pieces(speech, pause_ms=PHRASE_PAUSE_MS, shortest_ms=LEAST_PIECE_MS)
    speech_ms = sum(end - start for start, end in phrases)
    base = f"channel-{channel}" if channels > 1 else ""
    if speech_ms < LEAST_SPEECH_MS:
        return _untold(channel, base, speech_ms, "too little speech to tell voices apart", phrases)
    counting = [span for span in _equal_parts(phrases) if span[1] - span[0] >= LEAST_COUNTING_MS]
    around = windows(phrases, window_ms=AROUND_MS, step_ms=AROUND_STEP_MS)
    finest = pieces(speech, pause_ms=PIECE_PAUSE_MS, shortest_ms=LEAST_PIECE_MS)
    atoms = windows(finest, window_ms=PIECE_MS, step_ms=PIECE_MS)
    embedded = encoder.embed(samples, [*counting, *around, *atoms])
    counted = embedded[: len(counting)]
    if not len(counted) or not len(atoms):
        return _untold(channel, base, speech_ms, "too little speech to tell voices apart", phrases)
    count = count_voices(counted, _lengths(counting))
    if count.voices == 1 and channels == 1 and speech_ms < LEAST_FOR_ONE_MS:
        reason = "too little speech to tell one voice from two"
        return _untold(channel, base, speech_ms, reason, phrases, count.evidence)
    centroids = count.grouping.centroids
    inside = embedded[len(counting) + len(around) :] @ centroids.T
    outside = embedded[len(counting) : len(counting) + len(around)] @ centroids.T
    scores = (inside + scores_around(atoms, around, outside.astype(float))) / 2
    shares = voice_shares(atoms, scores)
    labels = _labels(base, shares)
    facts = ChannelVoices(
        channel=channel, speech_ms=speech_ms, count=count.voices, evidence=count.evidence
    )
    return _Channel(
        facts,
        tuple(_voices(channel, labels, count, counting, counted)),
        joined(channel, atoms, shares, labels, LEAST_PROBABILITY),
    )


def _untold(
    channel: int,
    base: str,
    speech_ms: int,
    reason: str,
    phrases: Sequence[Span],
    evidence: tuple[float, ...] = (),
) -> _Channel:
    """One label for the channel: its own on two channels, `unknown` on one."""
    facts = ChannelVoices(
        channel=channel, speech_ms=speech_ms, count=None, evidence=evidence, reason=reason
    )
    shares = np.ones((len(phrases), 1))
    return _Channel(facts, (), joined(channel, phrases, shares, [base or UNKNOWN_SPEAKER], 0.0))


def _labels(base: str, shares: NDArray[np.float64]) -> list[str]:
    """Names of the voices, numbered in the order in which they first speak."""
    voices = shares.shape[1]
    if voices == 1:
        return [base or "voice-1"]
    first = shares.argmax(axis=1)
    order = list(dict.fromkeys([*first.tolist(), *range(voices)]))
    prefix = f"{base}/" if base else ""
    return [f"{prefix}voice-{order.index(voice) + 1}" for voice in range(voices)]


def _equal_parts(phrases: Sequence[Span]) -> Iterator[Span]:
    for start, end in phrases:
        parts = max(1, round((end - start) / COUNTING_MS))
        for part in range(parts):
            yield (
                start + (end - start) * part // parts,
                start + (end - start) * (part + 1) // parts,
            )


def _lengths(spans: Sequence[Span]) -> NDArray[np.float64]:
    return np.array([end - start for start, end in spans], float)


def _voices(
    channel: int,
    labels: Sequence[str],
    count: Count,
    counting: Sequence[Span],
    embedded: Embeddings,
) -> Iterator[Voice]:
    lengths = _lengths(counting)
    for voice, label in enumerate(labels):
        own = np.flatnonzero(count.grouping.labels == voice)
        # The longest first; of equal length those nearest to the mean, so that a stretch in which
        # somebody else joins in comes late.
        near = embedded[own] @ count.grouping.centroids[voice]
        ranked = own[np.argsort(-(near * weights_of(lengths[own])), kind="stable")]
        kept = [place for place in ranked if lengths[place] >= LEAST_REFERENCE_MS][:REFERENCES]
        yield Voice(
            speaker_label=label,
            channel=channel,
            speech_ms=int(lengths[own].sum()),
            embedding=packed(count.grouping.centroids[voice]),
            references=tuple(
                VoiceReference(
                    start_ms=counting[place][0],
                    end_ms=counting[place][1],
                    embedding=packed(embedded[place]),
                )
                for place in sorted(kept)
            ),
        )


def packed(embedding: NDArray[np.float32]) -> str:
    """An embedding as base64 of little-endian float16: 683 characters for 256 values."""
    return base64.b64encode(embedding.astype("<f2").tobytes()).decode("ascii")


def unpacked(text: str) -> NDArray[np.float32]:
    """The embedding that `packed` made, brought to length 1 again."""
    return unit(np.frombuffer(base64.b64decode(text), "<f2").astype(np.float32))
