"""Profile ids made of digits: whole runs of digits, compared at once."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.records.gate import Hit, Identifier, IdentifierKind, Severity

SHORTEST, LONGEST = 6, 18
"""Digits of an id that is looked for; no service has longer ones."""


class NumberIdSearch:
    """Finds ids of digits that stand as a whole run."""

    def __init__(self, identifiers: Iterable[Identifier]) -> None:
        self._known: dict[bytes, Identifier] = {}
        for one in identifiers:
            text = one.value.strip() if one.kind is IdentifierKind.PROFILE_ID else ""
            if text.isascii() and text.isdigit() and SHORTEST <= len(text) <= LONGEST:
                self._known.setdefault(text.encode(), one)

    def hits(self, data: bytes) -> Iterator[Hit]:
        """Every run that is one of the ids."""
        if not self._known:
            return
        for begin, end in runs_of_digits(data):
            identifier = self._known.get(data[begin:end])
            if identifier is not None:
                yield Hit(
                    identifier=identifier, start=begin, end=end, encoding="as written",
                    severity=Severity.CERTAIN if end - begin > SHORTEST else Severity.LIKELY,
                )  # fmt: skip


def runs_of_digits(data: bytes) -> list[tuple[int, int]]:
    """Begin and end of every run of SHORTEST to LONGEST digits."""
    raw = np.frombuffer(data, np.uint8)
    is_digit = (raw - np.uint8(0x30)) < 10
    inside = np.flatnonzero(_eroded(is_digit))
    if not len(inside):
        return []
    begins = inside[np.diff(inside, prepend=-2) > 1]
    ends = inside[np.diff(inside, append=len(raw) + 2) > 1] + SHORTEST
    kept = ends - begins <= LONGEST
    return list(zip(begins[kept].tolist(), ends[kept].tolist(), strict=True))


def _eroded(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether SHORTEST (6) places in a row are set, from each on."""
    pairs = mask[:-1] & mask[1:]
    return pairs[:-4] & pairs[2:-2] & pairs[4:]
