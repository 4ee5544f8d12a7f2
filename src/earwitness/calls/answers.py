"""The boundary to a recogniser: what it answers is checked before anything is made of it."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from earwitness.calls.ports import Clip
from earwitness.records.errors import EngineFailed
from earwitness.records.hearing import Segment, TimedEnglish, Word

SLACK_MS = 1_000
"""How far beyond the clip's stretch of the recording a time may lie: encoders work in steps, and
pauses were shortened. Estimate."""

MOST_CHARACTERS = 20_000
"""In one segment of at most 30 s: twenty times what anyone can say. Estimate."""


def checked(answer: Any, clips: Sequence[Clip], recogniser: str) -> tuple[tuple[Segment, ...], ...]:
    """The recogniser's answer, if it can be true: one tuple of segments a clip, with texts that
    are texts, and finite times in order, within the clip's stretch of the recording.

    Raises:
        EngineFailed: it cannot; the message says what is wrong, never what was heard.
    """
    try:
        heard = tuple(tuple(own) for own in answer)
    except TypeError:
        raise _impossible(recogniser, "it is no list of segments") from None
    if len(heard) != len(clips):
        raise _impossible(recogniser, f"{len(heard)} answers to {len(clips)} clips")
    for clip, own in zip(clips, heard, strict=True):
        for segment in own:
            if reason := _fault(segment, clip):
                raise _impossible(recogniser, reason)
    return heard


def _fault(segment: Any, clip: Clip) -> str:
    if not isinstance(segment, Segment):
        return "something that is no segment"
    if not isinstance(segment.text, str) or len(segment.text) > MOST_CHARACTERS:
        return "a text that nobody can say"
    if segment.channel != clip.channel:
        return "another channel than it was given"
    numbers = (segment.mean_log_probability, segment.no_speech_probability)
    if not all(_is_number(number) for number in numbers):
        return "a probability that is no number"
    parts = (
        *(_fault_of_word(word, clip) for word in segment.words),
        *(_fault_of_english(piece, clip) for piece in segment.english),
    )
    return _fault_of_times(segment, clip) or next(filter(None, parts), "")


def _fault_of_english(piece: Any, clip: Clip) -> str:
    if not isinstance(piece, TimedEnglish) or not isinstance(piece.text, str):
        return "English that is no text"
    if len(piece.text) > MOST_CHARACTERS:
        return "English that nobody can say"
    return _fault_of_times(piece, clip)


def _fault_of_word(word: Any, clip: Clip) -> str:
    if not isinstance(word, Word) or not isinstance(word.text, str):
        return "a word that is no word"
    if not _is_number(word.confidence) or not 0 <= word.confidence <= 1:
        return "a confidence outside 0 to 1"
    return _fault_of_times(word, clip)


def _fault_of_times(timed: Segment | Word | TimedEnglish, clip: Clip) -> str:
    if not (_is_number(timed.start_ms) and _is_number(timed.end_ms)):
        return "a time that is no number"
    if timed.end_ms < timed.start_ms:
        return "an end before its start"
    first, last = clip.pieces[0][1].start_ms, clip.pieces[-1][1].end_ms
    if timed.start_ms < first - SLACK_MS or timed.end_ms > last + SLACK_MS:
        return "a time outside of what it was given"
    return ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _impossible(recogniser: str, reason: str) -> EngineFailed:
    return EngineFailed(
        f"The recogniser {recogniser} answered what cannot be: {reason}.",
        remedy="Report it to whoever made it, or name another one in [hearing] of case.toml.",
    )
