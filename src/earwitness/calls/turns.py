"""The stage that makes turns: who speaks when, as far as the channels tell."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.records.hearing import UNKNOWN_SPEAKER, Segment, Turn

LONGEST_PAUSE_MS = 1_500
"""Segments of one channel closer than this, with nobody between, are one turn. Estimate."""


def make_turns(
    segments: Sequence[Segment], *, channels: int, declared_language: str
) -> tuple[Turn, ...]:
    """Turns ordered by start.

    On a stereo call each channel is one speaker label, and neighbouring segments join. On one
    channel nobody can say who speaks without hearing voices: each segment is a turn of the
    `unknown` speaker. A turn's language is the declared one if there is one, else the one it was
    heard in; what was detected stands beside it.
    """
    turns: list[Turn] = []
    for segment in sorted(segments, key=lambda segment: (segment.start_ms, segment.channel)):
        turn = _turn(segment, channels, declared_language)
        if channels > 1 and turns and _continues(turns[-1], turn):
            turns[-1] = _joined(turns[-1], turn)
        else:
            turns.append(turn)
    return tuple(turns)


def speaker_label(channel: int, channels: int) -> str:
    """The label of a channel, local to the recording."""
    return f"channel-{channel}" if channels > 1 else UNKNOWN_SPEAKER


def _turn(segment: Segment, channels: int, declared_language: str) -> Turn:
    return Turn(
        start_ms=segment.start_ms,
        end_ms=segment.end_ms,
        speaker_label=speaker_label(segment.channel, channels),
        channel=segment.channel,
        language=declared_language or segment.heard_language or segment.detected_language,
        text=segment.text,
        translation=segment.translation,
        words=segment.words,
        flags=segment.flags,
        declared_language=declared_language,
        detected_language=segment.detected_language,
    )


def _continues(earlier: Turn, later: Turn) -> bool:
    """Doubtful and sound text do not join, so that a flag never spreads over good words."""
    return (
        earlier.channel == later.channel
        and later.start_ms - earlier.end_ms <= LONGEST_PAUSE_MS
        and earlier.flags == later.flags
        and earlier.language == later.language
        and earlier.detected_language == later.detected_language
    )


def _joined(earlier: Turn, later: Turn) -> Turn:
    return replace(
        earlier,
        end_ms=max(earlier.end_ms, later.end_ms),
        text=f"{earlier.text} {later.text}".strip(),
        translation=f"{earlier.translation} {later.translation}".strip(),
        words=(*earlier.words, *later.words),
    )
