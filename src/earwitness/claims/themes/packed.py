"""Vectors of length 1 in little room: a byte a value. For ranking, not for thresholds."""

import base64

import numpy as np
from numpy.typing import NDArray

from earwitness.claims.ports import Vectors

SCALE = 127
"""A vector's largest value becomes this; a cosine of two vectors of 512 values is then off by less
than 0.01 (tests/claims/themes/test_packed.py)."""


def packed(vectors: Vectors) -> str:
    """Rows of values, as base64 of signed bytes; each row is scaled by its largest."""
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    rounded = np.rint(vectors / largest * SCALE).astype(np.int8)
    return base64.b64encode(rounded.tobytes()).decode("ascii")


def packed_values(text: str, rows: int) -> NDArray[np.int8]:
    """The signed bytes of so many rows.

    Raises:
        ValueError: it is not so many rows.
    """
    if not rows:
        return np.zeros((0, 0), np.int8)
    return np.frombuffer(base64.b64decode(text), np.int8).reshape(rows, -1)
