"""Transcripts in the formats of others."""

from collections.abc import Callable, Sequence

from earwitness.calls.writers.elan import write_elan
from earwitness.calls.writers.plain_text import write_text
from earwitness.calls.writers.subtitles import write_srt, write_vtt
from earwitness.calls.writers.textgrid import write_textgrid
from earwitness.records.hearing import Turn

WRITERS: dict[str, Callable[[Sequence[Turn]], str]] = {
    "srt": write_srt,
    "vtt": write_vtt,
    "elan": write_elan,
    "textgrid": write_textgrid,
    "txt": write_text,
}
"""By the name of the format. None writes the name of the recording, which may be a number."""
