"""Earlier coding that left its steps in the samples: G.711, and telephone codecs of 13 bits.

Only sound that was stored without loss afterwards keeps these steps; resampling, a change of
level or a lossy codec wipes them out. So what is found was there, and nothing found says nothing.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from earwitness.archive.channels import Channel, blocks

MIN_VALUES = 200
"""Different sample values that must occur. Estimate: with fewer, quiet sound fits any grid."""

LOSSLESS = ("pcm_s", "pcm_u", "pcm_f", "flac", "alac", "wavpack", "ape", "tta")
"""Beginnings of FFmpeg's names of codecs that keep each sample."""

MIN_ON_GRID = 0.999
"""Share of samples on the grid that is asked for: a click or a fade may lie beside it."""


def grid_of(channel: Channel) -> str:
    """Which earlier coding the samples fit: "G.711 A-law", "G.711 mu-law", "13 bits", "8 bits"
    or ""."""
    counts = np.zeros(65536, dtype=np.int64)
    for own in blocks(channel):
        values = np.clip(np.round(own * 32768), -32768, 32767).astype(np.int32)
        counts += np.bincount(values + 32768, minlength=65536)
    different = np.flatnonzero(counts) - 32768
    if len(different) < 60 or np.abs(different).max() < 1024:
        return ""
    shares = {name: counts[grid + 32768].sum() / len(channel) for name, grid in _grids().items()}
    if len(different) <= 256:
        fitting = [name for name in ("G.711 A-law", "G.711 mu-law") if shares[name] >= MIN_ON_GRID]
        return fitting[0] if fitting else "8 bits" if shares["8 bits"] >= MIN_ON_GRID else ""
    return "13 bits" if len(different) >= MIN_VALUES and shares["13 bits"] >= MIN_ON_GRID else ""


@cache
def _grids() -> dict[str, NDArray[np.int64]]:
    every = np.arange(-32768, 32768, dtype=np.int64)
    return {
        "G.711 A-law": _a_law(),
        "G.711 mu-law": _mu_law(),
        "8 bits": every[every % 256 == 0],
        "13 bits": every[every % 8 == 0],
    }


def _a_law() -> NDArray[np.int64]:
    """The 256 output values of A-law, scaled to 16 bits (ITU-T G.711, table 1a)."""
    values = []
    for code in range(128):
        segment, step = code >> 4, code & 15
        value = (step << 4) + 8 if segment == 0 else ((step << 4) + 0x108) << (segment - 1)
        values += [value, -value]
    return np.unique(values)


def _mu_law() -> NDArray[np.int64]:
    """The output values of mu-law, scaled to 16 bits (ITU-T G.711, table 2a)."""
    values = []
    for code in range(128):
        segment, step = code >> 4, code & 15
        value = (((step << 3) + 0x84) << segment) - 0x84
        values += [value, -value]
    return np.unique(values)


def is_lossless(codec: str) -> bool:
    """Whether a codec keeps each sample, so that an earlier coding can show."""
    return codec.startswith(LOSSLESS)
