"""Numbers that are said as one large number: "seventy-nine billion five hundred million …"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.publication.gate.digits.said_chains import Reading, Said
from earwitness.publication.gate.digits.said_words import Part

FEWEST_DIGITS = 7
"""Digits of a large number that may be a part of a line."""


@dataclass(slots=True)
class _Sum:
    """What is said so far: `total` of the scales, and what the next scale multiplies."""

    start: int
    end: int
    total: int = 0
    below: int | None = None

    def takes(self, value: int) -> bool:
        """Whether a number can go on here: after "five hundred" 17, after "forty" 3."""
        if self.below is None:
            return True
        room = 100 if self.below % 100 == 0 else 10 if self.below % 10 == 0 else 0
        return 0 < value < room and not (room == 10 and self.below % 100 == 10)


def large_numbers(row: Sequence[Said]) -> Iterator[Reading]:
    """The large numbers of a row, each as its digits."""
    if not any(said.word is not None and said.word.part is Part.SCALE for said in row):
        return
    held: _Sum | None = None
    for said in row:
        held, done = _with(held, said)
        if done is not None:
            yield from _reading(done)
    if held is not None:
        yield from _reading(held)


def _with(held: _Sum | None, said: Said) -> tuple[_Sum | None, _Sum | None]:
    """The sum with one more number, and the one before where this is the first of another."""
    part = said.word.part if said.word else Part.NUMBER
    value = said.word.value if said.word else int(said.digits) if len(said.digits) < 4 else -1
    if part is Part.REPEAT or value < 0:
        return None, held
    if held is not None and part is not Part.NUMBER:
        held.end = said.end
        if part is Part.SCALE:
            held.total += (1 if held.below is None else held.below) * value
            held.below = None
        else:
            held.below = (held.below or 1) * value
        return held, None
    if held is not None and held.takes(value):
        held.end = said.end
        held.below = (held.below or 0) + value
        return held, None
    return _first(said, part, value), held


def _first(said: Said, part: Part, value: int) -> _Sum:
    if part is Part.SCALE:
        return _Sum(said.start, said.end, total=value)
    return _Sum(said.start, said.end, below=value)


def _reading(one: _Sum) -> Iterator[Reading]:
    digits = str(one.total + (one.below or 0))
    count = len(digits)
    if one.total and count >= FEWEST_DIGITS:
        yield Reading(digits, (one.start,) * count, (one.end,) * count, (True,) * count)
