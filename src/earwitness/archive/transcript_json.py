"""Transcripts in JSON: our own `show --json`, and the segments of Whisper and its kin."""

import json
import math
from typing import Any

from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag, Turn, Word
from earwitness.records.printable import storable

MAX_MS = 7 * 24 * 3600 * 1000
MAX_CHANNEL = 63


class WrongShape(Exception):
    """A value is not of the kind that its place asks for; the message names the place."""


def read_json(text: str, *, language: str, name: str) -> tuple[Turn, ...]:
    """The turns of `{"turns": […]}` (ours, times in ms) or `{"segments": […]}` (in seconds).

    `language` is used where the file names none. Every turn is marked as imported, beside the
    flags that it carries.

    Raises:
        InputUnusable: not JSON, or of another shape; the message names the place.
    """
    try:
        document = json.loads(text)
        turns = turns_of(document, language)
    except WrongShape as error:
        raise InputUnusable(
            f"{name} is no transcript that can be read: {error}.",
            remedy='It must hold "turns" as `earwitness show --json` writes them, '
            'or "segments" as Whisper does.',
        ) from error
    except (ValueError, OverflowError, RecursionError) as error:
        raise InputUnusable(
            f"{name} is not valid JSON.", remedy="Export the transcript again."
        ) from error
    return turns


def turns_of(document: Any, language: str) -> tuple[Turn, ...]:
    """The turns of a parsed document.

    Raises:
        WrongShape: it is neither of the two shapes.
    """
    if isinstance(document, dict) and isinstance(document.get("turns"), list):
        entries = enumerate(document["turns"])
        return tuple(own_turn(entry, language, f"turns[{at}]") for at, entry in entries)
    if isinstance(document, dict) and isinstance(document.get("segments"), list):
        spoken = text_at(document, "language", "", "the document") or language
        entries = enumerate(document["segments"])
        return tuple(segment_turn(entry, spoken, f"segments[{at}]") for at, entry in entries)
    raise WrongShape('it has neither "turns" nor "segments"')


def own_turn(entry: Any, language: str, place: str) -> Turn:
    """A turn as `show --json` writes it."""
    start_ms = span_edge(entry, "start_ms", place, scale=1)
    end_ms = span_edge(entry, "end_ms", place, scale=1)
    flags = tuple(Flag(flag) for flag in Flag if flag in listed(entry, "flags", place))
    return Turn(
        start_ms=start_ms,
        end_ms=max(start_ms, end_ms),
        speaker_label=text_at(entry, "speaker_label", "", place) or UNKNOWN_SPEAKER,
        channel=channel_at(entry, place),
        language=text_at(entry, "language", "", place) or language,
        text=text_at(entry, "text", None, place),
        translation=text_at(entry, "translation", "", place),
        words=words_at(entry, place, ("text", "start_ms", "end_ms", "confidence"), scale=1),
        flags=tuple(dict.fromkeys((*flags, Flag.IMPORTED))),
    )


def segment_turn(entry: Any, language: str, place: str) -> Turn:
    """A segment as Whisper, faster-whisper or WhisperX (with `speaker`) writes it."""
    start_ms = span_edge(entry, "start", place, scale=1000)
    end_ms = span_edge(entry, "end", place, scale=1000)
    return Turn(
        start_ms=start_ms,
        end_ms=max(start_ms, end_ms),
        speaker_label=text_at(entry, "speaker", "", place) or UNKNOWN_SPEAKER,
        channel=0,
        language=language,
        text=text_at(entry, "text", None, place).strip(),
        words=words_at(entry, place, ("word", "start", "end", "probability"), scale=1000),
        flags=(Flag.IMPORTED,),
    )


def words_at(
    entry: Any, place: str, keys: tuple[str, str, str, str], *, scale: int
) -> tuple[Word, ...]:
    """The words of a turn; words without times (WhisperX has such) are left out.

    `keys` name text, start, end and confidence; a missing confidence is 0, the least.
    """
    words = []
    for at, word in enumerate(listed(entry, "words", place)):
        here = f"{place}.words[{at}]"
        text, start, end, confidence = keys
        if isinstance(word, dict) and (word.get(start) is None or word.get(end) is None):
            continue
        start_ms = span_edge(word, start, here, scale=scale)
        words.append(
            Word(
                text=text_at(word, text, None, here).strip(),
                start_ms=start_ms,
                end_ms=max(start_ms, span_edge(word, end, here, scale=scale)),
                confidence=min(1.0, max(0.0, number_at(word, confidence, 0.0, here))),
            )
        )
    return tuple(words)


def text_at(entry: Any, key: str, default: str | None, place: str) -> str:
    """A text; null and absence give the default, None for a default demands the text."""
    value = dict_at(entry, place).get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise WrongShape(f"{place}.{key} is not a text")
    return storable(value)


def number_at(entry: Any, key: str, default: float | None, place: str) -> float:
    """A finite number; null and absence give the default, None for a default demands it."""
    value = dict_at(entry, place).get(key)
    if value is None and default is not None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise WrongShape(f"{place}.{key} is not a number")
    return value


def span_edge(entry: Any, key: str, place: str, *, scale: int) -> int:
    """A time in ms: not negative and within a week."""
    milliseconds = round(min(number_at(entry, key, None, place), MAX_MS + 1) * scale)
    if not 0 <= milliseconds <= MAX_MS:
        raise WrongShape(f"{place}.{key} is no time within a recording")
    return milliseconds


def channel_at(entry: Any, place: str) -> int:
    """The channel, 0 if none is named."""
    channel = number_at(entry, "channel", 0, place)
    if channel != int(channel) or not 0 <= channel <= MAX_CHANNEL:
        raise WrongShape(f"{place}.channel is no channel")
    return int(channel)


def listed(entry: Any, key: str, place: str) -> list[Any]:
    """A list, empty if absent or null."""
    value = dict_at(entry, place).get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise WrongShape(f"{place}.{key} is not a list")
    return value


def dict_at(entry: Any, place: str) -> dict[str, Any]:
    """The entry as an object."""
    if not isinstance(entry, dict):
        raise WrongShape(f"{place} is not an object")
    return entry
