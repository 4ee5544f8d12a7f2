"""Base64 of a few bytes: words of ten to fourteen signs that hold nothing but text."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.decodings.base64_letters import (
    CAPITALS,
    LEAST_PACKED,
    OF_ADDRESSES,
    SEXTETS,
    USUAL,
    decoded,
)
from earwitness.publication.gate.decodings.deflated import inflated
from earwitness.publication.gate.decodings.undone import (
    Parts,
    Stretch,
    Undone,
    from_start,
    is_text,
)

LONGEST = 14
"""Signs of the longest of them, without padding; longer ones are those of `base64_text`. The
shortest have ten, which hold seven bytes: an id, a part of a number."""

_NAME = "base64"
_SEXTETS = np.frombuffer(SEXTETS, np.uint8)
_SORTS = bytes(2 if one in CAPITALS else int(one in USUAL + OF_ADDRESSES) for one in range(256))
"""What a byte is: 2 a capital letter, 1 another sign of the alphabet, 0 none."""
_SPARE_BITS = np.array([0, 0, 0x0F, 0x03], np.uint8)
"""Bits of the last sign that hold nothing, by the number of signs in the last group."""
_FIXED = 0b011
"""How a stream of deflate begins that is one block with fixed codes (RFC 1951, 3.2.3): a short one
always."""


def short_base64(stretch: Stretch) -> Iterator[Undone]:
    """What words of the alphabet hold, if it is nothing but printable ASCII, as it is or packed."""
    array = np.frombuffer(stretch.data, np.uint8)
    starts, sizes = _words(stretch.data)
    if not len(starts):
        return
    sextets = _SEXTETS[array[np.minimum(starts[:, None] + np.arange(LONGEST), len(array) - 1)]]
    rows = np.arange(len(starts))
    padded = sextets[rows, sizes - 1] & _SPARE_BITS[sizes % 4] == 0
    parts = Parts(_NAME)
    for at in np.flatnonzero(padded & _is_printable(sextets, sizes)).tolist():
        start, size = int(starts[at]), int(sizes[at])
        parts.add(decoded(stretch.data[start : start + size]), from_start(start, 4 / 3))
    yield from parts.undone()
    begins = (sextets[:, 0] & 1) << 2 | sextets[:, 1] >> 4
    packed = Parts("base64, deflate")
    for at in np.flatnonzero(padded & (begins == _FIXED)).tolist():
        start, size = int(starts[at]), int(sizes[at])
        text = inflated(decoded(stretch.data[start : start + size]), least=LEAST_PACKED)
        if text and is_text(text):
            packed.add(text, from_start(start, size / len(text)))
    yield from packed.undone()


def _words(data: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts and sizes of words of the alphabet that may be base64: with capitals and others."""
    sorts = np.frombuffer(b"\0" + data.translate(_SORTS) + bytes(LONGEST + 1), np.uint8)
    marks = sorts.astype(np.bool_)
    two = marks[:-1] & marks[1:]
    four = two[:-2] & two[2:]
    ten = four[1:-6] & four[5:-2] & two[9:]
    starts = np.flatnonzero(ten > marks[: len(ten)])  # the byte before is none of it
    if not len(starts):
        return starts, starts
    own = sorts[starts[:, None] + np.arange(1, LONGEST + 2)]
    sizes = np.where((own == 0).any(axis=1), (own == 0).argmax(axis=1), LONGEST + 1)
    own = np.where(np.arange(LONGEST + 1) < sizes[:, None], own, 0)
    fits = (sizes <= LONGEST) & (sizes % 4 != 1)
    fits &= (own == 2).any(axis=1) & (own == 1).any(axis=1)
    return starts[fits], sizes[fits]


def _is_printable(sextets: NDArray[np.uint8], sizes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether all bytes that the words hold are printable ASCII."""
    groups = np.zeros((len(sextets), (LONGEST + 3) // 4 * 4), np.uint8)
    groups[:, :LONGEST] = sextets
    one, two, three, four = (groups[:, at::4] for at in range(4))
    held = np.stack([one << 2 | two >> 4, two << 4 | three >> 2, three << 6 | four], axis=2)
    octets = held.reshape(len(sextets), -1)
    inside = np.arange(octets.shape[1]) < (sizes * 3 // 4)[:, None]
    printable = (octets - np.uint8(0x20)) < 0x5F
    found: NDArray[np.bool_] = np.all(printable | ~inside, axis=1)
    return found
