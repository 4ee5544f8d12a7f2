"""Fingerprints: sound becomes the little that is needed to find it again."""

import base64
import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.channels import Channel, Mix, blocks
from earwitness.archive.constellations import RATE, find_peaks, pack
from earwitness.records.duplicates import Fingerprint, Track

VERSION = "1"
SILENCE_DB = -100
BANDWIDTH_BELOW_DB = 30.0
"""A frequency carries sound if its mean power is at most so far below the strongest. Estimate:
the steps of 8-bit companding (ITU-T G.711) make noise about 38 dB below, up to 4 kHz."""

BANDWIDTH_WINDOW = 1024
BANDWIDTH_FRAMES = 4_000


def fingerprint(
    sha256: str,
    samples: Sequence[Channel],
    sample_rate: int,
    telephone_samples: Sequence[Channel],
) -> Fingerprint:
    """The fingerprint of one recording, read in blocks. Deterministic.

    `samples` are its channels at `sample_rate` Hz; `telephone_samples` the same at 8,000 Hz.
    """
    mixed = Mix(telephone_samples)
    sounds: dict[str, Channel] = {"mix": mixed}
    if len(samples) == 2:
        sounds |= {"0": telephone_samples[0], "1": telephone_samples[1]}
    return Fingerprint(
        sha256=sha256,
        duration_ms=round(1000 * len(samples[0]) / sample_rate),
        sound_sha256=sound_digest(samples, sample_rate),
        bandwidth_hz=bandwidth(Mix(samples), sample_rate),
        levels=_packed_levels(mixed),
        tracks=tuple(
            Track(channel=channel, peaks=pack(find_peaks(sound)))
            for channel, sound in sounds.items()
        ),
    )


def sound_digest(samples: Sequence[Channel], sample_rate: int) -> str:
    """SHA-256 of the decoded 16-bit samples, their rate and number of channels."""
    taken = hashlib.sha256(f"{sample_rate} {len(samples)} ".encode())
    for own in zip(*map(blocks, samples), strict=True):
        steps = np.round(np.stack(own, axis=1) * 32768).clip(-32768, 32767)
        taken.update(steps.astype("<i2").tobytes())
    return taken.hexdigest()


def bandwidth(samples: Channel, sample_rate: int) -> int:
    """The highest frequency that carries sound, in Hz; 0 for silence. A mean over the recording
    (4,000 frames evenly taken)."""
    count = len(samples) // BANDWIDTH_WINDOW
    if count == 0:
        return 0
    frames = _every(samples, count, -(-count // BANDWIDTH_FRAMES))
    power = (np.abs(np.fft.rfft(frames * np.hanning(BANDWIDTH_WINDOW), axis=1)) ** 2).mean(axis=0)
    if power.max() <= 0:
        return 0
    carrying = np.flatnonzero(power >= power.max() * 10 ** (-BANDWIDTH_BELOW_DB / 10))
    return round(int(carrying[-1]) * sample_rate / BANDWIDTH_WINDOW)


def _every(samples: Channel, count: int, step: int) -> NDArray[np.float32]:
    """Every so many-th of the first frames, shape (frames, `BANDWIDTH_WINDOW`)."""
    taken, first = [], 0
    for own in blocks(samples, BANDWIDTH_WINDOW):
        frames = own[: len(own) // BANDWIDTH_WINDOW * BANDWIDTH_WINDOW]
        frames = frames.reshape(-1, BANDWIDTH_WINDOW)[: count - first]
        taken.append(frames[-first % step :: step].copy())
        first += len(frames)
    return np.concatenate(taken)


def levels_of(packed: str) -> NDArray[np.int8]:
    """Levels in dB of full scale, one a second, shape (seconds,)."""
    return np.frombuffer(base64.b64decode(packed, validate=True), dtype=np.int8)


def _packed_levels(samples: Channel) -> str:
    """RMS levels of whole seconds (the rest of the last one left out)."""
    powers = [np.zeros(0)]
    for own in blocks(samples, RATE):
        seconds = own[: len(own) // RATE * RATE].reshape(-1, RATE).astype(np.float64)
        powers.append((seconds**2).mean(axis=1))
    power = np.concatenate(powers)
    levels = 10 * np.log10(np.maximum(power, 10 ** (SILENCE_DB / 10)))
    return base64.b64encode(np.round(levels).astype(np.int8).tobytes()).decode()
