"""What a telephone line sends besides speech, made from the figures of the ITU-T."""

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import Sound

RATE = 8000
Samples = NDArray[np.float32]

ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
KEYS = "123A456B789C*0#D"
"""ITU-T Q.23."""


def sines(hertz: tuple[float, ...], seconds: float, *, level: float = 0.15) -> Samples:
    """These sines together, each of this amplitude."""
    time = np.arange(round(seconds * RATE)) / RATE
    return np.sum([level * np.sin(2 * np.pi * one * time) for one in hertz], axis=0).astype("f4")


def silence(seconds: float) -> Samples:
    """Nothing."""
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def cadence(hertz: tuple[float, ...], on: float, off: float, times: int) -> Samples:
    """A tone that comes and goes, beginning with the tone."""
    return np.concatenate([part for _ in range(times) for part in (sines(hertz, on), silence(off))])


def keys(number: str, *, on: float = 0.1, off: float = 0.1, shift: float = 0.0) -> Samples:
    """Dialled keys; both tones off by a share."""
    parts = []
    for key in number:
        row, column = divmod(KEYS.index(key), 4)
        both = (ROWS[row] * (1 + shift), COLUMNS[column] * (1 + shift))
        parts += [sines(both, on), silence(off)]
    return np.concatenate(parts)


def on_a_line(*channels: Samples, noise: float = 0.001) -> Sound:
    """Channels as a sound at 8 kHz, with a little noise; the shorter ones are filled up."""
    random = np.random.default_rng(425)
    length = max(len(channel) for channel in channels)
    samples = random.normal(scale=noise, size=(len(channels), length)).astype(np.float32)
    for place, channel in enumerate(channels):
        samples[place, : len(channel)] += channel
    return Sound(samples=samples, sample_rate=RATE)


def melody(seconds: float, *, seed: int = 5) -> Samples:
    """Notes of a third of a second, with three overtones, two at a time."""
    random = np.random.default_rng(seed)
    parts = []
    while sum(map(len, parts)) < seconds * RATE:
        root = 330 * 2 ** (random.integers(0, 13) / 12)
        chord = tuple(k * root * step for k in (1, 2, 3) for step in (1, 1.26))
        parts.append(sines(chord, 0.34, level=0.05))
    return np.concatenate(parts)[: round(seconds * RATE)]
