"""Another pitch at the same speed: a phase vocoder, then another rate.

Flanagan and Golden 1966; Laroche and Dolson, IEEE Transactions on Speech and Audio Processing
7(3), 1999. Resonances move along with the pitch; `resonances` puts them where they belong.
"""

import numpy as np

from earwitness.publication.audio.encoding import at_rate
from earwitness.publication.audio.short_time import BINS, FRAME, HOP, frames, sound, spectra
from earwitness.publication.ports import Samples


def shifted(samples: Samples, rate: int, ratio: float) -> Samples:
    """The sound with every frequency times `ratio`, as long as before."""
    slower = stretched(samples, ratio)
    out = at_rate(slower, round(rate * ratio), rate)
    return np.pad(out, (0, max(0, len(samples) - len(out))))[: len(samples)]


def stretched(samples: Samples, factor: float) -> Samples:
    """The sound `factor` times as long, at its pitch."""
    own = spectra(frames(samples))
    places = np.arange(0, len(own) - 1, 1 / factor)
    first = places.astype(np.intp)
    share = (places - first)[:, np.newaxis].astype(np.float32)
    size = np.abs(own)
    sizes = (1 - share) * size[first] + share * size[first + 1]
    expected = 2 * np.pi * HOP * np.arange(BINS) / FRAME
    turns = np.diff(np.angle(own), axis=0) - expected
    advance = expected + turns - 2 * np.pi * np.round(turns / (2 * np.pi))
    phases = np.cumsum(advance[first], axis=0) - advance[first[0]] + np.angle(own[0])
    made = (sizes * np.exp(1j * phases)).astype(np.complex64)
    return sound(made, round(len(samples) * factor))
