"""Holes of sparse files: stretches without bytes on the disk, which read as noughts."""

import os
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LEAST_BYTES = 2**20
"""Smaller holes are read like anything else. Estimate."""


@dataclass(frozen=True, slots=True)
class Holes:
    """Holes of a file, in order: where each begins, and where it ends."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def hold(self, start: int, end: int) -> bool:
        """Whether all that is from here to there is one hole."""
        number = bisect_right(self.starts, start) - 1
        return number >= 0 and end <= self.ends[number]


NO_HOLES = Holes()


def holes_of(path: Path) -> Holes:
    """The large holes of a file; none where the system cannot tell (lseek(2), SEEK_DATA)."""
    starts, ends = list[int](), list[int]()
    if not hasattr(os, "SEEK_DATA"):
        return NO_HOLES
    with suppress(OSError), path.open("rb", buffering=0) as file:
        at, size = 0, file.seek(0, os.SEEK_END)
        while at < size:
            start = file.seek(at, os.SEEK_HOLE)
            if start >= size:
                break
            try:
                at = file.seek(start, os.SEEK_DATA)
            except OSError:  # ENXIO: a hole up to the end
                at = size
            if at - start >= LEAST_BYTES:
                starts.append(start)
                ends.append(at)
    return Holes(tuple(starts), tuple(ends))
