"""How many voices speak on one channel: windows are split in two as long as two voices are likely.

No fixed cosine decides: similarities move with the telephone, the codec and the length of what is
compared. Three measures are weighed together, and what is likely beforehand is a prior. The first
is the similarity of the two groups of a split, freed of the scatter inside them (Spearman's
correction for attenuation, 1904): 1 if they are one voice. The second asks whether neighbours in
one phrase stay in one group, as people do and scatter does not (Cohen's kappa, 1960). The third
is the plain mean cosine across the groups. Splitting from the top is that of G-means (Hamerly and
Elkan 2003).
"""

from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.ports import Embeddings
from earwitness.calls.speech_pieces import Span
from earwitness.calls.voice_clusters import Grouping, Weights, group, settled

MOST_VOICES = 4

FREED_ODDS, EVEN_FREED = 18.7, 0.83
ACROSS_ODDS, EVEN_ACROSS = 42.5, 0.63
KAPPA_ODDS = 4.6
"""Log odds of two voices, at even odds: so many a unit of freed similarity below 0.83, of cosine
across below 0.63, and of kappa. Logistic regression on 180 development mixtures, 60 of one voice
(docs/speakers.md)."""

SECOND_ON_A_CALL, SECOND_ON_A_SIDE, FURTHER = 0.75, 0.1, 0.12
"""Prior probabilities. Most telephone calls have two voices; 0.75 is less than that, so that a
voicemail stays one. One side of a call has one: 0.1. Estimates.
A further voice: 0.12, with which no development mixture of two voices got a ghost."""

LEAST_WINDOWS = 6
"""Fewer cannot show two voices. Estimate."""

LEAST_MS_A_VOICE = 1500
"""Who is heard for less in all is no voice of his own: the ghosts of other tools. Estimate."""

SAME_PHRASE_MS = 50
"""Windows of one phrase follow each other at once; phrases lie 300 ms apart."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Stretches of one channel with their embeddings, shape (windows, size).

    The first `apart` do not overlap and are in order: measures are taken on them. The others help
    in grouping alone.
    """

    spans: tuple[Span, ...]
    embeddings: Embeddings
    apart: int

    @property
    def lengths_ms(self) -> NDArray[np.float64]:
        """Of all windows, shape (windows,)."""
        return np.array([end - start for start, end in self.spans], float)

    @property
    def weights(self) -> Weights:
        """What a window counts: longer ones are less noisy, up to 1.6 s, Resemblyzer's own window.
        The power is an estimate."""
        return np.minimum(self.lengths_ms / 1000, 1.6) ** 1.5

    def only(self, places: NDArray[np.intp]) -> "Windows":
        """Those at these places, which are in order."""
        return Windows(
            tuple(self.spans[place] for place in places),
            self.embeddings[places],
            int((places < self.apart).sum()),
        )


@dataclass(frozen=True, slots=True)
class Count:
    """The voices found, and the log odds for each further one that was asked about."""

    grouping: Grouping
    evidence: tuple[float, ...]

    @property
    def voices(self) -> int:
        """How many."""
        return len(self.grouping.centroids)


def count_voices(windows: Windows, *, second: float) -> Count:
    """Voices among windows of one channel, at least one; `second` is the prior probability of a
    second voice there."""
    best, evidence = group(windows.embeddings, windows.weights, 1), []
    prior = second
    while len(best.centroids) < MOST_VOICES:
        found = [_split(windows, best, voice) for voice in range(len(best.centroids))]
        odds, centroids = max(found, key=lambda split: split[0])
        if odds == -np.inf:
            break
        evidence.append(round(odds + log(prior / (1 - prior)), 2))
        if evidence[-1] < 0:
            break
        best, prior = settled(windows.embeddings, windows.weights, centroids), FURTHER
    return Count(best, tuple(evidence))


def _split(windows: Windows, grouping: Grouping, voice: int) -> tuple[float, Embeddings]:
    """Log odds, at even odds, that a group is two voices, and the centroids if it is split."""
    own = windows.only(np.flatnonzero(grouping.labels == voice))
    if own.apart < LEAST_WINDOWS:
        return -np.inf, grouping.centroids
    two = group(own.embeddings, own.weights, 2)
    labels, lengths = two.labels[: own.apart], own.lengths_ms[: own.apart]
    if min(lengths[labels == 0].sum(), lengths[labels == 1].sum()) < LEAST_MS_A_VOICE:
        return -np.inf, grouping.centroids
    others = np.delete(grouping.centroids, voice, axis=0)
    return _log_odds(own, labels), np.concatenate([others, two.centroids])


def _log_odds(windows: Windows, labels: NDArray[np.intp]) -> float:
    within, across = _cosines(windows, labels)
    # A group of one window says nothing about scatter: nothing is freed, they count as one voice.
    freed = across / within if within > 0 else 1.0
    return (
        FREED_ODDS * (EVEN_FREED - freed)
        + ACROSS_ODDS * (EVEN_ACROSS - across)
        + KAPPA_ODDS * _kappa(windows, labels)
    )


def _cosines(windows: Windows, labels: NDArray[np.intp]) -> tuple[float, float]:
    """Weighted mean cosines of different windows: the geometric mean of those within the groups,
    0 without a pair, and those across. From sums: six hours have too many pairs to write down."""
    weights = windows.weights[: windows.apart]
    members = np.stack([weights * (labels == voice) for voice in (0, 1)])
    sums = members @ windows.embeddings[: windows.apart]
    total, own = members.sum(axis=1), (members**2).sum(axis=1)
    # Rows have length 1, so the cosine of a window with itself is 1, which is no pair.
    pairs = total**2 - own
    several = pairs > 1e-6 * total**2
    within = np.where(several, ((sums**2).sum(axis=1) - own) / np.where(several, pairs, 1.0), 0.0)
    within = np.maximum(within, 0.0)
    return float(np.sqrt(within.prod())), float(sums[0] @ sums[1] / total.prod())


def _kappa(windows: Windows, labels: NDArray[np.intp]) -> float:
    """Agreement of neighbours in one phrase above chance; two pairs by chance are added, so that
    few pairs say little."""
    weights = windows.weights[: windows.apart]
    share = float(weights[labels == 0].sum() / weights.sum())
    chance = share**2 + (1 - share) ** 2
    spans = windows.spans[: windows.apart]
    same = [
        bool(labels[place] == labels[place + 1])
        for place, (earlier, later) in enumerate(pairwise(spans))
        if later[0] - earlier[1] < SAME_PHRASE_MS
    ]
    agreed = (sum(same) + 2 * chance) / (len(same) + 2)
    return (agreed - chance) / (1 - chance)
