"""Transcripts that others made and that lie beside the recordings."""

from datetime import datetime
from pathlib import Path

from earwitness.archive.foreign_files import read_foreign, shown
from earwitness.archive.text_files import decode_prose
from earwitness.archive.transcript_cues import read_cues
from earwitness.archive.transcript_elan import read_elan
from earwitness.archive.transcript_json import read_json
from earwitness.archive.transcript_names import split_transcript_name
from earwitness.archive.transcript_names import transcripts_beside as transcripts_beside
from earwitness.archive.transcript_text import read_timed_text
from earwitness.archive.transcript_textgrid import read_textgrid
from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import (
    UNKNOWN_SPEAKER,
    Flag,
    Transcript,
    TranscriptOrigin,
    Turn,
)

MAX_BYTES = 20 * 2**20


def read_transcript(untrusted_path: Path, *, sha256: str, created_at: datetime) -> Transcript:
    """Read WebVTT, SubRip, ELAN, TextGrid, JSON or plain text as an imported transcript.

    The language is the middle part of the name (`call.ru.vtt`), "" if there is none. Plain text
    without times becomes one turn from 0 to 0 ms, since nothing says when it was spoken.
    `author` is the file's name.

    Raises:
        InputUnusable: unreadable, larger than 20 MiB, empty, or not what its ending says.
    """
    name = shown(untrusted_path)
    _, language, suffix = split_transcript_name(untrusted_path.name)
    text = decode_prose(read_foreign(untrusted_path, max_bytes=MAX_BYTES), name=name)
    if not text.strip():
        raise InputUnusable(f"{name} is empty.", remedy="Leave it out, or export it again.")
    turns = turns_of(text, suffix=suffix, language=language, name=name)
    return Transcript(
        sha256=sha256,
        origin=TranscriptOrigin.IMPORTED,
        author=shown(Path(untrusted_path.name)),
        created_at=created_at,
        turns=turns,
    )


def turns_of(text: str, *, suffix: str, language: str, name: str) -> tuple[Turn, ...]:
    """The turns of a transcript's text, by the ending of its name.

    Raises:
        InputUnusable: it is not what the ending says.
    """
    if suffix == ".json":
        turns = read_json(text, language=language, name=name)
    elif suffix in (".vtt", ".srt"):
        is_vtt = text.lstrip("\ufeff \r\n").startswith("WEBVTT")
        turns = read_cues(
            text, subtitle_format="vtt" if is_vtt else "srt", language=language, name=name
        )
    elif suffix == ".eaf":
        turns = read_elan(text, language=language, name=name)
    elif suffix == ".textgrid":
        turns = read_textgrid(text, language=language, name=name)
    else:
        turns = read_timed_text(text, language=language) or (plain_turn(text, language),)
    if not turns:
        raise InputUnusable(
            f"{name} says nothing.", remedy="Leave it out, or export the transcript again."
        )
    return turns


def plain_turn(text: str, language: str) -> Turn:
    """A text without times as one turn of length zero."""
    return Turn(
        start_ms=0,
        end_ms=0,
        speaker_label=UNKNOWN_SPEAKER,
        channel=0,
        language=language,
        text=text.strip("\ufeff \r\n"),
        flags=(Flag.IMPORTED,),
    )
