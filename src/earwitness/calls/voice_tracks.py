"""Which voice speaks in each piece of speech, seen in the light of its neighbours."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.speech_pieces import Span

Scores = NDArray[np.float64]

SHARPNESS = 60.0
"""Log odds a unit of cosine and second of speech. The distance of the means over the variance was
37.5 on windows of 0.5 to 1.6 s; of 25, 37.5 and 60 the last had the least error on development
mixtures."""

KNOWN_MS, MOST_MS = 300, 1600
"""What the window around a piece adds to its own length, and the most that counts. Estimates."""

PAUSE_MS, CHANGE_AT_PAUSE, CHANGE_BETWEEN = 250, 0.45, 0.20
"""Chance that another voice goes on after a pause of this length, and after a shorter one.
Estimates; the result hardly depends on them."""


def voice_shares(spans: Sequence[Span], scores: Scores) -> Scores:
    """Probability of each voice for each piece, shape (pieces, voices), by the forward-backward
    algorithm (Rabiner 1989); `scores` are cosines with the voices' centroids."""
    lengths = np.array([end - start for start, end in spans], float)
    sharpness = SHARPNESS * np.minimum(lengths + KNOWN_MS, MOST_MS) / 1000
    logs = scores * sharpness[:, np.newaxis]
    likely = np.exp(logs - logs.max(axis=1, keepdims=True))
    changes = [
        _changes(later[0] - earlier[1], scores.shape[1]) for earlier, later in pairwise(spans)
    ]
    forward, backward = np.ones_like(likely), np.ones_like(likely)
    forward[0] = likely[0] / likely[0].sum()
    for place, change in enumerate(changes, start=1):
        forward[place] = _shares((forward[place - 1] @ change) * likely[place])
    for place in range(len(changes) - 1, -1, -1):
        backward[place] = _shares(changes[place] @ (likely[place + 1] * backward[place + 1]))
    both = forward * backward
    normed: Scores = both / both.sum(axis=1, keepdims=True)
    return normed


def scores_around(spans: Sequence[Span], windows: Sequence[Span], window_scores: Scores) -> Scores:
    """For each piece the mean of the scores of the windows over it, by what they share."""
    starts, ends = np.array(windows, float).T
    out = np.zeros((len(spans), window_scores.shape[1]))
    for place, (start, end) in enumerate(spans):
        shared = np.maximum(0.0, np.minimum(ends, end) - np.maximum(starts, start))
        weights = shared**2 / (ends - starts)
        out[place] = (weights @ window_scores) / max(float(weights.sum()), 1e-9)
    return out


def _changes(pause_ms: int, voices: int) -> Scores:
    chance = CHANGE_AT_PAUSE if pause_ms >= PAUSE_MS else CHANGE_BETWEEN
    matrix = np.full((voices, voices), chance / max(1, voices - 1))
    np.fill_diagonal(matrix, 1 - chance if voices > 1 else 1.0)
    return matrix


def _shares(values: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = values / max(float(values.sum()), 1e-300)
    return shares
