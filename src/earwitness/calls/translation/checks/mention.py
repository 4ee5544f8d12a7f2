"""A number as it is said on one side, with every way to read it."""

from dataclasses import dataclass
from fractions import Fraction

Values = frozenset[Fraction]


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a text.

    `readings` are the sets of values that it may stand for: "half past six" is {6, 30}, "third"
    {3} or {1/3}. A `soft` mention may stand or fall without anybody missing it ("one", "both").
    `digits` are those of a whole number, to compare telephone numbers however they are grouped.
    """

    written: str
    readings: tuple[Values, ...]
    soft: bool = False
    ordinal: bool = False
    digits: str = ""

    @property
    def values(self) -> Values:
        """Every value that any reading needs."""
        return frozenset().union(*self.readings)


def plain(
    written: str, value: Fraction | int, *, soft: bool = False, ordinal: bool = False
) -> Mention:
    """A mention with one reading."""
    exact = Fraction(value)
    digits = str(exact.numerator) if exact.denominator == 1 else ""
    return Mention(written, (frozenset({exact}),), soft, ordinal, digits)


def clock(hour: int, minute: int) -> tuple[Values, ...]:
    """Readings of a time of day: in 12 and in 24 hours."""
    hours = {hour, hour - 12 if hour > 12 else hour + 12}
    minutes = {Fraction(minute)} if minute else set[Fraction]()
    return tuple(frozenset({Fraction(h), *minutes}) for h in sorted(hours))
