"""Untouched and spliced recordings for the examination: what is cut, inserted, re-encoded."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from speech_sets import DEMO, SHARED, TRUTH

RATE = 8000
MIN_SECONDS, MOST_SECONDS = 6.0, 20.0
Samples = NDArray[np.float32]

CODECS = {
    "pcm": ("wav", "pcm_s16le", {}, 0),
    "a-law": ("wav", "pcm_alaw", {}, 0),
    "mp3": ("mp3", "libmp3lame", {}, 16_000),
    "opus": ("ogg", "libopus", {"application": "voip"}, 12_000),
    "amr": ("amr", "libopencore_amrnb", {}, 12_200),
}
EDITS = ("cut", "same call", "same call, faded", "other call", "other call, faded")


@dataclass(frozen=True, slots=True)
class Source:
    """One untouched recording at 8 kHz: its set, its half (development or held-out)."""

    name: str
    group: str
    held_out: bool
    samples: Samples


def sources() -> list[Source]:
    """Every recording of at least 6 s; of longer ones the first 20 s.

    Halves are by speaker for read speech, else every second recording by name.
    """
    found = []
    for group, paths in _paths().items():
        for place, (path, key) in enumerate(paths):
            samples = read(path)
            if len(samples) >= MIN_SECONDS * RATE:
                part = place % 2 if key is None else key % 2
                cut = samples[: round(MOST_SECONDS * RATE)]
                found.append(Source(path.name, group, bool(part), cut))
    return found


def _paths() -> dict[str, list[tuple[Path, int | None]]]:
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as table:
        files = [row["file"] for row in csv.DictReader(table) if not row["duplicate_of"]]
    data = SHARED / "data"
    speakers = sorted((data / "speakers" / "librispeech").iterdir())
    calls = [
        *sorted((data / "speech/ru/spbu_calls").glob("*.*")),
        *sorted((data / "speech/ru/tone_calls").glob("*.flac")),
        *sorted((data / "speakers/azure").glob("*.wav")),
        *sorted((data / "diarization").glob("*/*.wav")),
    ]
    return {
        "fictional archive": [(DEMO / file, None) for file in sorted(files)],
        "read speech": [
            (path, place)
            for place, folder in enumerate(speakers)
            for path in sorted(folder.rglob("*.flac"))
        ],
        "prompts": [(path, None) for path in sorted((data / "speech/ru/asterisk").rglob("*.wav"))],
        "real conversations": [(path, None) for path in calls],
    }


def read(path: Path | io.BytesIO, container: str | None = None) -> Samples:
    """The first channel at 8 kHz, −1…1; packets that cannot be decoded are left out."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    pieces = []
    with av.open(str(path) if isinstance(path, Path) else path, format=container) as file:
        for packet in file.demux(audio=0):
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                continue
            for frame in frames:
                pieces += [one.to_ndarray().reshape(-1) for one in resampler.resample(frame)]
    pieces += [one.to_ndarray().reshape(-1) for one in resampler.resample(None)]
    return np.concatenate(pieces).astype(np.float32) / 32768


def through(samples: Samples, codec: str) -> Samples:
    """The samples after encoding and decoding."""
    container, name, options, bit_rate = CODECS[codec]
    file = io.BytesIO()
    whole = (np.clip(samples, -1, 0.9999) * 32768).astype(np.int16)[None, :]
    with av.open(file, "w", format=container) as output:
        rate = 48_000 if codec == "opus" else RATE
        stream = output.add_stream(name, rate=rate, layout="mono", options=options)
        if bit_rate:
            stream.bit_rate = bit_rate
        context = stream.codec_context
        context.open()
        resampler = AudioResampler(
            format=context.format, layout="mono", rate=rate, frame_size=context.frame_size or 1024
        )
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole), format="s16", layout="mono")
        frame.sample_rate = RATE
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    file.seek(0)
    return read(file, container)


def with_hum(samples: Samples, random: np.random.Generator) -> Samples:
    """The same with mains hum of 50 Hz and five overtones, about 25 dB under the speech.

    The frequency wanders by some mHz, as that of a grid does.
    """
    wander = np.cumsum(random.normal(0, 1e-6, len(samples)))
    phase = 2 * np.pi * np.cumsum(50 + random.uniform(-0.05, 0.05) + wander) / RATE
    level = 0.06 * np.sqrt(np.mean(samples**2))
    tones = [np.sin(k * phase + random.uniform(0, 6)) / np.sqrt(k) for k in range(1, 7)]
    return (samples + level * np.sum(tones, axis=0)).astype(np.float32)


def edits(source: Samples, other: Samples, random: np.random.Generator) -> Iterator[Samples]:
    """One version a kind of `EDITS`: 1 to 3 s cut out, or put in from elsewhere."""
    length = round(random.uniform(1, min(3, len(source) / RATE / 3)) * RATE)
    low, high = 2 * RATE, len(source) - 2 * RATE
    at = int(random.integers(low, max(low + 1, high - length)))
    yield join(source[:at], source[at + length :], fade=0)
    from_own = int(random.integers(0, len(source) - length))
    from_other = int(random.integers(0, max(1, len(other) - length)))
    for origin, start in ((source, from_own), (other, from_other)):
        for fade in (0, 160):
            part = origin[start : start + length]
            yield join(join(source[:at], part, fade=fade), source[at:], fade=fade)


def join(left: Samples, right: Samples, *, fade: int) -> Samples:
    """One after the other, with `fade` samples of equal-power crossfade (160: 20 ms)."""
    if not fade:
        return np.concatenate([left, right])
    turn = np.linspace(0, np.pi / 2, fade, dtype=np.float32)
    mixed = left[-fade:] * np.cos(turn) + right[:fade] * np.sin(turn)
    return np.concatenate([left[:-fade], mixed, right[fade:]]).astype(np.float32)
