"""Plain text with times and speakers, as our export writes it and people type it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag, Turn

TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?"
# [0:12.300 - 0:15.000] Mother: text; the end, the speaker and the fraction may be missing.
LINE = re.compile(
    rf"^\s*[\[(]?{TIME}(?:\s*(?:-->|[-–—])\s*{TIME})?[\])]?\s+(?:(?P<label>[^:\n]{{1,60}}):\s+)?"
    r"(?P<text>\S.*)$"
)
TRANSLATION = re.compile(r"^\s+=\s*(?P<text>\S.*)$")
TIMED_SHARE = 0.5
"""Of the lines that are no translation, so many begin with a time, or the text has no times."""

LAST_MS = 3_000
"""The length of a last turn whose end nobody wrote. Estimate."""


def read_timed_text(text: str, *, language: str) -> tuple[Turn, ...]:
    """The turns of lines that begin with a time (`m:ss`, `h:mm:ss`, fractions, an end); none if
    most lines do not.

    An indented line that begins with "=" is the translation of the line above; other lines
    without a time go on with it. A turn without an end lasts until the next one.
    """
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    own = [line for line in lines if not TRANSLATION.match(line)]
    timed = sum(bool(LINE.match(line)) for line in own)
    if not own or timed < TIMED_SHARE * len(own):
        return ()
    written: list[_Written] = []
    for line in lines:
        if match := LINE.match(line):
            written.append(_Written(match, [match["text"].strip()], []))
        elif written and (told := TRANSLATION.match(line)):
            written[-1].translation.append(told["text"].strip())
        elif written:
            written[-1].text.append(line.strip())
    return tuple(reversed(list(_turns_from_the_last(written, language))))


@dataclass(frozen=True, slots=True)
class _Written:
    """A line that begins with a time, and what the lines below it add."""

    match: re.Match[str]
    text: list[str]
    translation: list[str]


def _turns_from_the_last(written: Sequence[_Written], language: str) -> Iterator[Turn]:
    """Turns from the last to the first; one without an end lasts until the next that begins later.

    `later` holds the begins behind, the nearest last; each is later than those put on it.
    """
    later: list[int] = []
    for own in reversed(written):
        start_ms = _milliseconds(own.match, 1)
        while later and later[-1] <= start_ms:
            later.pop()
        yield _turn(own, start_ms, later[-1] if later else None, language)
        later.append(start_ms)


def _turn(own: _Written, start_ms: int, later: int | None, language: str) -> Turn:
    if own.match[6] is not None:
        end_ms = max(start_ms, _milliseconds(own.match, 5))
    else:
        end_ms = start_ms + LAST_MS if later is None else later
    return Turn(
        start_ms=start_ms,
        end_ms=end_ms,
        speaker_label=(own.match["label"] or "").strip() or UNKNOWN_SPEAKER,
        channel=0,
        language=language,
        text=" ".join(own.text),
        translation=" ".join(own.translation),
        flags=(Flag.IMPORTED,),
    )


def _milliseconds(match: re.Match[str], first: int) -> int:
    hours, minutes, seconds, fraction = (match[first + place] or "0" for place in range(4))
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))
