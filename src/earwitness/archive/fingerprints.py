"""Fingerprints: sound becomes the little that is needed to find it again."""

import base64
import hashlib

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import RATE, find_peaks, pack
from earwitness.records.duplicates import Fingerprint, Track

VERSION = "1"
SILENCE_DB = -100
BANDWIDTH_BELOW_DB = 30.0
"""A frequency carries sound if its mean power is at most so far below the strongest. Estimate:
the steps of 8-bit companding (ITU-T G.711) make noise about 38 dB below, up to 4 kHz."""

BANDWIDTH_WINDOW = 1024
BANDWIDTH_FRAMES = 4_000

Samples = NDArray[np.float32]


def fingerprint(
    sha256: str, samples: Samples, sample_rate: int, telephone_samples: Samples
) -> Fingerprint:
    """The fingerprint of one recording. Deterministic.

    `samples` has shape (channels, time), float32 in −1…1, at `sample_rate` Hz;
    `telephone_samples` is the same sound at 8,000 Hz.
    """
    mixed = telephone_samples.mean(axis=0, dtype=np.float32)
    sounds = {"mix": mixed}
    if len(samples) == 2:
        sounds |= {"0": telephone_samples[0], "1": telephone_samples[1]}
    return Fingerprint(
        sha256=sha256,
        duration_ms=round(1000 * samples.shape[1] / sample_rate),
        sound_sha256=sound_digest(samples, sample_rate),
        bandwidth_hz=bandwidth(samples.mean(axis=0, dtype=np.float32), sample_rate),
        levels=_packed_levels(mixed),
        tracks=tuple(
            Track(channel=channel, peaks=pack(find_peaks(sound)))
            for channel, sound in sounds.items()
        ),
    )


def sound_digest(samples: Samples, sample_rate: int) -> str:
    """SHA-256 of the decoded 16-bit samples, their rate and number of channels."""
    steps = np.round(samples.T * 32768).clip(-32768, 32767).astype("<i2")
    head = f"{sample_rate} {samples.shape[0]} ".encode()
    return hashlib.sha256(head + steps.tobytes()).hexdigest()


def bandwidth(samples: Samples, sample_rate: int) -> int:
    """The highest frequency that carries sound, in Hz; 0 for silence. A mean over the recording
    (4,000 frames evenly taken)."""
    count = len(samples) // BANDWIDTH_WINDOW
    if count == 0:
        return 0
    frames = samples[: count * BANDWIDTH_WINDOW].reshape(count, BANDWIDTH_WINDOW)
    frames = frames[:: -(-count // BANDWIDTH_FRAMES)]
    power = (np.abs(np.fft.rfft(frames * np.hanning(BANDWIDTH_WINDOW), axis=1)) ** 2).mean(axis=0)
    if power.max() <= 0:
        return 0
    carrying = np.flatnonzero(power >= power.max() * 10 ** (-BANDWIDTH_BELOW_DB / 10))
    return round(int(carrying[-1]) * sample_rate / BANDWIDTH_WINDOW)


def levels_of(packed: str) -> NDArray[np.int8]:
    """Levels in dB of full scale, one a second, shape (seconds,)."""
    return np.frombuffer(base64.b64decode(packed, validate=True), dtype=np.int8)


def _packed_levels(samples: Samples) -> str:
    """RMS levels of whole seconds (the rest of the last one left out)."""
    seconds = samples[: len(samples) // RATE * RATE].reshape(-1, RATE).astype(np.float64)
    power = (seconds**2).mean(axis=1)
    levels = 10 * np.log10(np.maximum(power, 10 ** (SILENCE_DB / 10)))
    return base64.b64encode(np.round(levels).astype(np.int8).tobytes()).decode()
