"""Constellations: the strongest points of a sound in time and frequency.

After A. Wang, "An Industrial-Strength Audio Search Algorithm", ISMIR 2003, section 2.1, for the
telephone band. Peaks of the spectrum outlive codecs, noise and changes of level.
"""

import base64
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.channels import Channel

RATE = 8_000
"""Hz, at which sound is looked at: the rate of telephony (ITU-T G.711)."""

WINDOW, HOP = 512, 128
"""Samples: 64 ms resolve single harmonics of a voice, 16 ms its changes. Estimate."""

FRAME_MS = 1000 * HOP / RATE
LOWEST_BIN, BINS = 20, 198
"""312 to 3,406 Hz in steps of 15.6 Hz: the telephone band (ITU-T G.712: 300 to 3,400 Hz)."""

AROUND_FRAMES, AROUND_BINS = 5, 8
"""A peak is the largest of ±80 ms and ±125 Hz. Estimate: about a syllable's parts."""

BACKGROUND_FRAMES, ABOVE_BACKGROUND_DB = 20, 6.0
"""A peak stands out of ±320 ms of its own frequency, so that hum and held tones have none."""

BELOW_LOUD_DB = 45.0
"""Nothing further below the loud parts (their 95th percentile) counts: line noise. Estimate."""

BLOCK_FRAMES, PEAKS_PER_BLOCK = 62, 20
"""At most 20 peaks a second (0.992 s), the strongest. Estimate: 40 bytes a second."""

SILENT = 1e-4
"""Added before the logarithm: a tenth of what one step of 16-bit sound gives."""

CHUNK_FRAMES = 3_968
"""Frames worked on at once (1 min), so that hours of sound need no more memory."""

ESCAPE = 255
Frames = NDArray[np.int32]
Spectrum = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Constellation:
    """Peaks, ordered by time: `frames` (16 ms each), `bins` (0 to 197), both shape (peaks,)."""

    frames: Frames
    bins: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.frames)


def find_peaks(samples: Channel) -> Constellation:
    """The constellation of one channel: shape (time,), float32 in −1…1, at `RATE` Hz.

    Deterministic; the same at any level, but for what rounding changes.
    """
    count = max(0, (len(samples) - WINDOW) // HOP + 1)
    chunks = [(start, min(start + CHUNK_FRAMES, count)) for start in range(0, count, CHUNK_FRAMES)]
    if not chunks:
        return _constellation([], [])
    loudest = np.concatenate([_spectrum(samples, *chunk).max(axis=1) for chunk in chunks])
    floor = float(np.percentile(loudest, 95)) - BELOW_LOUD_DB
    found = [_peaks_of(samples, start, end, count, floor) for start, end in chunks]
    return _constellation([frames for frames, _ in found], [bins for _, bins in found])


def _peaks_of(
    samples: Channel, start: int, end: int, count: int, floor: float
) -> tuple[Frames, NDArray[np.int32]]:
    """Peaks of the frames from start to end, seen with their neighbours on both sides."""
    first = max(0, start - BACKGROUND_FRAMES)
    spectrum = _spectrum(samples, first, min(count, end + BACKGROUND_FRAMES))
    largest = _largest_around(_largest_around(spectrum, AROUND_FRAMES, 0), AROUND_BINS, 1)
    stands_out = spectrum - _mean_around(spectrum, BACKGROUND_FRAMES) >= ABOVE_BACKGROUND_DB
    frames, bins = np.nonzero((spectrum >= largest) & stands_out & (spectrum > floor))
    strength = spectrum[frames, bins]
    frames = frames + first
    own = (frames >= start) & (frames < end)
    frames, bins, strength = frames[own], bins[own], strength[own]
    kept = _strongest(frames // BLOCK_FRAMES, strength)
    return frames[kept].astype(np.int32), bins[kept].astype(np.int32)


def _strongest(blocks: NDArray[np.int64], strength: Spectrum) -> NDArray[np.int64]:
    """Places of the strongest peaks of each block, in their order."""
    order = np.lexsort((-strength, blocks))
    own = blocks[order]
    rank = np.arange(len(own)) - np.searchsorted(own, own)
    return np.sort(order[rank < PEAKS_PER_BLOCK])


def _spectrum(samples: Channel, first: int, end: int) -> Spectrum:
    """Levels in dB, shape (frames, bins)."""
    piece = samples[first * HOP : (end - 1) * HOP + WINDOW]
    frames = np.lib.stride_tricks.sliding_window_view(piece, WINDOW)[::HOP]
    window = np.hanning(WINDOW).astype(np.float32)
    bands = np.abs(np.fft.rfft(frames * window, axis=1)[:, LOWEST_BIN : LOWEST_BIN + BINS])
    return (20 * np.log10(bands + SILENT)).astype(np.float32)


def _largest_around(levels: Spectrum, reach: int, axis: int) -> Spectrum:
    largest = levels.copy()
    turned, source = np.moveaxis(largest, axis, 0), np.moveaxis(levels, axis, 0)
    for step in range(1, min(reach, len(source) - 1) + 1):
        np.maximum(turned[:-step], source[step:], out=turned[:-step])
        np.maximum(turned[step:], source[:-step], out=turned[step:])
    return largest


def _mean_around(levels: Spectrum, reach: int) -> NDArray[np.float64]:
    total = np.concatenate([np.zeros((1, BINS)), np.cumsum(levels, axis=0, dtype=np.float64)])
    place = np.arange(len(levels))
    end, start = np.minimum(place + reach + 1, len(levels)), np.maximum(place - reach, 0)
    mean: NDArray[np.float64] = (total[end] - total[start]) / (end - start)[:, np.newaxis]
    return mean


def _constellation(frames: list[Frames], bins: list[NDArray[np.int32]]) -> Constellation:
    nothing = [np.zeros(0, dtype=np.int32)]
    return Constellation(np.concatenate(frames or nothing), np.concatenate(bins or nothing))


def pack(peaks: Constellation) -> str:
    """Two bytes a peak, in base64: frames since the last one, and its bin.

    A pause of 255 frames is the pair (255, 255), as often as needed.
    """
    steps = np.diff(peaks.frames, prepend=np.int32(0))
    pauses = steps // ESCAPE
    packed = np.full((len(peaks) + int(pauses.sum()), 2), ESCAPE, dtype=np.uint8)
    places = np.arange(len(peaks)) + np.cumsum(pauses)
    packed[places, 0] = steps % ESCAPE
    packed[places, 1] = peaks.bins
    return base64.b64encode(packed.tobytes()).decode()


def unpack(packed: str) -> Constellation:
    """The constellation that `pack` wrote.

    Raises:
        ValueError: this is no base64 of pairs.
    """
    pairs = np.frombuffer(base64.b64decode(packed, validate=True), dtype=np.uint8)
    steps, bins = pairs.reshape(-1, 2).astype(np.int32).T
    frames = np.cumsum(steps, dtype=np.int32)
    real = bins != ESCAPE
    return Constellation(frames[real], bins[real])
