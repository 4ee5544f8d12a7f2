"""What a file says of itself: container, streams, tags and their oddities, bytes behind its end."""

import re
from collections.abc import Iterator

from earwitness.archive.file_names import PLUS_NUMBER
from earwitness.records.examination import FileFacts, Observation, Tag

SHOWN_CHARACTERS = 80
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Control characters, and the Unicode marks that hide or turn text."""

LONG_TAG = 200
"""Characters. Estimate: no title, date or program name is longer; a licence or a note may be."""

NUMBER = re.compile(rf"{PLUS_NUMBER.pattern}|(?<!\d)\d(?:[\s().-]?\d){{8,14}}(?!\d)")
"""Nine digits or more: a telephone number, an IMEI, a running number."""

ENCODER_NAMES = frozenset(
    {
        "encoder",
        "encoded_by",
        "encoding_tool",
        "software",
        "tool",
        "writing_library",
        "isft",
        "tsse",
    }
)
"""Tag names that FFmpeg gives to the writing program (ID3v2.4 TSSE and TENC, RIFF ISFT)."""

EDITORS = (
    "audacity", "audition", "cool edit", "sound forge", "wavelab", "goldwave", "ocenaudio",
    "reaper", "pro tools", "logic", "garageband", "izotope", "wavosaur", "premiere",
)  # fmt: skip
"""Sound editors that write their name into files. Whoever trims a silence uses one too."""

CONVERTERS = ("lavf", "lavc", "lame", "sox", "ffmpeg", "libsndfile", "helix", "neroaac", "qaac")
"""Programs and libraries that convert; many recorders and exchanges are built on them."""

PLACES = frozenset({"location", "location-eng", "com.apple.quicktime.location.iso6709"})
HEADERS_COUNT = ("wav", "aiff", "mp3", "amr", "gsm", "alaw", "mulaw")
"""Formats whose packets of sound lie in one piece, so that what follows can be told."""

TRAILING = 512
"""Bytes behind the sound that are ordinary: an ID3v1 tag takes 128, padding a few."""


def file_observations(facts: FileFacts) -> tuple[Observation, ...]:
    """Everything about the file itself; strings from it are cut and without control characters."""
    return (*_streams(facts), *_tags(facts), *_behind_the_end(facts))


def shown(untrusted_text: str) -> str:
    """Foreign text in one short line, control characters as "�"."""
    line = " ".join(CONTROL.sub("\ufffd", untrusted_text).split())
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"


def _streams(facts: FileFacts) -> Iterator[Observation]:
    rate = f", {facts.bit_rate} bits/s" if facts.bit_rate else ""
    yield Observation(kind="container", value=shown(facts.container), detail=f"Container{rate}.")
    for stream in facts.streams:
        where = f"stream {stream.index}"
        if stream.kind != "audio":
            detail = f"The file holds {stream.kind} beside the sound: a cover, or something else."
            yield Observation(
                kind="other_stream", value=shown(stream.codec), where=where, detail=detail
            )
    sounds = [stream for stream in facts.streams if stream.kind == "audio"]
    if len(sounds) > 1:
        detail = "The file holds several streams of sound. Only the first is heard and examined."
        yield Observation(kind="more_sound", value=float(len(sounds)), detail=detail)
    if facts.chapters:
        detail = "The file is divided into chapters, as edited sound is; recorders rarely do that."
        yield Observation(kind="chapters", value=float(facts.chapters), detail=detail)


def _tags(facts: FileFacts) -> Iterator[Observation]:
    for tag in facts.tags:
        name = tag.untrusted_name.casefold()
        where = f"{tag.where} tag {shown(tag.untrusted_name)}"
        value = shown(tag.untrusted_value)
        if name in ENCODER_NAMES:
            yield Observation(kind="encoder", value=value, where=where, detail=_program(value))
        else:
            yield Observation(kind="tag", value=value, where=where, detail="The file carries it.")
        for kind, detail in _oddities(tag):
            yield Observation(kind=kind, value=value, where=where, detail=detail)
    if facts.tags_left_out:
        detail = "More tags than a recorder writes; these were not read."
        yield Observation(kind="many_tags", value=float(facts.tags_left_out), detail=detail)


def _program(value: str) -> str:
    lower = value.casefold()
    if any(editor in lower for editor in EDITORS):
        return "A sound editor wrote the file: it is not as a recorder left it. Ask who saved it."
    if any(converter in lower for converter in CONVERTERS):
        return "A converting program or library wrote it; some recorders are built on it as well."
    return "The program that wrote the file, by its own words."


def _oddities(tag: Tag) -> Iterator[tuple[str, str]]:
    if CONTROL.search(tag.untrusted_value) or CONTROL.search(tag.untrusted_name):
        yield "tag_control_characters", "The tag holds control characters or marks that hide text."
    if len(tag.untrusted_value) > LONG_TAG:
        yield "tag_long", f"The tag is longer than {LONG_TAG} characters; read it whole."
    if NUMBER.search(tag.untrusted_value):
        yield (
            "tag_number",
            "The tag holds a long number; it may be a line. Do not publish the file.",
        )
    if tag.untrusted_name.casefold() in PLACES:
        yield "tag_place", "The tag says where the file was made. Do not publish the file."


def _behind_the_end(facts: FileFacts) -> Iterator[Observation]:
    if facts.sound_end is None or facts.container.split(",")[0] not in HEADERS_COUNT:
        return
    behind = facts.byte_size - facts.sound_end
    if behind > TRAILING:
        detail = f"{behind} bytes lie behind the sound: tags, or something that was put there."
        yield Observation(kind="trailing_bytes", value=float(behind), unit="bytes", detail=detail)
