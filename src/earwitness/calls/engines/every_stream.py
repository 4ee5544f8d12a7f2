"""Decoding of every sound and every text stream of one foreign file. Runs only in the decoder
process, under limits.

Nothing that a player would skip is skipped: edit lists of MP4, and samples that a file marks as to
be discarded (padding, start and end trimming), are decoded too. They are in the file.
"""

import wave
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.codec.context import Flags2
from numpy.typing import NDArray

from earwitness.calls.engines.decoding import (
    WORKING_RATE_LIMIT,
    DecodeRequest,
    NoSound,
    as_no_sound,
    open_untrusted,
)
from earwitness.records.heard_again import DecodedStream, EveryStream, TimedText

MOST_STREAMS, MOST_CHANNELS = 64, 64
"""Of one file. Estimate: more is no film, and would be listened to for days."""

LOST_SHARE = 0.01
"""Share of packets that may be undecodable before a file counts as broken. Estimate: a cut MP3
loses one or two at its edges."""

LOST_AT_LEAST = 3
"""So many lost packets are never held against a file."""

LOSES_COMFORT_NOISE = {"amrnb", "amrwb", "libopencore_amrnb", "libopencore_amrwb"}
"""Decoders that refuse frames of comfort noise, in which nothing is said (3GPP TS 26.092)."""

MOST_TEXT_BYTES = 64 * 1024 * 1024
"""Of all text streams together: days of subtitles."""

PICTURES = {"dvd_subtitle", "hdmv_pgs_subtitle", "dvb_subtitle", "xsub", "dvb_teletext"}
"""Subtitles that are pictures; nobody reads those here."""


def decode_every_stream(request: DecodeRequest) -> dict[str, Any]:
    """Decode every sound to `target-N.wav` (16 bits, at most 16 kHz, all channels), and read the
    texts; as the fields of `EveryStream`.

    Raises:
        NoSound: it cannot be opened, or a sound or text of it cannot be decoded.
        MemoryError: it needs more memory than allowed.
        OSError: a target could not be written.
    """
    with Path(request.path).open("rb") as untrusted_file, as_no_sound():
        with _opened(untrusted_file, request) as (container, _):
            streams = [(stream.index, stream.type) for stream in container.streams]
        if len(streams) > MOST_STREAMS:
            raise NoSound(f"it has more than {MOST_STREAMS} streams")
        sounds: list[DecodedStream] = []
        for index in [index for index, kind in streams if kind == "audio"]:
            untrusted_file.seek(0)
            with _opened(untrusted_file, request) as (container, _):
                sounds.append(_decode(container, container.streams[index], request))
        texts: list[TimedText] = []
        if any(kind == "subtitle" for _, kind in streams):
            untrusted_file.seek(0)
            with _opened(untrusted_file, request) as (container, _):
                texts = list(_texts(container))
    return asdict(EveryStream(sounds=tuple(sounds), texts=tuple(texts)))


def _opened(untrusted_file: Any, request: DecodeRequest) -> Any:
    return open_untrusted(untrusted_file, request, {"ignore_editlist": "1"})


def _decode(container: Any, stream: Any, request: DecodeRequest) -> DecodedStream:
    context = stream.codec_context
    if context is None:
        raise NoSound(f"nothing here decodes its sound (stream {stream.index})")
    rate = min(context.sample_rate or request.raw_rate, WORKING_RATE_LIMIT)
    channels = context.channels
    if rate <= 0 or not 0 < channels <= MOST_CHANNELS:
        raise NoSound(f"its sound has no usable rate or channels (stream {stream.index})")
    context.flags2 |= Flags2.skip_manual
    path = f"{request.target}-{stream.index}.wav"
    most = request.max_minutes * 60 * WORKING_RATE_LIMIT * 2
    written = 0
    with wave.open(path, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        for samples in _pieces(container, stream, rate):
            out.writeframesraw(samples.tobytes())
            written += len(samples)
            if written > most:
                raise NoSound(f"it is longer than {request.max_minutes} minutes")
    return DecodedStream(
        index=stream.index,
        path=path,
        channels=channels,
        sample_rate=rate,
        duration_ms=1000 * (written // channels) // rate,
    )


def _pieces(container: Any, stream: Any, rate: int) -> Iterator[NDArray[np.int16]]:
    """Interleaved samples. The layout stays as it is, so that no channel is mixed into another."""
    layout = stream.codec_context.layout
    resampler = AudioResampler(format="s16", layout=layout, rate=rate)
    packets = lost = decoded = 0
    for packet in container.demux(stream):
        packets += 1
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            lost += 1
            continue
        decoded += len(frames)
        for frame in frames:
            yield from _samples(resampler.resample(frame))
    if decoded:
        yield from _samples(resampler.resample(None))
    borne = stream.codec_context.name in LOSES_COMFORT_NOISE and decoded
    broken = lost > max(LOST_AT_LEAST, LOST_SHARE * packets) and not borne
    if broken or (packets > 1 and not decoded):
        raise NoSound(f"{lost} of {packets} parts of its sound cannot be decoded")


def _samples(frames: Any) -> Iterator[NDArray[np.int16]]:
    for frame in frames:
        yield frame.to_ndarray().reshape(-1).astype(np.int16, copy=False)


def _texts(container: Any) -> Iterator[TimedText]:
    streams = [
        stream
        for stream in container.streams.subtitles
        if stream.codec_context is None or stream.codec_context.name not in PICTURES
    ]
    left = MOST_TEXT_BYTES
    for stream in streams:
        head = stream.codec_context.extradata if stream.codec_context is not None else None
        if head:
            yield TimedText(start_ms=0, end_ms=0, untrusted_text=_text(bytes(head)))
    for packet in container.demux(streams) if streams else ():
        data = bytes(packet)
        left -= len(data)
        if left < 0:
            raise NoSound("it holds more text than any film")
        if data:
            start, length = (
                int(1000 * float((own or 0) * packet.time_base)) if packet.time_base else 0
                for own in (packet.pts, packet.duration)
            )
            text = _text(data, prefixed=packet.stream.codec_context.name == "mov_text")
            yield TimedText(start_ms=start, end_ms=start + length, untrusted_text=text)


def _text(data: bytes, *, prefixed: bool = False) -> str:
    """UTF-8; 3GPP timed text has its length before it (TS 26.245, section 5.17)."""
    own = data[2:] if prefixed else data
    return own.decode("utf-8", "replace").replace("\0", " ")
