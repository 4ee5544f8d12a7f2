"""Texts among other bytes, in which there is enough to hide something."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.runs import runs_of_marks

LEAST = 15
"""Bytes. Of random ones, in a megabyte five or so are such a run (0.45 ** 15)."""

SURE = 24
"""Bytes of a run that chance does not make: of random ones in 150 megabytes one (0.456 ** 24)."""

_PLAIN, _LEADS_TWO, _LEADS_THREE, _FOLLOWS = 1, 2, 4, 8


def _sort(value: int) -> int:
    if 0x20 <= value < 0x7F or value in b"\t\r\n\x1b":
        return _PLAIN
    if 0xC2 <= value <= 0xDF:
        return _LEADS_TWO
    if 0xE0 <= value <= 0xEF:
        return _LEADS_THREE
    return _FOLLOWS if 0x80 <= value <= 0xBF else 0


_SORTS = bytes(map(_sort, range(256)))


def runs_of_text(data: bytes, least: int = LEAST) -> Iterator[tuple[int, int]]:
    """Start and end of each run of at least so many bytes of printable ASCII, tabs, line breaks,
    signs that begin colours of a terminal, and letters of two or three bytes of UTF-8."""
    starts, ends = runs_of_marks(_marks(np.frombuffer(data.translate(_SORTS), np.uint8)))
    long = ends - starts >= least
    yield from zip(starts[long].tolist(), ends[long].tolist(), strict=True)


def _marks(sorts: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 for each byte of a text, 0 for others."""
    marks: NDArray[np.uint8] = np.bitwise_and(sorts, _PLAIN, dtype=np.uint8)
    follows = (sorts & _FOLLOWS) >> 3
    two = ((sorts[:-1] & _LEADS_TWO) >> 1) & follows[1:]
    three = ((sorts[:-2] & _LEADS_THREE) >> 2) & follows[1:-1] & follows[2:]
    marks[:-1] |= two
    marks[1:] |= two
    marks[:-2] |= three
    marks[1:-1] |= three
    marks[2:] |= three
    return marks
