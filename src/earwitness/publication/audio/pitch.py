"""Another pitch at the same speed: waveforms are laid over each other, then played at another rate.

WSOLA (Verhelst and Roelands, An overlap-add technique based on waveform similarity, ICASSP 1993):
each frame is taken where it goes on best from the one before, so that periods of a voice stay
whole. Resonances move along with the pitch; `resonances` puts them where they belong. A phase
vocoder was tried first and was understood less (`docs/voice-disguise.md`).
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earwitness.publication.audio.encoding import at_rate
from earwitness.publication.ports import Samples

FRAME_MS, SEARCHED_MS = 30, 10
"""A frame holds several periods of a low voice; the search, to both sides, one of 50 Hz in all
(Verhelst and Roelands: 20 ms and 5 ms, for higher voices)."""


def shifted(samples: Samples, rate: int, ratio: float) -> Samples:
    """The sound with every frequency times `ratio`, as long as before."""
    out = at_rate(stretched(samples, rate, ratio), round(rate * ratio), rate)
    return np.pad(out, (0, max(0, len(samples) - len(out))))[: len(samples)]


def stretched(samples: Samples, rate: int, factor: float) -> Samples:
    """The sound `factor` times as long, at its pitch."""
    hop, reach = rate * FRAME_MS // 2000, rate * SEARCHED_MS // 1000
    size = 2 * hop
    length = round(len(samples) * factor)
    sound = np.pad(samples, (size + reach, 2 * size + reach))
    window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)).astype(np.float32)
    out = np.zeros(length + 2 * size, np.float32)
    place = reach + hop
    for start in range(0, length + hop, hop):
        wanted = reach + hop + round(start / factor)
        if start:
            place = _best(sound, place + hop, min(wanted, len(sound) - size - reach), reach, size)
        piece = sound[place : place + size]
        out[start : start + len(piece)] += piece * window[: len(piece)]
    return out[hop : hop + length]


def _best(sound: Samples, follows: int, wanted: int, reach: int, size: int) -> int:
    """Where, near `wanted`, the sound is most alike to that which follows."""
    target = sound[follows : follows + size]
    if len(target) < size:
        return wanted
    near = sliding_window_view(sound[wanted - reach : wanted + reach + size], size)
    alike = near @ target
    power: NDArray[np.float32] = np.sqrt((near**2).sum(axis=1)) + np.float32(1e-6)
    return wanted - reach + int((alike / power).argmax())
