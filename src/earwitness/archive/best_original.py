"""The best original of several recordings of one sound, and why. Nothing is deleted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

LENGTH_MS, BANDWIDTH_HZ = 2_000, 400
"""What counts as the same length and bandwidth. Estimates: ends that encoders change, and roll-off
that moves with the content."""

LOSSLESS, COMPANDED, WAVEFORM, MUSIC, SPEECH = range(5)
"""Kinds of codecs, from the one that keeps most to the one that keeps least."""

CODEC_KINDS = (
    (("pcm_alaw", "pcm_mulaw"), COMPANDED),
    (("pcm", "flac", "alac", "wavpack", "tta", "ape"), LOSSLESS),
    (("adpcm", "g722", "g726"), WAVEFORM),
    (("amr", "gsm", "speex", "libspeex", "g723", "g729", "ilbc", "qcelp", "evrc"), SPEECH),
)
"""Beginnings of FFmpeg's decoder names; what is not named is a music codec (MP3, AAC, Opus …)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """What is known of one member. `sides` is 2 for a real stereo call, `is_part` says that it is
    one side of another member, `arrival` its place in the order of intake."""

    sha256: str
    duration_ms: int
    sides: int
    bandwidth_hz: int
    codec: str
    arrival: int
    is_part: bool = False


def best_original(members: Sequence[MemberFacts]) -> tuple[MemberFacts, tuple[str, ...]]:
    """The member to work with, and each reason that ruled another one out.

    Asked in this order: both sides, length, two channels, bandwidth, codec, arrival. How often a
    file was encoded before cannot be seen: a WAV made from an MP3 is lossless in name only.
    """
    left = list(members)
    why: list[str] = []
    rules: tuple[tuple[str, Callable[[MemberFacts], Any]], ...] = (
        ("holds both sides of the call", lambda one: one.is_part),
        ("is the longest", lambda one: -(one.duration_ms + LENGTH_MS >= _longest(left))),
        ("has the two sides on two channels", lambda one: -one.sides),
        ("has the widest band", lambda one: -(one.bandwidth_hz + BANDWIDTH_HZ >= _widest(left))),
        ("has the codec that loses least", lambda one: codec_kind(one.codec)),
        ("came first", lambda one: one.arrival),
    )
    for reason, rank in rules:
        ranked = [(rank(one), one) for one in left]
        best = min(value for value, _ in ranked)
        if any(value != best for value, _ in ranked):
            why.append(reason)
        left = [one for value, one in ranked if value == best]
    return min(left, key=lambda one: one.sha256), tuple(why)


def codec_kind(codec: str) -> int:
    """How much a codec keeps, by the name of its decoder."""
    for beginnings, kind in CODEC_KINDS:
        if codec.startswith(beginnings):
            return kind
    return MUSIC


def _longest(members: Sequence[MemberFacts]) -> int:
    return max(one.duration_ms for one in members)


def _widest(members: Sequence[MemberFacts]) -> int:
    return max(one.bandwidth_hz for one in members)
