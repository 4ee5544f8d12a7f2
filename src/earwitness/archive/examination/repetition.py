"""Repeated sound: a span that occurs twice, sample for sample or nearly so.

Fingerprints after J. Haitsma and T. Kalker, A Highly Robust Audio Fingerprinting System (ISMIR
2002): one bit for each pair of neighbouring bands, saying whether the difference of their
energies grows from frame to frame.
"""

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.channels import Channel
from earwitness.archive.examination.spectra import power_frames

BANDS = 33
LOW, HIGH = 300.0, 2000.0
"""Hz, as in the paper: inside the telephone band."""

FRAME_SECONDS, HOP_SECONDS = 0.37, 0.0116
MIN_FRAMES = 64
"""Frames of a repeated span that are compared: 0.74 s."""

MIN_APART = 1.0
"""Seconds between a span and its copy; nearer frames overlap and are always alike."""

USUAL = 40
"""A fingerprint that occurs more often belongs to a tone or to silence, and is left out."""

CANDIDATES = 40

MIN_SHARE = 0.85
"""Of equal bits. Chosen on the development half of `benchmarks/examination.py`."""


def fingerprints(channel: Channel, rate: int) -> NDArray[np.uint32]:
    """One 32-bit fingerprint a frame, 86 a second."""
    size = 1 << round(np.log2(FRAME_SECONDS * rate))
    bins = np.fft.rfftfreq(size, 1 / rate)
    edges = np.searchsorted(bins, np.geomspace(LOW, HIGH, BANDS + 1))
    found, last = [np.zeros(0, dtype=np.uint32)], np.zeros((0, BANDS - 1))
    for piece in power_frames(channel, size, round(HOP_SECONDS * rate)):
        slopes = np.diff(np.add.reduceat(piece, edges[:-1], axis=1), axis=1)
        bits = np.diff(np.concatenate([last, slopes]), axis=0) < 0
        found.append(np.packbits(bits, axis=1).view(">u4").reshape(-1).astype(np.uint32))
        last = slopes[-1:]
    return np.concatenate(found)


def strongest_repetition(channel: Channel, rate: int) -> tuple[float, float, float]:
    """(share of equal bits, second, second of the copy) of the likest pair of spans.

    Two unlike spans share half their bits. (0, 0, 0) where no span has a candidate.
    """
    prints = fingerprints(channel, rate)
    best, first, copy = 0.0, 0, 0
    for offset in _offsets(prints):
        alike = 32 - np.bitwise_count(prints[:-offset] ^ prints[offset:]).astype(np.int64)
        sums = np.cumsum(np.concatenate(([0], alike)))
        if len(sums) <= MIN_FRAMES:
            continue
        shares = (sums[MIN_FRAMES:] - sums[:-MIN_FRAMES]) / (32 * MIN_FRAMES)
        top = int(np.argmax(shares))
        if shares[top] > best:
            best, first, copy = float(shares[top]), top, top + offset
    return best, first * HOP_SECONDS, copy * HOP_SECONDS


def _offsets(prints: NDArray[np.uint32]) -> list[int]:
    """The distances at which most fingerprints recur exactly."""
    order = np.argsort(prints, kind="stable")
    ordered = prints[order]
    _, group, size = np.unique(ordered, return_inverse=True, return_counts=True)
    seldom = size[group] <= USUAL
    order, group = order[seldom], group[seldom]
    votes = np.zeros(len(prints), dtype=np.int64)
    for by in range(1, USUAL):
        alike = group[by:] == group[:-by]
        votes += np.bincount((order[by:] - order[:-by])[alike], minlength=len(votes))
    votes[: round(MIN_APART / HOP_SECONDS)] = 0
    best = np.argsort(-votes, kind="stable")[:CANDIDATES]
    return [int(offset) for offset in best if votes[offset]]
