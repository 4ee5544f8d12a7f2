"""Long lists, a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from earwitness.desk.asking import whole_number

SIZE = 50
"""Items on a page."""
MOST_DIGITS = 6

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """Some items out of all that fit; pages and items are counted from 1."""

    items: Sequence[Item]
    total: int
    number: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        """How many there are; at least one."""
        return pages_of(self.total, self.size)

    @property
    def first(self) -> int:
        """The number of the first item; 0 if there is none."""
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last(self) -> int:
        """The number of the last."""
        return min(self.total, self.number * self.size)

    def beside(self, address: Callable[[int], str]) -> dict[str, str | None]:
        """The addresses of the page `before` and the page `after`, each None if there is none."""
        return {
            "before": address(self.number - 1) if self.number > 1 else None,
            "after": address(self.number + 1) if self.number < self.pages else None,
        }


def pages_of(total: int, size: int = SIZE) -> int:
    """How many pages so many items fill; an empty list has one."""
    return max(1, -(-total // size))


def page_of(found: Sequence[Item], wanted: int, size: int = SIZE) -> Page[Item]:
    """The page that is asked for; one beyond the last is the last."""
    number = min(wanted, pages_of(len(found), size))
    items = found[(number - 1) * size : number * size]
    return Page(items=items, total=len(found), number=number, size=size)


def wanted_page(untrusted_number: str) -> int:
    """The number of a page as an address says it; 1 if it says none."""
    return whole_number(untrusted_number, MOST_DIGITS) or 1


def page_address(number: int) -> str:
    """The part after "?" of a page of a list that nothing narrows."""
    return f"page={number}"
