"""Encoding afresh from samples: sound and nothing else, the same samples always the same bytes.

MP3 leads: Chrome, Firefox and Safari all play it, also from `file://`, and on any system, for
none of them needs a codec of the system for it. Ogg Opus is not played by Safari before 18.4; AAC
needs a codec of the system in Firefox and is missing from Chromium without proprietary codecs.
"""

import io
import wave
from enum import StrEnum
from typing import Any

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from earwitness.publication.audio import mp3_frames
from earwitness.publication.ports import Samples
from earwitness.records.errors import EngineFailed

MP3_RATE = 16_000
"""Hz: MPEG-2, which every player knows; MPEG-2.5 with its 8 kHz is known to fewer."""

MP3_BITS = 64_000
"""Bits a second, constant, so that a player without any header finds length and place. Estimate:
four bits a sample leave nothing of telephone speech out."""

MP3_DELAY = 1105
"""Samples by which an MP3 is late: 576 of the encoder and 529 of a decoder (LAME technical FAQ).
69 ms; no header says so, for that header bears the encoder's version."""

DELAYS_MS = {"mp3": round(MP3_DELAY * 1000 / MP3_RATE)}
"""By how much a player is late with a sound of this kind; with others it is not."""


class AudioFormat(StrEnum):
    """How a clip is written."""

    MP3 = "mp3"
    WAV = "wav"
    FLAC = "flac"


MEDIA_TYPES = {
    AudioFormat.MP3: "audio/mpeg",
    AudioFormat.WAV: "audio/wav",
    AudioFormat.FLAC: "audio/flac",
}


def encoded(samples: Samples, rate: int, audio_format: AudioFormat = AudioFormat.MP3) -> bytes:
    """A file with one channel of sound, shape (time,), at `rate` Hz. No tags, no dates, no names.

    Raises:
        EngineFailed: the encoder failed, or wrote something else than sound.
    """
    try:
        if audio_format is AudioFormat.MP3:
            return mp3_frames.only_sound(_mp3(at_rate(samples, rate, MP3_RATE)))
        if audio_format is AudioFormat.FLAC:
            return _first_block_only(_flac(samples, rate))
        return _wav(samples, rate)
    except av.error.FFmpegError as error:
        raise EngineFailed(
            "A clip could not be encoded.", remedy="Run `uv sync`: PyAV brings its own encoders."
        ) from error


def at_rate(samples: Samples, rate: int, wanted: int) -> Samples:
    """The sound at another rate (FFmpeg's resampler)."""
    if rate == wanted or not len(samples):
        return samples
    resampler = AudioResampler(format="flt", layout="mono", rate=wanted)
    frame = AudioFrame.from_ndarray(
        np.ascontiguousarray(samples, np.float32)[np.newaxis], format="flt", layout="mono"
    )
    frame.sample_rate = rate
    parts = [*resampler.resample(frame), *resampler.resample(None)]
    rows = [np.zeros(0, np.float32), *(part.to_ndarray().reshape(-1) for part in parts)]
    return np.concatenate(rows).astype(np.float32)


def whole(samples: Samples) -> NDArray[np.int16]:
    """16 bits a sample, cut off at full scale."""
    out: NDArray[np.int16] = np.clip(np.rint(samples * 32767.0), -32768, 32767).astype("<i2")
    return out


def _mp3(samples: Samples) -> bytes:
    options = {"write_xing": "0", "id3v2_version": "0", "write_id3v1": "0"}
    codec = {"reservoir": "0", "flags": "+bitexact"}
    return _written("mp3", "libmp3lame", "s16p", samples, MP3_RATE, options, codec, MP3_BITS)


def _flac(samples: Samples, rate: int) -> bytes:
    return _written("flac", "flac", "s16", samples, rate, {}, {"flags": "+bitexact"}, 0)


def _wav(samples: Samples, rate: int) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(whole(samples).tobytes())
    return held.getvalue()


def _written(
    container: str,
    codec: str,
    sample_format: str,
    samples: Samples,
    rate: int,
    options: dict[str, str],
    codec_options: dict[str, str],
    bit_rate: int,
) -> bytes:
    held = io.BytesIO()
    with av.open(held, "w", format=container, options={"fflags": "+bitexact", **options}) as out:
        stream: Any = out.add_stream(codec, rate=rate, layout="mono", options=codec_options)
        stream.format = sample_format
        stream.thread_count = 1
        if bit_rate:
            stream.bit_rate = bit_rate
        frame = AudioFrame.from_ndarray(
            whole(samples)[np.newaxis], format=sample_format, layout="mono"
        )
        frame.sample_rate, frame.pts = rate, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return held.getvalue()


FLAC_SIGN, FLAC_FIRST_BLOCK, FLAC_LAST = 4, 42, 0x80
"""`fLaC`, then a block of 4 + 34 bytes with rate and length; this bit says that it is the last
(RFC 9639, section 8)."""


def _first_block_only(flac: bytes) -> bytes:
    """Without the blocks in which an encoder names itself, and the padding."""
    place, last = FLAC_SIGN, False
    while not last:
        last = bool(flac[place] & FLAC_LAST)
        place += 4 + int.from_bytes(flac[place + 1 : place + 4])
    first = bytearray(flac[:FLAC_FIRST_BLOCK])
    first[FLAC_SIGN] |= FLAC_LAST
    return bytes(first) + flac[place:]
