"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SIZE = 50
"""Claims on a page."""
MOST_DIGITS = 6

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """Some items out of all that fit."""

    items: Sequence[Item]
    total: int
    number: int
    pages: int
    size: int = SIZE

    @property
    def first(self) -> int:
        """The number of the first item, counted from 1."""
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last(self) -> int:
        """The number of the last."""
        return min(self.total, self.number * self.size)


def page_of(found: Sequence[Item], wanted: int, size: int = SIZE) -> Page[Item]:
    """The page that is asked for; one beyond the last is the last."""
    pages = max(1, -(-len(found) // size))
    number = min(wanted, pages)
    return Page(
        items=found[(number - 1) * size : number * size],
        total=len(found),
        number=number,
        pages=pages,
        size=size,
    )


def wanted_page(untrusted_number: str) -> int:
    """The number of a page as an address says it; 1 if it says none."""
    plain = untrusted_number.isascii() and untrusted_number.isdigit()
    return max(1, int(untrusted_number)) if plain and len(untrusted_number) <= MOST_DIGITS else 1
