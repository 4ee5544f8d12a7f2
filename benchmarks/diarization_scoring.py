"""Diarization error, overlap included: how much time is missed, false, or given to another voice.

Frames of 10 ms. Each true speaker is matched with at most one label, so that the time they share
is largest. With n true and m found voices in a frame, max(0, n - m) are missed, max(0, m - n)
false, and of min(n, m) those are confused that are not matched (NIST RT-09 evaluation plan; the
same counts as `pyannote.metrics`, `DiarizationErrorRate`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

FRAME_MS = 10
UNKNOWN = "unknown"

Span = tuple[int, int, str]
"""(start, end, who), in ms."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Seconds of speech (each voice counted), missed, false, confused; `unknown` is part of
    `confused`: somebody speaks there, and the answer is that nobody can say who."""

    speech: float = 0.0
    missed: float = 0.0
    false: float = 0.0
    confused: float = 0.0
    unknown: float = 0.0

    @property
    def rate(self) -> float:
        """The diarization error rate."""
        return (self.missed + self.false + self.confused) / max(self.speech, 1e-9)

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(
            self.speech + other.speech,
            self.missed + other.missed,
            self.false + other.false,
            self.confused + other.confused,
            self.unknown + other.unknown,
        )


def diarization_errors(truth: Sequence[Span], found: Sequence[Span], *, collar_ms: int) -> Errors:
    """The errors of one recording; `collar_ms` around every true edge is not counted."""
    length = max((end for _, end, _ in (*truth, *found)), default=0) // FRAME_MS + 1
    true, labels = _grid(truth, length), _grid(found, length)
    counted = _outside_collars(truth, length, collar_ms)
    names = match(truth, found)
    n = sum((grid for grid in true.values()), np.zeros(length, int))
    m = sum((grid for grid in labels.values()), np.zeros(length, int))
    right = np.zeros(length, int)
    for speaker, label in names.items():
        right += true[speaker] & labels[label]
    doubt = np.minimum(labels.get(UNKNOWN, np.zeros(length, int)), n)
    seconds = FRAME_MS / 1000

    def total(values: NDArray[np.int_]) -> float:
        return float(values[counted].sum()) * seconds

    return Errors(
        speech=total(n),
        missed=total(np.maximum(0, n - m)),
        false=total(np.maximum(0, m - n)),
        confused=total(np.minimum(n, m) - right),
        unknown=total(doubt),
    )


def match(truth: Sequence[Span], found: Sequence[Span]) -> dict[str, str]:
    """True speaker to label, one to one, with the most time in common."""
    length = max((end for _, end, _ in (*truth, *found)), default=0) // FRAME_MS + 1
    true, labels = _grid(truth, length), _grid(found, length)
    labels.pop(UNKNOWN, None)
    shared = {(s, f): int((true[s] & labels[f]).sum()) for s in true for f in labels}
    # More labels than can be tried: those with the most time, which decide the match.
    longest = sorted(labels, key=lambda label: -int(labels[label].sum()))[:6]
    spare = [*longest, *(f"none-{place}" for place in range(len(true)))]
    best: tuple[str, ...] = ()
    most = -1
    for chosen in set(permutations(spare, len(true))):
        time = sum(shared.get(pair, 0) for pair in zip(true, chosen, strict=True))
        if time > most:
            best, most = chosen, time
    return {s: f for s, f in zip(true, best, strict=True) if shared.get((s, f), 0) > 0}


def _grid(spans: Sequence[Span], length: int) -> dict[str, NDArray[np.int_]]:
    grids: dict[str, NDArray[np.int_]] = {}
    for start, end, who in spans:
        grid = grids.setdefault(who, np.zeros(length, int))
        grid[start // FRAME_MS : end // FRAME_MS] = 1
    return grids


def _outside_collars(truth: Sequence[Span], length: int, collar_ms: int) -> NDArray[np.bool_]:
    counted = np.ones(length, bool)
    for start, end, _ in truth:
        for edge in (start, end) if collar_ms else ():
            counted[max(0, edge - collar_ms) // FRAME_MS : (edge + collar_ms) // FRAME_MS] = False
    return counted
