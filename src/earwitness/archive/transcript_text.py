"""Plain text with times and speakers, as our export writes it and people type it."""

import re

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
    found: list[Turn] = []
    open_ended: list[bool] = []
    for line in lines:
        match = LINE.match(line)
        if match:
            found.append(_turn(match, language))
            open_ended.append(match[6] is None)
        elif found and (told := TRANSLATION.match(line)):
            found[-1] = _with(found[-1], translation=f"{found[-1].translation} {told['text']}")
        elif found:
            found[-1] = _with(found[-1], text=f"{found[-1].text} {line.strip()}")
    return tuple(
        _ended(turn, found[place + 1 :]) if is_open else turn
        for place, (turn, is_open) in enumerate(zip(found, open_ended, strict=True))
    )


def _turn(match: re.Match[str], language: str) -> Turn:
    start_ms = _milliseconds(match, 1)
    return Turn(
        start_ms=start_ms,
        end_ms=start_ms if match[6] is None else max(start_ms, _milliseconds(match, 5)),
        speaker_label=(match["label"] or "").strip() or UNKNOWN_SPEAKER,
        channel=0,
        language=language,
        text=match["text"].strip(),
        flags=(Flag.IMPORTED,),
    )


def _milliseconds(match: re.Match[str], first: int) -> int:
    hours, minutes, seconds, fraction = (match[first + place] or "0" for place in range(4))
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _ended(turn: Turn, later: list[Turn]) -> Turn:
    following = next((own.start_ms for own in later if own.start_ms > turn.start_ms), None)
    end_ms = turn.start_ms + LAST_MS if following is None else following
    return _with(turn, end_ms=end_ms)


def _with(turn: Turn, *, text: str = "", translation: str = "", end_ms: int | None = None) -> Turn:
    return Turn(
        start_ms=turn.start_ms,
        end_ms=turn.end_ms if end_ms is None else end_ms,
        speaker_label=turn.speaker_label,
        channel=turn.channel,
        language=turn.language,
        text=text or turn.text,
        translation=(translation or turn.translation).strip(),
        flags=turn.flags,
    )
