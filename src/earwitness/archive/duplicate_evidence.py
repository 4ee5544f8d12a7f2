"""Evidence: at a shift, how much of two constellations is found again, where, and by chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import FRAME_MS, Constellation

NEAR_FRAMES, NEAR_BINS = 2, 1
"""A peak is found again within ±32 ms and ±16 Hz. Measured: strangers find 3 % so."""

WRONG_SHIFTS = (-397, -311, -229, -151, -83, 83, 151, 229, 311, 397)
"""Frames (1.3 to 6.4 s, primes) at which what is found is chance: also of sounds that repeat."""

CELL_FRAMES = 62
"""About a second, in which both must have enough peaks to be compared."""

FEWEST_IN_CELL = 4
FOUND_IN_CELL, FEWEST_FOUND = 0.25, 2
"""Share of the fewer peaks that must be found for a second to be the same, and how many at least.
Estimate: a codec of 6 kbit/s leaves 0.45, chance 0.03 to 0.1."""

REFINED_FRAMES = 2
"""How far a shift is moved to where most is found: landmarks tell it in steps of 3 frames."""

ROW = 256
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What is found at a shift (frames from first to second).

    `score` is the share found of the fewer peaks where both sound, `chance` the same at wrong
    shifts; `found` counts peaks, `kinds` their different bins. Cells are seconds of the overlap:
    `first_sounds` and `second_sounds` where each has peaks enough, `same` where they agree.
    `cell_starts` are in frames of the first.
    """

    shift: int
    overlap_frames: int
    score: float
    chance: float
    found: int
    kinds: int
    cell_starts: Counts
    first_sounds: Flags
    second_sounds: Flags
    same: Flags

    @property
    def coverage(self) -> float:
        """Share of the seconds in which both sound that agree."""
        both = int((self.first_sounds & self.second_sounds).sum())
        return float(self.same.sum()) / both if both else 0.0

    @property
    def overlap_ms(self) -> int:
        """Length of the time that both recordings cover."""
        return round(self.overlap_frames * FRAME_MS)


def align(
    first: Constellation, second: Constellation, shift: int, lengths: tuple[int, int]
) -> Alignment:
    """Compare two constellations at a shift; `lengths` of their recordings in frames."""
    start, end = max(0, -shift), min(lengths[0], lengths[1] - shift)
    shift = _refined(first, second, shift)
    in_first = (first.frames >= start) & (first.frames < end)
    moved = second.frames - shift
    in_second = (moved >= start) & (moved < end)
    near_second = _neighbourhood(second)
    again = _found(first, near_second, shift) & in_first
    back = _found(second, _neighbourhood(first), -shift) & in_second
    fewer = max(1, min(int(in_first.sum()), int(in_second.sum())))
    wrong = [(_found(first, near_second, shift + by) & in_first).sum() for by in WRONG_SHIFTS]
    cells = np.arange(start, max(start + 1, end), CELL_FRAMES)
    own, other = _per_cell(first.frames[in_first], cells), _per_cell(moved[in_second], cells)
    agreed = np.minimum(_per_cell(first.frames[again], cells), _per_cell(moved[back], cells))
    sounds, other_sounds = own >= FEWEST_IN_CELL, other >= FEWEST_IN_CELL
    enough = agreed >= np.maximum(FEWEST_FOUND, FOUND_IN_CELL * np.minimum(own, other))
    return Alignment(
        shift=shift,
        overlap_frames=max(0, end - start),
        score=min(1.0, float(min(again.sum(), back.sum())) / fewer),
        chance=min(1.0, float(np.mean(wrong)) / fewer),
        found=int(again.sum()),
        kinds=len(np.unique(first.bins[again] // (2 * NEAR_BINS + 1))),
        cell_starts=cells,
        first_sounds=sounds,
        second_sounds=other_sounds,
        same=sounds & other_sounds & enough,
    )


def _refined(first: Constellation, second: Constellation, shift: int) -> int:
    """The shift nearby at which most is found in the same frame and bin."""
    keys = np.sort(_keys(second.frames, second.bins))
    best = max(
        range(shift - REFINED_FRAMES, shift + REFINED_FRAMES + 1),
        key=lambda one: (int(_found(first, keys, one).sum()), -abs(one - shift)),
    )
    return best


def _neighbourhood(peaks: Constellation) -> Counts:
    """Keys of all places near a peak, sorted, some of them twice."""
    reach = range(-NEAR_FRAMES, NEAR_FRAMES + 1), range(-NEAR_BINS, NEAR_BINS + 1)
    keys = [_keys(peaks.frames + by, peaks.bins + up) for by in reach[0] for up in reach[1]]
    return np.sort(np.concatenate(keys))


def _found(peaks: Constellation, sorted_keys: Counts, shift: int) -> Flags:
    """Which peaks, moved by the shift, stand among the keys."""
    wanted = _keys(peaks.frames + shift, peaks.bins)
    if not len(sorted_keys):
        return np.zeros(len(wanted), dtype=np.bool_)
    place = np.minimum(np.searchsorted(sorted_keys, wanted), len(sorted_keys) - 1)
    found: Flags = sorted_keys[place] == wanted
    return found


def _keys(frames: NDArray[np.int32], bins: NDArray[np.int32]) -> Counts:
    return frames.astype(np.int64) * ROW + bins + 1


def _per_cell(frames: NDArray[np.int32], cells: Counts) -> Counts:
    return np.bincount((frames - cells[0]) // CELL_FRAMES, minlength=len(cells))[: len(cells)]
