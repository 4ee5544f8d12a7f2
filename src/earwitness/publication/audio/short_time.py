"""Sound as overlapping frames of spectra, and back."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from earwitness.publication.ports import Samples

FRAME, HOP = 256, 64
"""32 ms every 8 ms at 8 kHz: several periods of a low voice, short against a syllable."""

BINS = FRAME // 2 + 1

WINDOW: NDArray[np.float32] = np.sqrt(
    0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)
).astype(np.float32)
"""Root of a Hann window: laid on before and after, the frames add up to the sound again."""

GAIN = FRAME / HOP / 2
"""What overlapping Hann windows add up to."""

Frames = NDArray[np.float32]
Spectra = NDArray[np.complex64]


def frames(samples: Samples) -> Frames:
    """Windowed frames, shape (frames, FRAME), of a sound with silence laid before and after it."""
    padded = np.pad(samples, (FRAME, FRAME + HOP))
    out: Frames = sliding_window_view(padded, FRAME)[::HOP] * WINDOW
    return out


def spectra(framed: Frames) -> Spectra:
    """Shape (frames, BINS)."""
    return np.fft.rfft(framed, axis=1).astype(np.complex64)


def sound(own: Spectra, length: int) -> Samples:
    """The sound of so many samples whose frames have these spectra."""
    parts = np.fft.irfft(own, FRAME, axis=1).astype(np.float32) * WINDOW
    out = np.zeros((len(parts) - 1) * HOP + FRAME, np.float32)
    for offset in range(FRAME // HOP):  # frames that do not overlap are laid down at once
        rows = parts[offset :: FRAME // HOP].reshape(-1)
        out[offset * HOP : offset * HOP + len(rows)] += rows
    return np.pad(out / np.float32(GAIN), (0, FRAME + length))[FRAME : FRAME + length]
