"""Subtitles (WebVTT, SubRip) as turns, read with pysubs2."""

import html
import re
from collections.abc import Sequence

import pysubs2

from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag, Turn

# pysubs2 turns <i>, <b>, <u>, <s> into override codes; brackets without a backslash are text.
OVERRIDE = re.compile(r"\{\\[^{}]*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>")
WORD_TIME = re.compile(r"<(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}>")
VOICE = re.compile(r"<v(?:\.[^\s<>]*)*\s+([^<>]+)>")
# "Мама: привет", "SPEAKER_00: …", "Speaker 1: …": at most three words before the colon.
LABEL = re.compile(r"^\s*(?:[-–—]\s*)?([^\W_][\w.'’-]*(?: [\w.'’-]+){0,2}):\s+(?=\S)")
# Names stand before most cues or before none; a stray colon in speech is no label.
LABELLED_SHARE = 0.5

Cue = tuple[int, int, str, str]


def read_cues(text: str, *, subtitle_format: str, language: str, name: str) -> tuple[Turn, ...]:
    """The turns of a subtitle file; `subtitle_format` is "vtt" or "srt".

    A WebVTT voice (`<v Name>`) or, where at least half of the cues begin so, a name and a colon
    becomes the `speaker_label`; otherwise it is "unknown". A cue that ends before it begins
    gets the length zero.

    Raises:
        InputUnusable: there are no cues.
    """
    if subtitle_format == "vtt":  # pysubs2 takes a line with two times of words for a new cue
        text = WORD_TIME.sub("", text)
    try:
        parsed = pysubs2.SSAFile.from_string(
            text, format_=subtitle_format, keep_unknown_html_tags=True
        )
    except (pysubs2.exceptions.Pysubs2Error, ValueError, OverflowError) as error:
        raise no_cues(name) from error
    cues: list[Cue] = []
    for event in parsed:
        start, end = max(0, event.start), max(0, event.start, event.end)
        body = payload(event.text, subtitle_format)
        cues.extend((start, end, label, said) for label, said in voices(body))
    if not cues:
        raise no_cues(name)
    return tuple(turn_of(cue, language) for cue in with_labels(cues))


def no_cues(name: str) -> InputUnusable:
    """The error for a subtitle file in which nothing has a time."""
    return InputUnusable(
        f"{name} holds no subtitles that can be read.",
        remedy="Export it as WebVTT or SubRip, or as plain text with the ending .txt.",
    )


def payload(text: str, subtitle_format: str) -> str:
    """What a cue says, with line breaks.

    A WebVTT cue ends at the first empty line (W3C WebVTT 1.0, 6.1); pysubs2 goes on to the next
    time and would take in comments (NOTE) and names of cues.
    """
    text = OVERRIDE.sub("", text).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    return text.strip().split("\n\n")[0] if subtitle_format == "vtt" else text.strip()


def voices(body: str) -> list[tuple[str, str]]:
    """(voice or "", what it says) for every voice of one cue; empty speech is left out."""
    first, *rest = VOICE.split(body)
    pairs = [("", first), *zip(rest[::2], rest[1::2], strict=True)]
    cleaned = (
        (html.unescape(voice).strip(), html.unescape(TAG.sub("", said)).strip())
        for voice, said in pairs
    )
    return [(voice, said) for voice, said in cleaned if said]


def with_labels(cues: Sequence[Cue]) -> list[Cue]:
    """The cues with names taken from before their colons, if the file labels its speakers so."""
    labelled = sum(1 for _, _, voice, said in cues if voice or LABEL.match(said))
    if labelled < LABELLED_SHARE * len(cues):
        return list(cues)
    found = []
    for start, end, voice, said in cues:
        match = None if voice else LABEL.match(said)
        found.append((start, end, match[1], said[match.end() :]) if match else
                     (start, end, voice, said))  # fmt: skip
    return found


def turn_of(cue: Cue, language: str) -> Turn:
    """One cue as a turn that is marked as imported."""
    start_ms, end_ms, voice, said = cue
    return Turn(
        start_ms=start_ms,
        end_ms=end_ms,
        speaker_label=voice or UNKNOWN_SPEAKER,
        channel=0,
        language=language,
        text=said,
        flags=(Flag.IMPORTED,),
    )
