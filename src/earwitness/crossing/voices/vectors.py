"""Embeddings of voices as numbers that compare."""

import base64
import binascii

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]


def unpacked(embedding: str) -> Rows | None:
    """The embedding in base64 of little-endian float16, brought to length 1; None if it is none."""
    try:
        values = np.frombuffer(base64.b64decode(embedding, validate=True), "<f2")
    except (binascii.Error, ValueError):
        return None
    row = values.astype(np.float32)
    length = float(np.linalg.norm(row))
    return row / np.float32(length) if np.isfinite(length) and length > 0 else None


def scaled(row: Rows, speech_ms: int, attenuation_s: float) -> Rows:
    """A row of length 1 made longer by as much as the error of a mean over so much speech shortens
    it, so that products of two are scores (`calibration`)."""
    return row * np.float32(np.sqrt(1 + attenuation_s / max(speech_ms / 1000, 1e-3)))
