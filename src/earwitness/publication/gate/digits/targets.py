"""What digits are looked for: every identifier as one or several strings of digits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.gate.digits.call_times import Layout
from earwitness.publication.gate.digits.windows import WINDOW, DigitTable

LONGEST = 16
"""Digits of the longest string that is looked for (IMEISV)."""


class Family(IntEnum):
    """How a found row of digits is judged."""

    NUMBER = 0
    REVERSED = 1
    DEVICE = 2
    PROFILE = 3
    TIME = 4
    OCTAL = 5


@dataclass(frozen=True, slots=True)
class Target:
    """`digits` of the identifier at place `owner`; of times, the layout says which are which."""

    digits: str
    owner: int
    family: Family
    layout: Layout | None = None


class Targets:
    """All targets as arrays, and the table in which their digits are looked up."""

    def __init__(self, targets: Iterable[Target]) -> None:
        digits: list[int] = []
        lengths, owners = bytearray(), []
        families, layouts = bytearray(), []
        known: dict[Layout | None, int] = {}
        for target in targets:
            if WINDOW <= len(target.digits) <= LONGEST:
                digits.append(int(target.digits))
                lengths.append(len(target.digits))
                owners.append(target.owner)
                families.append(target.family)
                layouts.append(known.setdefault(target.layout, len(known)))
        self.owners: NDArray[np.int32] = np.array(owners, np.int32)
        self.families = bytes(families)
        self._layouts: NDArray[np.int32] = np.array(layouts, np.int32)
        self._known: Sequence[Layout | None] = list(known)
        self.table = DigitTable(
            np.array(digits, np.uint64), np.frombuffer(bytes(lengths), np.uint8)
        )

    def layout(self, target: int) -> Layout | None:
        """The layout of a time."""
        return self._known[int(self._layouts[target])]
