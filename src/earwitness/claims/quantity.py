"""What a number says: how many, at least or at most, from how many to how many, what share."""

from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is counted on tokens [first, last].

    `low` and `high` differ for a range; `bound` is "", ">" or "<". A `share` is part of a whole
    (0 to 1), a `percent` one said in hundredths (0 to 100). An `ordinal` names, it counts nothing.
    `people` is set where the numeral itself can only count people or animals (двое, трое).
    """

    first: int
    last: int
    low: Fraction
    high: Fraction
    bound: str = ""
    share: bool = False
    percent: bool = False
    ordinal: bool = False
    people: bool = False

    def rendered(self) -> int | str:
        """The published form: 12, "2-3", ">1000", "1/3", "60%" (plan, section 5)."""
        if self.share and not self.percent:
            return f"{self.bound}{self.low.numerator}/{self.low.denominator}"
        span = str(int(self.low)) if self.low == self.high else f"{int(self.low)}-{int(self.high)}"
        if self.percent:
            return f"{self.bound}{span}%"
        return int(span) if span.isdigit() and not self.bound else self.bound + span

    def complement(self) -> "Quantity":
        """The other part of the whole: of a third two thirds, of 30 % 70 %."""
        whole = Fraction(100 if self.percent else 1)
        turned = {">": "<", "<": ">", "": ""}[self.bound]
        return replace(self, low=whole - self.high, high=whole - self.low, bound=turned)
