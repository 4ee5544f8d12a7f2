"""Portions: things in a row, parted so that each part fits into memory."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


def portions(sizes: NDArray[np.int64], most: int) -> Iterator[slice]:
    """Neighbours whose sizes are `most` together, or little more; one that is larger alone, or
    with few others. Nothing for nothing."""
    runs = np.cumsum(sizes) // most
    edges = [0, *(np.flatnonzero(np.diff(runs)) + 1).tolist(), len(sizes)]
    for start, end in pairwise(edges):
        if start < end:
            yield slice(start, end)
