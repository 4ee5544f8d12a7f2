"""How many voices speak on one channel: from one up, as long as the recording itself says so.

No fixed cosine decides: similarities move with the telephone, the codec and the length of what is
compared. Two measures take their scale from the recording itself. One asks how much better one
more voice explains it than chance would: the same voices with the recording's own scatter, shuffled
(a bootstrap in the manner of Tibshirani, Walther and Hastie 2001, "gap statistic"). The other is
the similarity of the two most similar voices, freed of that scatter (Spearman's correction for
attenuation, 1904): 1 if they are one voice.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import Embeddings
from earwitness.calls.voice_clusters import Grouping, Weights, group, unit

MOST_VOICES = 4
DRAWS, DRAW_STARTS = 15, 3

LEAST_FOR_TWO, LEAST_FOR_MORE = 0.75, 1.0
"""Evidence needed for a second voice, and for each further one, which a call rarely has. Chosen on
development mixtures: one voice split in two had up to 0.56, two voices 0.84 or more where they had
20 s; a further voice that was none, up to 0.81 (docs/speakers.md)."""

CHANCE_SCALE, SIMILARITY_SCALE, SAME_VOICE = 10.0, 10.0, 0.85
"""Ten standard deviations above chance count as much as a similarity 0.1 below `SAME_VOICE`. Chosen
on the same mixtures, where single voices that were split had 0.87 or more."""

WINDOWS_A_VOICE = 2
SPARE_WINDOWS = 4
"""Fewer windows than two a voice and four more cannot show another voice. Estimate."""

LEAST_MS_A_VOICE = 1500
"""Who is heard for less in all is no voice of his own: the ghosts of other tools. Estimate."""


@dataclass(frozen=True, slots=True)
class Count:
    """The voices found, and the evidence for each further one that was asked about."""

    grouping: Grouping
    evidence: tuple[float, ...]

    @property
    def voices(self) -> int:
        """How many."""
        return len(self.grouping.centroids)


def count_voices(embeddings: Embeddings, lengths_ms: NDArray[np.float64]) -> Count:
    """Voices among windows of one channel; at least one window, its length in ms each."""
    weights = weights_of(lengths_ms)
    best, evidence = group(embeddings, weights, 1), []
    for voices in range(2, MOST_VOICES + 1):
        if len(embeddings) < WINDOWS_A_VOICE * voices + SPARE_WINDOWS:
            break
        more = group(embeddings, weights, voices)
        found = _evidence(embeddings, weights, best, more)
        evidence.append(round(found, 2))
        shortest = min(float(lengths_ms[more.labels == one].sum()) for one in range(voices))
        least = LEAST_FOR_TWO if voices == 2 else LEAST_FOR_MORE
        if found < least or shortest < LEAST_MS_A_VOICE:
            break
        best = more
    return Count(best, tuple(evidence))


def weights_of(lengths_ms: NDArray[np.float64]) -> Weights:
    """What a window counts: longer ones are less noisy, up to 1.6 s, Resemblyzer's own window.
    The power is an estimate."""
    return np.minimum(lengths_ms / 1000, 1.6) ** 1.5


def _evidence(embeddings: Embeddings, weights: Weights, fewer: Grouping, more: Grouping) -> float:
    chance = _above_chance(embeddings, weights, fewer, more)
    similarity = max(
        _freed_similarity(embeddings, weights, more.labels == one, more.labels == other)
        for one, other in combinations(range(len(more.centroids)), 2)
    )
    return chance / CHANCE_SCALE + SIMILARITY_SCALE * (SAME_VOICE - similarity)


def _above_chance(
    embeddings: Embeddings, weights: Weights, fewer: Grouping, more: Grouping
) -> float:
    """Standard deviations by which the gain in cosine exceeds that of shuffled scatter."""
    size, root = len(embeddings), np.sqrt(weights)[:, np.newaxis]
    spare = max(1, size - len(more.centroids))
    scatter = (embeddings - _means(embeddings, weights, more)) * root * np.sqrt(size / spare)
    around = _means(embeddings, weights, fewer)
    gains = []
    for draw in range(DRAWS):
        random = np.random.default_rng(100 + draw)
        signs = random.choice([-1.0, 1.0], size)[:, np.newaxis]
        shuffled = scatter[random.permutation(size)] * signs / root
        drawn = unit(np.maximum(around + shuffled, 0.0))
        gains.append(_gain(drawn, weights, len(more.centroids)))
    gain = more.cosine - fewer.cosine
    return float((gain - np.mean(gains)) / max(float(np.std(gains)), 1e-6))


def _gain(embeddings: Embeddings, weights: Weights, voices: int) -> float:
    one_less = group(embeddings, weights, voices - 1, starts=DRAW_STARTS)
    return group(embeddings, weights, voices, starts=DRAW_STARTS).cosine - one_less.cosine


def _means(embeddings: Embeddings, weights: Weights, grouping: Grouping) -> NDArray[np.float64]:
    """For each window the mean of its group, not brought to length 1."""
    members = np.eye(len(grouping.centroids))[grouping.labels] * weights[:, np.newaxis]
    sums: NDArray[np.float64] = members.T @ embeddings
    means = sums / np.maximum(members.sum(axis=0), 1e-9)[:, np.newaxis]
    chosen: NDArray[np.float64] = means[grouping.labels]
    return chosen


def _freed_similarity(
    embeddings: Embeddings, weights: Weights, one: NDArray[np.bool_], other: NDArray[np.bool_]
) -> float:
    """Mean cosine across, over the geometric mean of those within; 1 if a group is one window."""
    within = [_mean_cosine(embeddings, weights, group, group) for group in (one, other)]
    across = _mean_cosine(embeddings, weights, one, other)
    if min(within) <= 0:
        return 1.0
    return across / float(np.sqrt(within[0] * within[1]))


def _mean_cosine(
    embeddings: Embeddings, weights: Weights, one: NDArray[np.bool_], other: NDArray[np.bool_]
) -> float:
    """Weighted mean over pairs of different windows; 0 without a pair."""
    pairs = np.outer(weights, weights)
    np.fill_diagonal(pairs, 0.0)
    chosen = pairs[np.ix_(one, other)]
    cosines = embeddings[one] @ embeddings[other].T
    return float((cosines * chosen).sum() / chosen.sum()) if chosen.sum() > 0 else 0.0
