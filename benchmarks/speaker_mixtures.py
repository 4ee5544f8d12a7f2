"""Calls of known speakers, mixed from speaker-labelled speech, with their truth.

One to four voices take turns: short answers of 0.3 to 0.9 s among longer ones, gaps of up to a
second, some talking over each other. The whole is made a telephone call: 8 kHz, 300 to 3400 Hz,
each voice at its own level, line noise, and AMR-NB in and out, as on a mobile phone. The same seed
gives the same call.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from earwitness.calls.engines.pyav import read_sound, resample
from earwitness.calls.ports import Sound

RATE = 8000
SHORT_ANSWERS = 0.3
OVERLAPS = 0.15
FRAME = 80

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TrueSpan:
    """Who speaks from when to when, in ms; `turn` counts the turns of the call."""

    start_ms: int
    end_ms: int
    speaker: str
    turn: int


@dataclass(frozen=True, slots=True)
class MixedCall:
    """One call: samples of shape (time,) at 8 kHz, and the truth."""

    name: str
    samples: Samples
    truth: tuple[TrueSpan, ...]


def at_8_khz(path: Path) -> Samples:
    """A file as one channel of 8 kHz."""
    return resample(
        Sound(samples=read_sound(path).samples[:1], sample_rate=read_rate(path)), RATE
    ).samples[0]


def read_rate(path: Path) -> int:
    """The sample rate of a file."""
    return read_sound(path).sample_rate


def active(samples: Samples) -> NDArray[np.bool_]:
    """Frames of 10 ms within 35 dB of the loud ones, gaps under 0.3 s closed."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    level = 10 * np.log10((frames**2).mean(axis=1) + 1e-10)
    loud = level > np.percentile(level, 95) - 35
    places = np.flatnonzero(loud)
    for before, after in pairwise(places):
        if after - before <= 30:
            loud[before:after] = True
    return loud


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(first, past the last) of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def mixed_call(
    voices: Mapping[str, Sequence[Samples]], speakers: Sequence[str], *, seed: int, seconds: float
) -> MixedCall:
    """A call of these speakers, each a list of utterances at 8 kHz."""
    random = np.random.default_rng(seed)
    gains = {name: 10 ** (random.uniform(-6, 6) / 20) for name in speakers}
    out = np.zeros(int(seconds * RATE) + 10 * RATE, np.float32)
    truth: list[TrueSpan] = []
    end, last, turn = 0.3, "", 0
    while end < seconds:
        others = [name for name in speakers if name != last] or list(speakers)
        name = others[random.integers(len(others))]
        piece = _excerpt(voices[name], random)
        over = len(speakers) > 1 and random.random() < OVERLAPS and turn > 0
        gap = -random.uniform(0.1, 0.6) if over else random.uniform(0.05, 1.0)
        start = max(0.0, end + gap)
        at = int(start * RATE)
        level = np.sqrt((piece**2).mean()) + 1e-6
        out[at : at + len(piece)] += piece * (0.05 * gains[name] / level)
        for first, past in runs(active(piece)):
            span = TrueSpan(
                round(1000 * start) + 10 * first, round(1000 * start) + 10 * past, name, turn
            )
            truth.append(span)
        end, last, turn = start + len(piece) / RATE, name, turn + 1
    samples = _telephone(out[: int((end + 0.3) * RATE)], random)
    names = "+".join(speakers)
    return MixedCall(f"{names}-{seed}", samples, tuple(truth))


def _excerpt(utterances: Sequence[Samples], random: np.random.Generator) -> Samples:
    """A short answer or a longer turn, cut where the speaker pauses if there is such a place."""
    whole = utterances[random.integers(len(utterances))]
    if random.random() < SHORT_ANSWERS:
        wanted = random.uniform(0.3, 0.9)
    else:
        wanted = min(random.lognormal(0.9, 0.6), 8.0)
    loud = np.flatnonzero(active(whole))
    latest = max(loud[0], loud[-1] - int(100 * wanted))
    start = int(random.integers(loud[0], latest + 1)) * FRAME
    start = _quietest(whole, start, 0.25)
    end = _quietest(whole, min(len(whole), start + int(wanted * RATE)), 0.15)
    cut = whole[start : max(end, start + int(0.25 * RATE))].copy()
    fade = np.linspace(0, 1, 80, dtype=np.float32)
    cut[:80] *= fade
    cut[-80:] *= fade[::-1]
    return cut


def _quietest(samples: Samples, place: int, reach: float) -> int:
    low, high = max(0, place - int(reach * RATE)), min(len(samples), place + int(reach * RATE))
    power = np.convolve(samples[low:high] ** 2, np.ones(160), "same")
    return low + int(power.argmin()) if len(power) else place


def _telephone(samples: Samples, random: np.random.Generator) -> Samples:
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum *= 1 / (1 + (250 / np.maximum(hertz, 1)) ** 8) * 1 / (1 + (hertz / 3400) ** 16)
    banded = np.fft.irfft(spectrum, len(samples)).astype(np.float32)
    noise = random.normal(0, 0.05 * 10 ** (-random.uniform(15, 30) / 20), len(samples))
    return through_amr(np.clip(banded + noise.astype(np.float32), -1, 1))


def through_amr(samples: Samples) -> Samples:
    """AMR-NB at 7.95 kbit/s (3GPP TS 26.071), encoded and decoded: a mobile call."""
    held = io.BytesIO()
    with av.open(held, "w", format="amr") as output:
        stream = output.add_stream("libopencore_amrnb", rate=RATE, layout="mono")
        stream.bit_rate = 7950
        packed = (samples[: len(samples) // 160 * 160] * 32767).astype(np.int16)
        for start in range(0, len(packed), 160):
            piece = packed[np.newaxis, start : start + 160]
            frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    held.seek(0)
    with av.open(held, format="amr") as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32)[: len(samples)]
