"""SubRip and WebVTT."""

from collections.abc import Sequence
from html import unescape

from earwitness.calls.writers.lines import clock, one_line
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn


def write_srt(turns: Sequence[Turn]) -> str:
    """SubRip: numbered cues, times with a comma; a name and a colon where speakers are known.

    It knows tags but no escapes, so that angle brackets in the text become ‹ and ›. Many readers
    (ours, too) take "&#65;" for a letter all the same: a text with such a thing is escaped.
    """
    named = any(turn.speaker_label != UNKNOWN_SPEAKER for turn in turns)
    cues = []
    for number, turn in enumerate(turns, start=1):
        label = f"{one_line(turn.speaker_label)}: " if named else ""
        said = label + one_line(turn.text).replace("<", "‹").replace(">", "›")
        if unescape(said) != said:
            said = said.replace("&", "&amp;")
        times = f"{clock(turn.start_ms, ',')} --> {clock(turn.end_ms, ',')}"
        cues.append(f"{number}\n{times}\n{said}\n")
    return "\n".join(cues)


def write_vtt(turns: Sequence[Turn]) -> str:
    """WebVTT with voices and, inside a cue, the times at which words begin.

    Source: W3C WebVTT 1.0, sections 4.2.2 and 6.4: a time in a cue lies inside it and after the
    one before it; a voice is `<v Name>`.
    """
    cues = ["WEBVTT\n"]
    for turn in turns:
        voice = _escaped(one_line(turn.speaker_label))
        times = f"{clock(turn.start_ms)} --> {clock(turn.end_ms)}"
        cues.append(f"{times}\n<v {voice}>{_timed(turn)}\n")
    return "\n".join(cues)


def _timed(turn: Turn) -> str:
    tokens = one_line(turn.text).split()
    if len(tokens) != len(turn.words):
        return _escaped(" ".join(tokens))
    last, parts = turn.start_ms, list[str]()
    for token, word in zip(tokens, turn.words, strict=True):
        timed = last < word.start_ms < turn.end_ms
        parts.append(f"<{clock(word.start_ms)}>{_escaped(token)}" if timed else _escaped(token))
        last = word.start_ms if timed else last
    return " ".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
