"""The voices that are most alike, among many: exact, block by block."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.crossing.voices.vectors import Rows

BLOCK_VALUES = 32_000_000
"""Scores held at a time: 128 MB."""


def nearest(
    rows: Rows, least: float, most: int
) -> Iterator[tuple[int, NDArray[np.intp], NDArray[np.float32]]]:
    """For each row: its place, and of the rows whose product with it is at least `least` the
    `most` with the highest, and these products. Of equal ones the earlier comes first."""
    block = max(1, BLOCK_VALUES // max(1, len(rows)))
    for start in range(0, len(rows), block):
        scores = rows[start : start + block] @ rows.T
        for place, own in enumerate(scores, start):
            own[place] = -np.inf
            found = np.flatnonzero(own >= least)
            if len(found) > most:
                # The mark is the `most`-th highest; whatever equals it is kept until the sort.
                mark = np.partition(own[found], -most)[-most]
                found = found[own[found] >= mark]
            order = np.argsort(-own[found], kind="stable")[:most]
            yield place, found[order], own[found][order]
