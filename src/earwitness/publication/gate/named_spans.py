"""Names of stretches of a file, found by a place in them, however many there are."""

from bisect import bisect_right
from dataclasses import dataclass, field

FEW = 500
"""So many are looked through one by one. Estimate."""


@dataclass(slots=True)
class NamedSpans:
    """Stretches with names, one in the other or apart."""

    _spans: list[tuple[int, int, str]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _around: list[int] = field(default_factory=list)

    def add(self, start: int, end: int, name: str) -> None:
        """A stretch from here to there."""
        if not self._starts or start >= self._starts[-1]:
            self._around.append(self._innermost(len(self._starts) - 1, start))
            self._starts.append(start)
            self._spans.append((start, end, name))
            return
        self._spans.insert(bisect_right(self._starts, start), (start, end, name))
        self._starts, self._around = [], []
        spans, self._spans = self._spans, []
        for one in spans:
            self.add(*one)

    def at(self, place: int) -> list[str]:
        """Names of those in which the place lies, the outermost first."""
        if len(self._spans) <= FEW:
            return [name for start, end, name in self._spans if start <= place < end]
        found, number = list[str](), bisect_right(self._starts, place) - 1
        number = self._innermost(number, place)
        while number >= 0:
            found.append(self._spans[number][2])
            number = self._around[number]
        return found[::-1]

    def _innermost(self, number: int, place: int) -> int:
        """The last from this one outwards that holds the place; -1: none."""
        while number >= 0 and self._spans[number][1] <= place:
            number = self._around[number]
        return number
