"""Probing of one foreign file with PyAV: what it says of itself, and a copy at its own rate.

Runs only inside the decoder process, under limits.
"""

import contextlib
import wave
from pathlib import Path
from typing import Any

import av

from earwitness.calls.engines.decoding import (
    WORKING_RATE_LIMIT,
    DecodeRequest,
    Pieces,
    as_no_sound,
    open_untrusted,
)
from earwitness.records.examination import FileFacts, StreamFacts, Tag

NATIVE_RATE_LIMIT = 48_000
"""Hz. A native copy never holds more; telephone sound ends far below."""

NATIVE_MINUTES = 5
"""Minutes of a native copy: enough for a mean spectrum, small enough to throw away."""

MOST_TAGS, MOST_CHARACTERS = 200, 500
"""Tags kept, and characters of each: a hostile file may hold gigabytes of them. Estimate."""


def probe_file(request: DecodeRequest) -> FileFacts:
    """Read header, streams and tags, walk the packets, and write a native copy where needed.

    A native copy (16 bits, at most two channels, the first minutes) is written only for sound of
    more than `WORKING_RATE_LIMIT`, to the request's target; slower sound is in the working copy as
    it was.

    Raises:
        NoSound: the file cannot be opened.
        MemoryError: it needs more memory than allowed.
        OSError: the file is not there, or the copy could not be written.
    """
    with Path(request.path).open("rb") as untrusted_file, as_no_sound():
        with open_untrusted(untrusted_file, request) as (container, _):
            facts = _facts(container, Path(request.path).stat().st_size)
        untrusted_file.seek(0)
        with open_untrusted(untrusted_file, request) as (container, _):
            rate = _write_native(container, Path(request.target))
    return FileFacts(**facts, native_rate=rate)


def _facts(container: Any, byte_size: int) -> dict[str, Any]:
    tags = [
        *_tags("container", container.metadata),
        *(
            tag
            for stream in container.streams
            for tag in _tags(f"stream {stream.index}", stream.metadata)
        ),
    ]
    return {
        "container": container.format.name,
        "byte_size": byte_size,
        "streams": tuple(_stream(stream) for stream in container.streams)[:MOST_TAGS],
        "tags": tuple(tags[:MOST_TAGS]),
        "tags_left_out": max(0, len(tags) - MOST_TAGS),
        "chapters": len(container.chapters()),
        "bit_rate": container.bit_rate or None,
        "declared_ms": container.duration // 1000 if container.duration else None,
        "sound_end": _sound_end(container),
    }


def _tags(where: str, untrusted_tags: dict[str, str]) -> list[Tag]:
    return [
        Tag(
            where=where,
            untrusted_name=_storable(str(name)),
            untrusted_value=_storable(str(value)),
        )
        for name, value in untrusted_tags.items()
    ]


def _storable(untrusted_text: str) -> str:
    """Cut, and without what no JSON or database takes (lone surrogates, NUL)."""
    cut = untrusted_text[:MOST_CHARACTERS].replace("\0", "\ufffd")
    return cut.encode("utf-8", "replace").decode("utf-8")


def _stream(stream: Any) -> StreamFacts:
    context = stream.codec_context
    return StreamFacts(
        index=stream.index,
        kind=str(stream.type),
        codec=context.name if context is not None else "",
        bit_rate=(context.bit_rate or None) if context is not None else None,
    )


def _sound_end(container: Any) -> int | None:
    """The byte behind the last packet of the first sound; None without packets or positions."""
    end = None
    with contextlib.suppress(av.error.FFmpegError):  # cut off: what came before still counts
        for packet in container.demux(container.streams.audio[:1]):
            if packet.pos is not None and packet.pos >= 0 and packet.size:
                end = max(end or 0, packet.pos + packet.size)
    return end


def _write_native(container: Any, target: Path) -> int:
    if not container.streams.audio:
        return 0
    stream = container.streams.audio[0]
    rate = min(stream.codec_context.sample_rate or 0, NATIVE_RATE_LIMIT)
    if rate <= WORKING_RATE_LIMIT:
        return 0
    channels = 2 if stream.codec_context.channels == 2 else 1
    left = NATIVE_MINUTES * 60 * rate * channels
    with wave.open(str(target), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        for samples in Pieces(container, stream, rate, channels):
            out.writeframes(samples[:left].tobytes())
            left -= len(samples)
            if left <= 0:
                break
    return int(rate)
