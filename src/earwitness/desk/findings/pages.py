"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SIZE = 50
"""Claims on a page."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """Some items out of all that fit."""

    items: Sequence[Item]
    total: int
    number: int
    pages: int

    @property
    def first(self) -> int:
        """The number of the first item, counted from 1."""
        return min(self.total, (self.number - 1) * SIZE + 1)

    @property
    def last(self) -> int:
        """The number of the last."""
        return min(self.total, self.number * SIZE)


def page_of(found: Sequence[Item], wanted: int) -> Page[Item]:
    """The page that is asked for; one beyond the last is the last."""
    pages = max(1, -(-len(found) // SIZE))
    number = min(wanted, pages)
    return Page(
        items=found[(number - 1) * SIZE : number * SIZE],
        total=len(found),
        number=number,
        pages=pages,
    )
