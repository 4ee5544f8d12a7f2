"""Known speakers as telephone recordings of one voice: window embeddings by speaker and codec.

Speakers: six of LibriSpeech (ten utterances of one session each), two of a set of enrolments (one
recording each), and the voice of Russian prompts. Each utterance is brought to 8 kHz, 300 to
3400 Hz, and one level, and goes through a codec and back. AMR and mu-law are written by PyAV, GSM
by SoX. Speech is cut into windows as the stage `voices` cuts it.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from earwitness.calls.engines.pyav import resample
from earwitness.calls.engines.resemblyzer import ResemblyzerEncoder
from earwitness.calls.ports import Sound
from earwitness.calls.speech_pieces import loudness, pieces, spoken
from earwitness.calls.voice_clusters import unit
from earwitness.calls.voices import (
    COUNTING_MS,
    LEAST_COUNTING_MS,
    LEAST_PIECE_MS,
    PHRASE_PAUSE_MS,
)
from earwitness.runtime.models.store import require
from speaker_mixtures import RATE, Samples, at_8_khz, through_amr, through_gsm

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LIBRISPEECH = ("1998", "2033", "2609", "3005", "3080", "367")
OTHERS = ("katie", "steve", "prompts")
PROMPTS = 60
"""Prompts that are taken, each of at least two seconds."""

HEARD_RATE = 16_000
LEVEL = 0.05
"""Root mean square of every utterance."""


def through_mulaw(samples: Samples) -> Samples:
    """G.711 mu-law, as a land line or a recorder writes it."""
    held = io.BytesIO()
    packed = (samples * 32767).astype(np.int16)[np.newaxis]
    with av.open(held, "w", format="wav") as output:
        stream = output.add_stream("pcm_mulaw", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    held.seek(0)
    with av.open(held) as sound:
        found = np.concatenate([one.to_ndarray().reshape(-1) for one in sound.decode(audio=0)])
    return found.astype(np.float32) / 32768


CODECS = {"mulaw": through_mulaw, "gsm": through_gsm, "amr": through_amr}


@dataclass(frozen=True, slots=True)
class Utterance:
    """Windows of one utterance through one codec: unit embeddings (windows, size), their ms."""

    speaker: str
    number: int
    codec: str
    embeddings: NDArray[np.float32]
    lengths_ms: NDArray[np.int64]


def utterances(speaker: str) -> list[Samples]:
    """All there is of a speaker, at 8 kHz; a long recording is cut into parts of about 5 s."""
    if speaker in ("katie", "steve"):
        whole = at_8_khz(DATA / "speakers" / "azure" / f"enrollment_{speaker}.wav")
        return np.array_split(whole, max(1, len(whole) // (5 * RATE)))
    if speaker == "prompts":
        files = sorted((DATA / "speech" / "ru" / "asterisk").glob("*.wav"))
        return [one for one in map(at_8_khz, files) if len(one) > 2 * RATE][:PROMPTS]
    return [at_8_khz(one) for one in sorted((DATA / "speakers/librispeech" / speaker).glob("*"))]


def recorded(speakers: Sequence[str], codecs: Sequence[str]) -> Iterator[Utterance]:
    """Every utterance of these speakers through each of these codecs."""
    model = require("resemblyzer")
    encoder = ResemblyzerEncoder(model.path, model.weights_digest)
    for speaker in speakers:
        for number, samples in enumerate(utterances(speaker)):
            banded = _telephone_band(samples)
            spans = list(_windows(_heard(banded)))
            for codec in codecs:
                heard = _heard(CODECS[codec](banded)).samples[0]
                rows = unit(encoder.embed(heard, spans))
                lengths = np.array([end - start for start, end in spans], np.int64)
                yield Utterance(speaker, number, codec, rows, lengths)


def _heard(samples: Samples) -> Sound:
    return resample(Sound(samples=samples[np.newaxis], sample_rate=RATE), HEARD_RATE)


def _telephone_band(samples: Samples) -> Samples:
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum *= 1 / (1 + (250 / np.maximum(hertz, 1)) ** 8) / (1 + (hertz / 3400) ** 16)
    banded = np.fft.irfft(spectrum, len(samples))
    loud = banded * (LEVEL / (np.sqrt((banded**2).mean()) + 1e-9))
    return np.clip(loud, -1, 1).astype(np.float32)


def _windows(sound: Sound) -> Iterator[tuple[int, int]]:
    """As `calls.voices` cuts speech to count voices; shorter ones are not kept, as there."""
    speech = spoken(loudness(sound, 0), [(0, sound.length * 1000 // HEARD_RATE)])
    for start, end in pieces(speech, pause_ms=PHRASE_PAUSE_MS, shortest_ms=LEAST_PIECE_MS):
        parts = max(1, round((end - start) / COUNTING_MS))
        edges = [start + (end - start) * part // parts for part in range(parts + 1)]
        yield from (one for one in pairwise(edges) if one[1] - one[0] >= LEAST_COUNTING_MS)
