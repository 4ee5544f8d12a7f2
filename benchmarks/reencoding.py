"""Calls as they come back from others: re-encoded, cut, louder, noisy, one side only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from earwitness.calls.engines.decoding import DecodeRequest, decode_file
from earwitness.calls.engines.pyav import read_sound, resample
from earwitness.calls.ports import Sound
from earwitness.runtime.settings import RAW_TELEPHONY
from system_encoders import SystemEncoding, write_with_system

Samples = NDArray[np.float32]
BOTH = frozenset({0, 1})


@dataclass(frozen=True, slots=True)
class Encoding:
    """How PyAV is to write: encoder, container, rate in Hz, bits a second (0: its own)."""

    codec: str
    suffix: str
    rate: int = 8_000
    bit_rate: int = 0


ENCODINGS: Mapping[str, Encoding] = {
    "A-law WAV": Encoding("pcm_alaw", "wav"),
    "mu-law WAV": Encoding("pcm_mulaw", "wav"),
    "AMR-NB 12.2": Encoding("libopencore_amrnb", "amr", bit_rate=12_200),
    "AMR-NB 4.75": Encoding("libopencore_amrnb", "amr", bit_rate=4_750),
    "MP3 16 kbit/s": Encoding("libmp3lame", "mp3", bit_rate=16_000),
    "MP3 8 kbit/s": Encoding("libmp3lame", "mp3", bit_rate=8_000),
    "MP3 44.1 kHz": Encoding("libmp3lame", "mp3", 44_100, 64_000),
    "Opus 12 kbit/s": Encoding("libopus", "ogg", 48_000, 12_000),
    "Opus 6 kbit/s": Encoding("libopus", "ogg", 48_000, 6_000),
    "AAC M4A": Encoding("aac", "mp4", bit_rate=16_000),
    "AAC 3GP": Encoding("aac", "3gp", bit_rate=16_000),
    "G.722": Encoding("g722", "wav", 16_000),
    "G.726 32": Encoding("g726", "wav", bit_rate=32_000),
    "G.726 16": Encoding("g726", "wav", bit_rate=16_000),
    "G.723.1": Encoding("g723_1", "wav", bit_rate=6_300),
    "FLAC": Encoding("flac", "flac"),
    "MS ADPCM": Encoding("adpcm_ms", "wav"),
    "WMA": Encoding("wmav2", "asf", 16_000, 32_000),
    "Opus WebM": Encoding("libopus", "webm", 48_000, 12_000),
    "AAC ADTS": Encoding("aac", "aac", bit_rate=16_000),
    "A-law, no header": Encoding("pcm_alaw", "al"),
}
"""What PyAV's FFmpeg can write; `system_encoders` has the rest."""


MONO_ONLY = {"libopencore_amrnb", "g722", "g723_1", "g726"}
"""Stereo calls go through these as their mix."""


def decoded(path: Path, folder: Path, *, suffix: str = "") -> Sound:
    """A file led through the project's own decoder."""
    raw = RAW_TELEPHONY.get(suffix or path.suffix.lower())
    target = folder / "decoded.wav"
    decode_file(
        DecodeRequest(
            path=str(path),
            target=str(target),
            sha256="",
            raw_format=raw.format if raw else "",
            raw_rate=raw.sample_rate if raw else 0,
            max_minutes=60,
        )
    )
    return read_sound(target)


def reencoded(sound: Sound, encoding: Encoding | SystemEncoding, folder: Path) -> Sound:
    """Written with an encoder and read again.

    Raises:
        av.error.FFmpegError: this FFmpeg cannot write that.
        NoEncoder: nor can the system.
    """
    path = folder / f"encoded.{encoding.suffix}"
    if isinstance(encoding, SystemEncoding):
        mixed = sound.samples.mean(axis=0, keepdims=True, dtype=np.float32)
        mono = resample(Sound(samples=mixed, sample_rate=sound.sample_rate), encoding.rate)
        write_with_system(path, _steps(mono)[0], encoding)
        return decoded(path, folder)
    if encoding.codec in MONO_ONLY:
        mixed = sound.samples.mean(axis=0, keepdims=True, dtype=np.float32)
        sound = Sound(samples=mixed, sample_rate=sound.sample_rate)
    write(path, resample(sound, encoding.rate), encoding)
    return decoded(path, folder)


def write(path: Path, sound: Sound, encoding: Encoding) -> None:
    """Encode a sound that has the encoding's rate."""
    layout = "stereo" if len(sound.samples) == 2 else "mono"
    steps = _steps(sound)
    frame = AudioFrame.from_ndarray(
        np.ascontiguousarray(steps.T.reshape(1, -1)), format="s16", layout=layout
    )
    frame.sample_rate = encoding.rate
    container = {"aac": "adts", "al": "alaw"}.get(encoding.suffix, encoding.suffix)
    with av.open(str(path), "w", format=container) as output:
        stream = output.add_stream(encoding.codec, rate=encoding.rate, layout=layout)
        stream.codec_context.options = {"strict": "-2"}
        if encoding.codec == "g726":
            stream.codec_context.options = {"code_size": str(encoding.bit_rate // 8_000)}
        if encoding.bit_rate:
            stream.bit_rate = encoding.bit_rate
        stream.codec_context.open(strict=False)
        resampler = AudioResampler(
            format=stream.codec_context.format,
            layout=layout,
            rate=encoding.rate,
            frame_size=stream.codec_context.frame_size or 1024,
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            output.mux(stream.encode(piece))
        output.mux(stream.encode(None))


def _steps(sound: Sound) -> NDArray[np.int16]:
    steps: NDArray[np.int16]
    steps = np.round(sound.samples * 32768).clip(-32768, 32767).astype(np.int16)
    return steps


@dataclass(frozen=True, slots=True)
class Change:
    """What was done without an encoder; the sound; where it begins in the original, in ms; which
    of two sides it holds."""

    kind: str
    sound: Sound
    starts_ms: float = 0.0
    sides: frozenset[int] = BOTH


def changed(sound: Sound, seed: int) -> Iterator[Change]:
    """Cut, louder and quieter, resampled, noisy, one side, mixed."""
    samples, rate = sound.samples, sound.sample_rate
    for kind, start, end in _cuts(samples.shape[1], rate):
        piece = Sound(samples=samples[:, start:end], sample_rate=rate)
        yield Change(kind, piece, 1000 * start / rate)
    for level in (-12, -6, 6, 12):
        louder = (samples * 10 ** (level / 20)).clip(-1, 1).astype(np.float32)
        yield Change(f"level {level:+d} dB", Sound(samples=louder, sample_rate=rate))
    for other in (11_025, 16_000, 44_100):
        yield Change(f"resampled to {other} Hz", resample(sound, other))
    random = np.random.default_rng(seed)
    power = float((samples.astype(np.float64) ** 2).mean())
    for ratio in (20, 10, 5):
        noise = random.standard_normal(samples.shape) * np.sqrt(power) * 10 ** (-ratio / 20)
        noisy = (samples + noise).clip(-1, 1).astype(np.float32)
        yield Change(f"white noise at {ratio} dB", Sound(samples=noisy, sample_rate=rate))
    if len(samples) == 2:
        for side in (0, 1):
            one = Sound(samples=samples[side : side + 1], sample_rate=rate)
            yield Change("one side of stereo", one, sides=frozenset({side}))
        mixed = Sound(samples=samples.mean(axis=0, keepdims=True), sample_rate=rate)
        yield Change("stereo mixed to mono", mixed)


def _cuts(length: int, rate: int) -> Iterator[tuple[str, int, int]]:
    ten = 10 * rate
    yield "cut: the first 10 s missing", ten, length
    yield "cut: the last 10 s missing", 0, length - ten
    yield "cut: 10 s of the middle", (length - ten) // 2, (length + ten) // 2
    yield "cut: the last 15 s", length - 15 * rate, length
