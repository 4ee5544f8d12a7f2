"""Calls of known speakers, mixed from speaker-labelled speech, with their truth.

Voices take turns, with gaps of up to a second. The whole is made a telephone call: 8 kHz, 300 to
3400 Hz, each voice at its own level, and a telephone's codec in and out. In a `HARD` call a third
of the turns are answers of 0.3 to 0.9 s, some talk over each other, and the line is noisy; a
`PLAIN` call has turns of 1 to 8 s and hardly anything of that. The same seed gives the same call.
"""

import io
import subprocess
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
FRAME = 80

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Manner:
    """How people talk and over what: shares of turns that are short answers and that begin over
    another; longer turns in seconds (at least, the median, at most); signal to noise in dB; codecs,
    one of which is drawn for a call."""

    short_answers: float
    overlaps: float
    turn_s: tuple[float, float, float]
    noise_db: tuple[float, float] | None
    codecs: tuple[str, ...]


HARD = Manner(0.3, 0.15, (0.0, 2.46, 8.0), (15, 30), ("amr",))
PLAIN = Manner(0.1, 0.03, (1.0, 3.0, 8.0), None, ("amr", "gsm"))


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
    voices: Mapping[str, Sequence[Samples]],
    speakers: Sequence[str],
    manner: Manner,
    *,
    seed: int,
    seconds: float,
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
        piece = _excerpt(voices[name], manner, random)
        over = len(speakers) > 1 and random.random() < manner.overlaps and turn > 0
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
    samples = _telephone(out[: int((end + 0.3) * RATE)], manner, random)
    names = "+".join(speakers)
    return MixedCall(f"{names}-{seed}", samples, tuple(truth))


def _excerpt(utterances: Sequence[Samples], manner: Manner, random: np.random.Generator) -> Samples:
    """A short answer or a longer turn, cut where the speaker pauses if there is such a place."""
    whole = utterances[random.integers(len(utterances))]
    if random.random() < manner.short_answers:
        wanted = random.uniform(0.3, 0.9)
    else:
        least, median, most = manner.turn_s
        wanted = min(max(random.lognormal(np.log(median), 0.6), least), most)
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


def _telephone(samples: Samples, manner: Manner, random: np.random.Generator) -> Samples:
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum *= 1 / (1 + (250 / np.maximum(hertz, 1)) ** 8) * 1 / (1 + (hertz / 3400) ** 16)
    banded = np.fft.irfft(spectrum, len(samples)).astype(np.float32)
    if manner.noise_db:
        noise = random.normal(
            0, 0.05 * 10 ** (-random.uniform(*manner.noise_db) / 20), len(samples)
        )
        banded = banded + noise.astype(np.float32)
    codec = manner.codecs[random.integers(len(manner.codecs))] if len(manner.codecs) > 1 else "amr"
    return (through_amr if codec == "amr" else through_gsm)(np.clip(banded, -1, 1))


def through_amr(samples: Samples) -> Samples:
    """AMR-NB at 7.95 kbit/s (3GPP TS 26.071), encoded and decoded: a mobile call."""
    held = io.BytesIO()
    with av.open(held, "w", format="amr") as output:
        stream = output.add_stream("libopencore_amrnb", rate=RATE, layout="mono")
        stream.bit_rate = 7950
        packed = _whole_frames(samples)
        for start in range(0, len(packed), 160):
            piece = packed[np.newaxis, start : start + 160]
            frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return _decoded(held.getvalue(), "amr")[: len(samples)]


def through_gsm(samples: Samples) -> Samples:
    """GSM 06.10, encoded by SoX and decoded: an older mobile call. PyAV's wheel cannot write it."""
    raw = ("-t", "raw", "-r", str(RATE), "-e", "signed", "-b", "16", "-c", "1")
    command = ["sox", *raw, "-", "-t", "gsm", "-"]
    done = subprocess.run(
        command, input=_whole_frames(samples).tobytes(), capture_output=True, check=True
    )
    return _decoded(done.stdout, "gsm")[: len(samples)]


def _whole_frames(samples: Samples) -> NDArray[np.int16]:
    return (samples[: len(samples) // 160 * 160] * 32767).astype(np.int16)


def _decoded(encoded: bytes, container: str) -> Samples:
    with av.open(io.BytesIO(encoded), format=container) as sound:
        frames = [frame.to_ndarray().reshape(-1) for frame in sound.decode(audio=0)]
    found = np.concatenate(frames)
    return found.astype(np.float32) / (32768 if found.dtype == np.int16 else 1)
