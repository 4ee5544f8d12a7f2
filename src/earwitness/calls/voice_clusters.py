"""Grouping embeddings of one channel around so many voices."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import Embeddings

Weights = NDArray[np.float64]

STARTS, ROUNDS = 8, 15
"""Random beginnings, and rounds of each. Estimates; more changed nothing on the mixtures."""

SEED_SHARE = 0.6
"""Voices begin at windows among the longest of this share; short ones are noisy. Estimate."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """`labels` of shape (windows,), `centroids` (voices, size) of length 1, and the mean weighted
    cosine of a window with its centroid."""

    labels: NDArray[np.intp]
    centroids: Embeddings
    cosine: float


def group(
    embeddings: Embeddings, weights: Weights, voices: int, *, starts: int = STARTS
) -> Grouping:
    """The best of several spherical k-means (Dhillon and Modha 2001); the same at every call."""
    found = (
        settled(embeddings, weights, first)
        for first in _beginnings(embeddings, weights, voices, starts)
    )
    return max(found, key=lambda grouping: grouping.cosine)


def settled(embeddings: Embeddings, weights: Weights, centroids: Embeddings) -> Grouping:
    """Rounds of k-means from these first centroids."""
    labels = (embeddings @ centroids.T).argmax(axis=1)
    for _ in range(ROUNDS):
        members = np.eye(len(centroids))[labels] * weights[:, np.newaxis]
        # An empty group keeps its place instead of becoming zero.
        centroids = unit(members.T @ embeddings + 1e-9 * centroids)
        before, labels = labels, (embeddings @ centroids.T).argmax(axis=1)
        if (before == labels).all():
            break
    own = (embeddings @ centroids.T).max(axis=1)
    return Grouping(labels, centroids, float((weights * own).sum() / weights.sum()))


def unit(rows: NDArray[np.floating]) -> Embeddings:
    """Rows brought to length 1; zeros stay."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Embeddings = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


def _beginnings(
    embeddings: Embeddings, weights: Weights, voices: int, starts: int
) -> Iterator[Embeddings]:
    """First centroids: far apart, by chance (k-means++, Arthur and Vassilvitskii 2007)."""
    most = max(voices, int(len(weights) * SEED_SHARE))
    longest = np.argsort(-weights, kind="stable")[:most]
    for seed in range(starts if voices > 1 else 1):
        random = np.random.default_rng(seed)
        chosen = [int(random.choice(longest))]
        while len(chosen) < voices:
            nearest = (embeddings[longest] @ embeddings[chosen].T).max(axis=1)
            far = np.maximum(1e-9, 1 - nearest) ** 2 * weights[longest]
            chosen.append(int(longest[random.choice(len(longest), p=far / far.sum())]))
        yield embeddings[chosen]
