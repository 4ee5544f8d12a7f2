"""Text of two or four bytes a letter: UTF-16 and UTF-32, of either byte order, at any place."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import edges_of, marks_of
from earwitness.publication.gate.decodings.undone import Parts, Stretch, Undone, from_start

Marks = NDArray[np.bool_]

LEAST = 4
"""Letters in a row. Estimate: fewer happen by chance in any bytes."""

NAMES = ("UTF-16 LE", "UTF-16 BE", "UTF-32 LE", "UTF-32 BE")
GAP = 64
REGION_COST = 8192
"""Looking at one region by itself takes as long as looking at so many bytes more. Measured."""

_HIGH_TABLE = marks_of((0x00, 0x04))


def _used() -> Marks:
    """Units of two bytes that occur in texts of Latin and Cyrillic letters: these, with accents
    and points, digits of other scripts, punctuation, wide forms, signs that nobody sees; and what
    character sets of one byte have besides, money and lines of boxes, of which misread text is."""
    used = np.zeros(0x10000, bool)
    for first, end in _USED:
        used[first:end] = True
    return used


_USED = (
    *(
        (0x0009, 0x000E),
        (0x001B, 0x001C),
        (0x0020, 0x007F),
        (0x0080, 0x0180),
        (0x0192, 0x0193),
        (0x02C6, 0x02DD),
        (0x0300, 0x0380),
        (0x0400, 0x0530),
        (0x0660, 0x066A),
        (0x06F0, 0x06FA),
    ),
    *((0x2000, 0x2070), (0x20A0, 0x20D0), (0x20E3, 0x20E4), (0x2100, 0x2150)),
    *((0x2200, 0x2270), (0x2320, 0x2322), (0x2500, 0x25A1), (0xFE00, 0xFE10), (0xFEFF, 0xFF00)),
    (0xFF01, 0xFF5F),
)
_UNITS = _used()


def wide(stretch: Stretch) -> Iterator[Undone]:
    """Runs of Latin and Cyrillic letters, digits and signs, as UTF-8. Four letters in a row show
    where they are; other units that are used are read near them."""
    if not {0x00, 0x04} & stretch.rare:
        return
    found = {name: Parts(name) for name in NAMES}
    for start, end in _regions(stretch.data):
        region = np.frombuffer(stretch.data[start:end], np.uint8)
        for first in (0, 1):
            usable = region[first : first + (len(region) - first) // 2 * 2].reshape(-1, 2)
            _runs(found["UTF-16 LE"], usable, 0, 1, start + first)
            _runs(found["UTF-16 BE"], usable, 1, 0, start + first)
        _of_four(found, stretch.data[start:end], start)
    for parts in found.values():
        yield from parts.undone()


def _regions(data: bytes) -> Iterator[tuple[int, int]]:
    """Where every second byte may be the higher half of a letter, four times in a row."""
    marks = np.frombuffer(data.translate(_HIGH_TABLE), np.uint8)
    last = len(marks) - 6
    if last <= 0:
        return
    places = np.flatnonzero(
        marks[:last] & marks[2 : last + 2] & marks[4 : last + 4] & marks[6 : last + 6]
    )
    if not len(places):
        return
    gaps = np.flatnonzero(np.diff(places) > GAP)
    firsts = places[np.concatenate(([0], gaps + 1))]
    lasts = places[np.concatenate((gaps, [len(places) - 1]))]
    if len(firsts) * REGION_COST > len(data):
        yield 0, len(data)
        return
    for first, end in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield max(0, first - GAP), min(len(data), end + GAP)


def _runs(parts: Parts, pairs: NDArray[np.uint8], low: int, high: int, first: int) -> None:
    units = pairs[:, low].astype(np.uint16) | (pairs[:, high].astype(np.uint16) << 8)
    for start, end in _runs_of(_UNITS[units], LEAST):
        text = units[start:end].astype("<u2").tobytes().decode("utf-16-le", "replace").encode()
        parts.add(text, from_start(first + 2 * start, 2 * (end - start) / len(text)))


def _of_four(found: dict[str, Parts], data: bytes, begin: int) -> None:
    for first in range(4):
        whole = data[first : first + (len(data) - first) // 4 * 4]
        for name, order in (("UTF-32 LE", "<u4"), ("UTF-32 BE", ">u4")):
            codes = np.frombuffer(whole, order)
            good = (codes < 0x10000) & _UNITS[codes & 0xFFFF]
            for start, end in _runs_of(good, LEAST):
                text = "".join(map(chr, codes[start:end].tolist())).encode()
                place = from_start(begin + first + 4 * start, 4 * (end - start) / len(text))
                found[name].add(text, place)


def _runs_of(marks: Marks, least: int) -> Iterator[tuple[int, int]]:
    """Start and end of each run of at least so many true marks."""
    starts, ends = edges_of(marks.view(np.uint8))
    long = ends - starts >= least
    yield from zip(starts[long].tolist(), ends[long].tolist(), strict=True)
