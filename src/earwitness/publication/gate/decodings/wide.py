"""Text of two or four bytes a letter: UTF-16 and UTF-32, of either byte order, at any place."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.undone import Parts, Stretch, Undone, from_start

Marks = NDArray[np.bool_]

LEAST = 4
"""Letters in a row. Estimate: fewer happen by chance in any bytes."""

_HIGH = np.zeros(256, bool)
_HIGH[[0x00, 0x04]] = True  # Latin, Cyrillic
_LOW = np.ones(256, bool)
_LOW[:0x09] = False


def wide(stretch: Stretch) -> Iterator[Undone]:
    """Runs of Latin and Cyrillic letters, digits and signs, as UTF-8."""
    if not {0x00, 0x04} & stretch.rare:
        return
    data = np.frombuffer(stretch.data, np.uint8)
    for first in (0, 1):
        usable = data[first : first + (len(data) - first) // 2 * 2].reshape(-1, 2)
        for name, low, high in (("UTF-16 LE", 0, 1), ("UTF-16 BE", 1, 0)):
            yield from _runs(name, usable, low, high, first)
    if 0x00 in stretch.rare:
        yield from _of_four(stretch)


def _runs(name: str, pairs: NDArray[np.uint8], low: int, high: int, first: int) -> Iterator[Undone]:
    is_letter = _HIGH[pairs[:, high]] & (_LOW[pairs[:, low]] | (pairs[:, high] == 4))
    parts = Parts(name)
    for start, end in runs_of(is_letter, LEAST):
        units = pairs[start:end, low].astype(np.uint16) | (
            pairs[start:end, high].astype(np.uint16) << 8
        )
        text = units.astype("<u2").tobytes().decode("utf-16-le", "replace").encode()
        parts.add(text, from_start(first + 2 * start, 2 * (end - start) / len(text)))
    yield from parts.undone()


def _of_four(stretch: Stretch) -> Iterator[Undone]:
    for first in range(4):
        whole = stretch.data[first : first + (len(stretch.data) - first) // 4 * 4]
        for name, order in (("UTF-32 LE", "<u4"), ("UTF-32 BE", ">u4")):
            codes = np.frombuffer(whole, order)
            good = (codes >= 0x09) & (codes < 0x600)
            parts = Parts(name)
            for start, end in runs_of(good, LEAST):
                text = "".join(map(chr, codes[start:end].tolist())).encode()
                parts.add(text, from_start(first + 4 * start, 4 * (end - start) / len(text)))
            yield from parts.undone()


def runs_of(marks: Marks, least: int) -> Iterator[tuple[int, int]]:
    """Start and end of each run of at least so many true marks."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marks, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    long = ends - starts >= least
    yield from zip(starts[long].tolist(), ends[long].tolist(), strict=True)
