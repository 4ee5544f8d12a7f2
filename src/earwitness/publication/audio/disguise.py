"""Disguising voices: against ears, not against analysis.

Pitch, resonances and the average spectrum are moved, by amounts that are drawn for every clip and
channel and kept nowhere: whoever had them could undo the disguise. What is said, how it is
stressed, its speed and its pauses stay; they too tell people apart. `docs/voice-disguise.md` says
how much was measured.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.audio import pitch, resonances, short_time
from earwitness.publication.audio.cutting import rising
from earwitness.publication.audio.encoding import at_rate
from earwitness.publication.ports import Samples

VERSION = "1"
"""Of all that is decided here. Raise it whenever other sound comes out."""

RATE = 8_000
"""Hz. What is above the telephone's band would only help to tell voices apart."""

LOW_HERTZ, HIGH_HERTZ = 250.0, 3_500.0
"""The band that is kept: about that of the telephone (ITU-T G.712: 300 to 3400 Hz)."""

BLOCK_S, CROSSED = 30, RATE // 10
"""Worked on at once, in seconds, so that memory does not grow; and how long two blocks fade into
each other, in samples."""

MOST_EQUALISED_DB = 12.0
"""The average spectrum is brought to the same one for everybody by no more. Estimate."""


PITCHES = 0.116, 0.23
SCALES = 0.06, 0.16
EXPONENTS = 0.12, 0.25
"""Ranges that logarithms are drawn from, up or down as often: of pitch (2 to 4 semitones), vocal
tract and McAdams' coefficient (baseline B2 draws 0.5 to 0.9). Little change is left out, for it
protects little. More was tried: it protects better and is understood much less
(docs/voice-disguise.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a voice is changed: `pitch` and `scale` are factors, `exponent` is McAdams'."""

    pitch: float
    scale: float
    exponent: float


def drawn_manner() -> Manner:
    """A manner that nobody can guess; it is kept nowhere."""
    random = secrets.SystemRandom()

    def drawn(low: float, high: float) -> float:
        return exp(random.choice((-1, 1)) * random.uniform(low, high))

    return Manner(pitch=drawn(*PITCHES), scale=drawn(*SCALES), exponent=drawn(*EXPONENTS))


def disguised(samples: Samples, rate: int, manner: Manner) -> Samples:
    """One channel with its voices changed, at `RATE`, as long as before."""
    length = len(samples) * RATE // rate
    low = np.pad(at_rate(samples, rate, RATE), (0, length))[:length]
    gains = _equaliser(low, manner)
    out = np.zeros(len(low), np.float32)
    for start, past in _blocks(len(low)):
        made = _changed(low[start:past], manner, gains)
        crossed = min(CROSSED, len(made)) if start else 0
        fade = rising(crossed)
        out[start : start + crossed] *= fade[::-1]
        made[:crossed] *= fade
        out[start:past] += made
    peak = float(np.abs(out).max(initial=0.0))
    return out / np.float32(max(1.0, peak))


def _blocks(length: int) -> Iterator[tuple[int, int]]:
    """Spans that overlap by `CROSSED`."""
    start = 0
    while True:
        past = min(length, start + BLOCK_S * RATE)
        yield start, past
        if past == length:
            return
        start = past - CROSSED


def _changed(samples: Samples, manner: Manner, gains: NDArray[np.float64]) -> Samples:
    framed = short_time.frames(pitch.shifted(samples, RATE, manner.pitch))
    own = resonances.envelopes(framed)
    back = manner.scale / manner.pitch**manner.exponent  # the resonances moved with the pitch
    wanted = resonances.bent(own, manner.exponent, back)
    flat = short_time.spectra(framed) / own
    bent = _filled(flat, manner.pitch) * wanted
    level = np.sqrt((framed**2).sum(axis=1) / (_energy(bent) + 1e-9))
    out = bent * (level[:, np.newaxis] * gains)
    return short_time.sound(out.astype(np.complex64), len(samples))


def _filled(flat: NDArray[np.complexfloating], ratio: float) -> NDArray[np.complexfloating]:
    """A lowered voice leaves the top of the band empty: what lies below is repeated there, as in
    bandwidth extension by spectral folding (Makhoul and Berouti, ICASSP 1979)."""
    top = int(HIGH_HERTZ * min(1.0, ratio) / RATE * short_time.FRAME)
    missing = short_time.BINS - top
    if ratio >= 1:
        return flat
    out = flat.copy()
    out[:, top:] = flat[:, top - missing : top]
    return out


def _energy(own: NDArray[np.complexfloating]) -> NDArray[np.float64]:
    """Of each frame, as its samples would have it (Parseval)."""
    out: NDArray[np.float64] = (2 * np.abs(own) ** 2).sum(axis=1) / short_time.FRAME
    return out


def _equaliser(samples: Samples, manner: Manner) -> NDArray[np.float64]:
    """Gains of every frequency that bring the average spectrum near to that of average speech."""
    block, power = BLOCK_S * RATE, np.zeros(short_time.BINS)
    flat = np.ones(short_time.BINS)
    for start in range(0, len(samples), block):
        made = short_time.frames(_changed(samples[start : start + block], manner, flat))
        power += (np.abs(short_time.spectra(made)) ** 2).sum(axis=0)
    hertz = np.linspace(0, RATE / 2, short_time.BINS)
    level = 10 * np.log10(_smoothed(power) + 1e-12)
    inside = (hertz >= LOW_HERTZ) & (hertz <= HIGH_HERTZ)
    wanted = average_speech(hertz)
    needed = wanted - level
    needed -= needed[inside].mean()
    gains: NDArray[np.float64] = 10 ** (
        np.clip(needed, -MOST_EQUALISED_DB, MOST_EQUALISED_DB) / 20
    ) * _band(hertz)
    return gains


def average_speech(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    """dB of the long-term average speech of many languages: level up to 500 Hz, then 8 dB less
    with every octave (Byrne et al., JASA 96(4), 1994, figure 2, read off roughly)."""
    return -8.0 * np.log2(np.maximum(hertz, 500.0) / 500.0)


def _band(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Soft edges of the band; mains hum of 50 Hz and its first harmonics lie outside."""
    low = 1 / (1 + (LOW_HERTZ / np.maximum(hertz, 1.0)) ** 8)
    high = 1 / (1 + (hertz / HIGH_HERTZ) ** 24)
    out: NDArray[np.float64] = np.sqrt(low * high)
    return out


def _smoothed(power: NDArray[np.float64]) -> NDArray[np.float64]:
    """Over about 300 Hz: the spectrum of talk, not of single tones."""
    return np.convolve(np.pad(power, 5, mode="edge"), np.hanning(11) / 5, "valid")
