"""The stage that tells voices apart: a recording's sound and its speech in, whose voice when out.

Channels come first: what is on two channels is two sides. On each channel voices are counted, and
every piece of speech is given to one of them, or to `unknown`.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import Embeddings, SoundSource, SpeakerEncoder
from earwitness.calls.speech_pieces import Span, loudness, pieces, spoken, windows
from earwitness.calls.voice_clusters import unit
from earwitness.calls.voice_counts import (
    SECOND_ON_A_CALL,
    SECOND_ON_A_SIDE,
    Count,
    Windows,
    count_voices,
)
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

VERSION = "2"
"""Of all that is decided here. Raise it whenever answers change."""

LEAST_SPEECH_MS = 6_000
"""Net speech below which nobody can tell how many voices there are. Estimate."""

LEAST_FOR_ONE_MS = 12_000
"""Net speech below which "one voice" on a channel with both sides is no finding, but a lack of
evidence for two, which a call mostly has. Estimate."""

LEAST_PROBABILITY = 0.6
"""A piece whose likeliest voice is less likely is `unknown`. Estimate; see docs/speakers.md for
what it costs and saves."""

COUNTING_MS, LEAST_COUNTING_MS = 1200, 400
AROUND_MS, AROUND_STEP_MS, PIECE_MS = 1600, 800, 1200
PHRASE_PAUSE_MS, PIECE_PAUSE_MS, LEAST_PIECE_MS = 300, 120, 80
"""Lengths of what is compared. 1600 is Resemblyzer's own window; the last three were chosen on
development mixtures, the others are estimates."""

OWN_SHARE = 0.7
"""Of a piece's own embedding; the rest is that of the windows around it. Chosen on development
mixtures, between 0.3 and 0.7."""

REFERENCES, LEAST_REFERENCE_MS = 6, 1000
"""Stretches of a voice whose embeddings are kept for comparison across calls. Estimate."""


BLOCK_MS, BLOCK_MARGIN_MS = 600_000, 100
"""Of sound whose spans are embedded together, as much as is heard together, and what is read on
both sides for the windows of spectra: whole steps of 10 ms, on which encoders' frames lie."""


@dataclass(frozen=True, slots=True)
class _Channel:
    facts: ChannelVoices
    voices: tuple[Voice, ...] = ()
    spans: tuple[VoiceSpan, ...] = ()


def tell_voices(
    sound: SoundSource, spans: Sequence[SpeechSpan], *, encoder: SpeakerEncoder
) -> Voices:
    """Voices of a recording at 16 kHz with one or two channels, and its spans of speech.

    The sound is read some minutes at a time, so that memory hardly grows with its length.
    """
    told = [_channel(sound, channel, spans, encoder) for channel in range(sound.channels)]
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
    sound: SoundSource, channel: int, spans: Sequence[SpeechSpan], encoder: SpeakerEncoder
) -> _Channel:
    channels = sound.channels
    own = [(span.start_ms, span.end_ms) for span in spans if span.channel == channel]
    speech = spoken(loudness(sound, channel), own)
    phrases = pieces(speech, pause_ms=PHRASE_PAUSE_MS, shortest_ms=LEAST_PIECE_MS)
    speech_ms = sum(end - start for start, end in phrases)
    base = f"channel-{channel}" if channels > 1 else ""
    if speech_ms < LEAST_SPEECH_MS:
        return _untold(channel, base, speech_ms, "too little speech to tell voices apart", phrases)
    counting = [*_equal_parts(phrases)]
    around = windows(phrases, window_ms=AROUND_MS, step_ms=AROUND_STEP_MS)
    finest = pieces(speech, pause_ms=PIECE_PAUSE_MS, shortest_ms=LEAST_PIECE_MS)
    atoms = windows(finest, window_ms=PIECE_MS, step_ms=PIECE_MS)
    embedded = _embedded(sound, channel, [*counting, *around, *atoms], encoder)
    compared = _compared(counting, around, embedded)
    if not compared.apart or not len(atoms):
        return _untold(channel, base, speech_ms, "too little speech to tell voices apart", phrases)
    count = count_voices(compared, second=SECOND_ON_A_SIDE if channels > 1 else SECOND_ON_A_CALL)
    if count.voices == 1 and channels == 1 and speech_ms < LEAST_FOR_ONE_MS:
        reason = "too little speech to tell one voice from two"
        return _untold(channel, base, speech_ms, reason, phrases, count.evidence)
    cosines = (embedded[len(counting) :] @ count.grouping.centroids.T).astype(float)
    outside = scores_around(atoms, around, cosines[: len(around)])
    scores = OWN_SHARE * cosines[len(around) :] + (1 - OWN_SHARE) * outside
    shares = voice_shares(atoms, scores)
    labels = _labels(base, shares)
    facts = ChannelVoices(
        channel=channel, speech_ms=speech_ms, count=count.voices, evidence=count.evidence
    )
    return _Channel(
        facts,
        tuple(_voices(channel, labels, count, compared)),
        joined(channel, atoms, shares, labels, LEAST_PROBABILITY),
    )


def _embedded(
    sound: SoundSource, channel: int, spans: Sequence[Span], encoder: SpeakerEncoder
) -> Embeddings:
    """One embedding a span, in their order, from blocks of sound."""
    out = np.zeros((len(spans), encoder.size), np.float32)
    per_ms = sound.sample_rate // 1000
    blocks: dict[int, list[int]] = {}
    for place, (start, _) in enumerate(spans):
        blocks.setdefault(start // BLOCK_MS, []).append(place)
    for block, places in blocks.items():
        begin = max(0, block * BLOCK_MS - BLOCK_MARGIN_MS)
        end = max(spans[place][1] for place in places) + BLOCK_MARGIN_MS
        samples = sound.read(channel, begin * per_ms, end * per_ms)
        own = [(spans[place][0] - begin, spans[place][1] - begin) for place in places]
        out[places] = encoder.embed(samples, own)
    return out


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


def _compared(apart: Sequence[Span], around: Sequence[Span], embedded: Embeddings) -> Windows:
    """What is long enough to be compared; `embedded` begins with both."""
    spans = [*apart, *around]
    long = [place for place, (start, end) in enumerate(spans) if end - start >= LEAST_COUNTING_MS]
    return Windows(tuple(spans), embedded[: len(spans)], len(apart)).only(np.array(long, np.intp))


def _voices(
    channel: int, labels: Sequence[str], count: Count, compared: Windows
) -> Iterator[Voice]:
    lengths, weights = compared.lengths_ms, compared.weights
    voice_of = count.grouping.labels[: compared.apart]
    for label, voice in sorted(zip(labels, range(len(labels)), strict=True)):
        own = np.flatnonzero(voice_of == voice)
        centroid = count.grouping.centroids[voice]
        # The longest first; of equal length those nearest to the mean, so that a stretch in which
        # somebody else joins in comes late.
        near = compared.embeddings[own] @ centroid
        ranked = own[np.argsort(-(near * weights[own]), kind="stable")]
        kept = [place for place in ranked if lengths[place] >= LEAST_REFERENCE_MS][:REFERENCES]
        yield Voice(
            speaker_label=label,
            channel=channel,
            speech_ms=int(lengths[own].sum()),
            embedding=packed(centroid),
            references=tuple(
                VoiceReference(
                    start_ms=compared.spans[place][0],
                    end_ms=compared.spans[place][1],
                    embedding=packed(compared.embeddings[place]),
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
