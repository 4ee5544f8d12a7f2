"""The rows of `VectorFiles` that are most like a query."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.runtime.search.vector_files import VectorFiles, name_of

BLOCK = 1024
"""Rows that are looked at together: as numbers, two MB of 512 values, which stay in the processor's
own memory. 512 to 2,048 took the like time (measured)."""
DECIMALS = 6
"""Of a cosine, when rows are ordered: what single precision tells apart."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likest:
    """One turn: its recording, where it begins, and the cosine to the query."""

    sha256: str
    start_ms: int
    likeness: float


def likest(files: VectorFiles, query: Floats, *, least: float, most: int) -> list[Likest]:
    """At most so many turns with a cosine of at least `least`, best first; those of one cosine by
    SHA-256, then as they were said. `query` has length 1 and as many values as the vectors."""
    rows, cosines = _near(files, query, least)
    owners = np.searchsorted(files.recordings["first"], rows, side="right") - 1
    counting = ~np.isin(owners, np.array(files.manifest.gone, np.int64))
    rows, cosines, owners = rows[counting], cosines[counting], owners[counting]
    if len(rows) > most:  # ties with the last one stay until they are in order
        kept = cosines >= np.partition(cosines, -most)[-most]
        rows, cosines, owners = rows[kept], cosines[kept], owners[kept]
    names = files.recordings["sha256"][owners]
    order = np.lexsort((rows, names, -cosines))[:most]
    return [
        Likest(name_of(names[at]), int(files.starts[rows[at]]), float(cosines[at])) for at in order
    ]


def _near(files: VectorFiles, query: Floats, least: float) -> tuple[NDArray[np.int64], Floats]:
    """Numbers and cosines of all rows that are near enough. One block at a time is in memory."""
    count = files.manifest.rows
    block, cosines = np.empty((BLOCK, len(query)), np.float32), np.empty(count, np.float32)
    for start in range(0, count, BLOCK):
        values = block[: min(BLOCK, count - start)]
        values[:] = files.vectors[start : start + len(values)]
        # Row by row: in a product of matrices a row's last digits depend on where it stands.
        np.vecdot(values, query, out=cosines[start : start + len(values)])
    cosines /= np.maximum(files.lengths, 1e-9)
    near = np.flatnonzero(cosines >= np.float32(least))
    return near, np.round(cosines[near], DECIMALS)
