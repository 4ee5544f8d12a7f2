"""Vectors of length 1 in little room: a byte a value. For ranking, not for thresholds."""

import base64

import numpy as np

from earwitness.claims.ports import Vectors

SCALE = 127
"""A vector's largest value becomes this; a cosine of two vectors of 512 values is then off by less
than 0.01 (tests/claims/themes/test_packed.py)."""


def packed(vectors: Vectors) -> str:
    """Rows of values, as base64 of signed bytes; each row is scaled by its largest."""
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    rounded = np.rint(vectors / largest * SCALE).astype(np.int8)
    return base64.b64encode(rounded.tobytes()).decode("ascii")


def unpacked(text: str, rows: int) -> Vectors:
    """The rows again, each of length 1 (0 stays 0).

    Raises:
        ValueError: it is not so many rows.
    """
    if not rows:
        return np.zeros((0, 0), np.float32)
    values = np.frombuffer(base64.b64decode(text), np.int8).reshape(rows, -1).astype(np.float32)
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    unit: Vectors = values / np.maximum(lengths, 1e-9)
    return unit
