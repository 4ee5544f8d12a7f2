"""A number with what it counts."""

from dataclasses import dataclass
from fractions import Fraction

from earwitness.claims.quantity import Quantity

PEOPLE, BARE, OTHER = "people", "", "other"
"""What may be counted besides equipment: people, what is not said, what is no loss."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with its noun, on tokens [first, last].

    `what` is PEOPLE, BARE, OTHER, another name of the language's own, or the equipment in English.
    """

    first: int
    last: int
    quantity: Quantity
    what: str


def one_of(what: str, first: int, last: int) -> Counted:
    """What a singular noun on tokens [first, last] counts by itself."""
    return Counted(first, last, Quantity(first, last, Fraction(1), Fraction(1)), what)
