"""Durations as call lists write them."""

import re
from typing import Literal

DurationUnit = Literal["ms", "s", "min"]

MAX_MS = 7 * 24 * 3600 * 1000  # no call lasts a week; longer is another kind of number
CLOCK = re.compile(r"(?:(\d+):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,3})\d*)?")
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
SPELLED = re.compile(
    r"(?:(?P<h>\d+)\s*(?:h|hrs?|hours?|ч|час\w*|г|год\w*)\.?)?\s*"
    r"(?:(?P<m>\d+)\s*(?:m|mins?|minutes?|м|мин\w*|хв\w*)\.?)?\s*"
    r"(?:(?P<s>\d+)\s*(?:s|secs?|seconds?|с|сек\w*)\.?)?",
    re.IGNORECASE,
)
ISO_8601 = re.compile(r"PT(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+)(?:\.\d+)?S)?")
UNIT_MS: dict[DurationUnit, int] = {"ms": 1, "s": 1000, "min": 60_000}


def read_duration(text: str, *, unit: DurationUnit = "s") -> int | None:
    """Milliseconds of `00:00:45`, `1:05` (minutes and seconds), `48`, `2 мин 3 с`, `PT45S`.

    A bare number counts in `unit`. None for what is empty, not understood, negative (−1 marks
    an unanswered call) or longer than a week.
    """
    text = text.strip().replace("\u2212", "-")
    if not text:
        return None
    milliseconds = clock_ms(text)
    if milliseconds is None and NUMBER.fullmatch(text):
        milliseconds = round(float(text.replace(",", ".")) * UNIT_MS[unit])
    if milliseconds is None:
        milliseconds = spelled_ms(text)
    return milliseconds if milliseconds is not None and 0 <= milliseconds <= MAX_MS else None


def clock_ms(text: str) -> int | None:
    """`h:mm:ss` or `m:ss`, with or without a fraction; None if it is neither."""
    match = CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))


def spelled_ms(text: str) -> int | None:
    """`1 h 2 min 3 s` in English, Russian or Ukrainian, or ISO 8601 `PT1H2M3S`."""
    match = ISO_8601.fullmatch(text) or SPELLED.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(match[part] or 0) for part in "hms")
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def is_unanswered(text: str) -> bool:
    """Whether the cell is −1, which exchanges write for a call that nobody answered."""
    return text.strip().replace("\u2212", "-") == "-1"
