"""Peak maps: whether two constellations can agree at a shift, told quickly.

Most pairs with some landmarks in common are strangers. `may_agree` drops them, counting as
`duplicate_evidence.align` does, so that it never drops what that would accept.
"""

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.constellations import BINS, Constellation
from earwitness.archive.duplicate_evidence import (
    CELL_FRAMES,
    FEWEST_IN_CELL,
    FOUND_IN_CELL,
    NEAR_BINS,
    NEAR_FRAMES,
)

FRAMES_AT_ONCE = 8_192
WIDTH = -(-(BINS + 2 * NEAR_BINS) // 8) * 8
EDGE = 8
"""Empty frames before the first and behind the last."""

Flags = NDArray[np.bool_]


class PeakMap:
    """One bit for each frame and bin: 25 bytes a frame, 34 MB for six hours."""

    def __init__(self, peaks: Constellation, *, near_frames: int, near_bins: int) -> None:
        self._frames = (int(peaks.frames[-1]) + 1 if len(peaks) else 0) + 2 * EDGE
        pieces = [
            self._piece(peaks, start, near_frames, near_bins)
            for start in range(0, self._frames, FRAMES_AT_ONCE)
        ]
        self._bits = np.concatenate(pieces)

    def _piece(
        self, peaks: Constellation, start: int, near_frames: int, near_bins: int
    ) -> NDArray[np.uint8]:
        end = min(start + FRAMES_AT_ONCE, self._frames)
        low = np.searchsorted(peaks.frames, start - EDGE - near_frames)
        high = np.searchsorted(peaks.frames, end - EDGE + near_frames)
        set_here = np.zeros((end - start, WIDTH), dtype=np.bool_)
        for by in range(-near_frames, near_frames + 1):
            frames = peaks.frames[low:high] + (EDGE + by - start)
            inside = (frames >= 0) & (frames < end - start)
            for up in range(-near_bins, near_bins + 1):
                set_here[frames[inside], peaks.bins[low:high][inside] + NEAR_BINS + up] = True
        return np.packbits(set_here, axis=1)

    def holds(self, frames: NDArray[np.int64], bins: NDArray[np.int32]) -> Flags:
        """Which places are set; places beyond the ends are not."""
        place = np.clip(frames + EDGE, 0, self._frames - 1)
        columns = bins + NEAR_BINS
        held: Flags = (self._bits[place, columns >> 3] >> (7 - (columns & 7)) & 1).astype(np.bool_)
        return held


class PeakMaps:
    """The exact places of one constellation's peaks, and all places near them."""

    def __init__(self, peaks: Constellation) -> None:
        self.peaks = peaks
        self._exact = PeakMap(peaks, near_frames=0, near_bins=0)
        self._near = PeakMap(peaks, near_frames=NEAR_FRAMES, near_bins=NEAR_BINS)

    def may_agree(
        self,
        other: Constellation,
        shift: int,
        lengths: tuple[int, int],
        *,
        is_first: bool,
        seconds: int,
    ) -> bool:
        """Whether at least so many seconds of both may hold the same.

        `shift` goes from the first to the second of the two, `lengths` are theirs, in frames;
        `is_first` says that the first is the one that is mapped here.
        """
        start, end = max(0, -shift), min(lengths[0], lengths[1] - shift)
        frames = other.frames.astype(np.int64)
        sign = -1 if is_first else 1
        shift = self._refined(frames, other.bins, shift, sign)
        moved = frames + sign * shift
        times = moved if is_first else frames
        again = self._near.holds(moved, other.bins) & (times >= start) & (times < end)
        if np.count_nonzero(again) < 2 * seconds:
            return False
        cells = -(-max(1, end - start) // CELL_FRAMES)
        mapped = self.peaks.frames.astype(np.int64) - (0 if is_first else shift)
        fewer = np.minimum(*(_per_cell(one, start, end, cells) for one in (times, mapped)))
        agreed = _per_cell(times[again], start, end, cells)
        enough = (agreed >= np.maximum(2, FOUND_IN_CELL * fewer)) & (fewer >= FEWEST_IN_CELL)
        return int(np.count_nonzero(enough)) >= seconds

    def _refined(
        self, frames: NDArray[np.int64], bins: NDArray[np.int32], shift: int, sign: int
    ) -> int:
        """As `align` does: the nearby shift at which most is found exactly."""
        return max(
            range(shift - 2, shift + 3),
            key=lambda one: (
                int(np.count_nonzero(self._exact.holds(frames + sign * one, bins))),
                -abs(one - shift),
            ),
        )


def _per_cell(frames: NDArray[np.int64], start: int, end: int, cells: int) -> NDArray[np.int64]:
    inside = frames[(frames >= start) & (frames < end)]
    return np.bincount((inside - start) // CELL_FRAMES, minlength=cells)
