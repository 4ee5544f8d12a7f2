"""The stage that makes turns: who speaks when, by channels and by voices."""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.calls.turn_english import tied
from earwitness.calls.turn_voices import VoicedSegment, cut_by_voice
from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag, Segment, Turn
from earwitness.records.voices import VoiceSpan

LONGEST_PAUSE_MS = 1_500
"""Segments of one voice closer than this, with nobody between, are one turn. Estimate."""

LEAST_OVERLAP_MS = 300
"""Turns of two channels that share less are neighbours with soft edges. Estimate."""


def make_turns(
    segments: Sequence[Segment],
    *,
    channels: int,
    declared_language: str,
    spans: Sequence[VoiceSpan] = (),
) -> tuple[Turn, ...]:
    """Turns ordered by start.

    On a stereo call each channel is one speaker label, or several where `spans` tell several
    voices on it. On one channel only voices tell: without spans each segment is a turn of the
    `unknown` speaker. Segments are cut at words where the voice changes; neighbours of one voice
    join, those of `unknown` do not. Turns of two channels that speak at once are flagged; on one
    channel nobody tells. A turn's language is the declared one if there is one, else the one it was
    heard in; what was detected stands beside it. English goes to the turn whose words it says.
    """
    voiced = tied([_voiced(segment, channels, spans) for segment in segments])
    turns: list[Turn] = []
    for part in sorted(voiced, key=lambda one: (one.segment.start_ms, one.segment.channel)):
        turn = _turn(part, declared_language)
        if turns and _continues(turns[-1], turn):
            turns[-1] = _joined(turns[-1], turn)
        else:
            turns.append(turn)
    return _overlaps_marked(turns) if channels > 1 else tuple(turns)


def speaker_label(channel: int, channels: int) -> str:
    """The label of a channel, local to the recording."""
    return f"channel-{channel}" if channels > 1 else UNKNOWN_SPEAKER


def _voiced(
    segment: Segment, channels: int, spans: Sequence[VoiceSpan]
) -> tuple[VoicedSegment, ...]:
    """What lies on a channel of its own is at least that channel's."""
    channel = speaker_label(segment.channel, channels)
    several = {span.speaker_label for span in spans if span.channel == segment.channel}
    if several <= {channel}:
        return (VoicedSegment(channel, segment),)
    return tuple(
        VoicedSegment(channel, part.segment) if part.speaker_label == UNKNOWN_SPEAKER else part
        for part in cut_by_voice(segment, spans)
    )


def _turn(part: VoicedSegment, declared_language: str) -> Turn:
    segment = part.segment
    return Turn(
        start_ms=segment.start_ms,
        end_ms=segment.end_ms,
        speaker_label=part.speaker_label,
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
        earlier.speaker_label == later.speaker_label != UNKNOWN_SPEAKER
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


def _overlaps_marked(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Turns of two channels whose words meet for long enough."""
    marked = set()
    latest: dict[int, tuple[int, int]] = {}
    for place, turn in enumerate(turns):
        for channel, (end_ms, other) in latest.items():
            shared = min(end_ms, turn.end_ms) - turn.start_ms
            if channel != turn.channel and shared >= LEAST_OVERLAP_MS:
                marked |= {place, other}
        if turn.end_ms >= latest.get(turn.channel, (0, 0))[0]:
            latest[turn.channel] = (turn.end_ms, place)
    return tuple(
        replace(turn, flags=(*turn.flags, Flag.OVERLAPPED)) if place in marked else turn
        for place, turn in enumerate(turns)
    )
