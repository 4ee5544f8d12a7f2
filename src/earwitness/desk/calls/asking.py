"""What an address asks of the list: filters, order, page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from earwitness.desk.asking import Filters, query
from earwitness.desk.paging import wanted_page
from earwitness.records.call_listing import CallFilter, CallState, Order

LENGTH = re.compile(r"(?:(?P<minutes>\d{1,4}):(?P<seconds>[0-5]\d)|(?P<whole>\d{1,4}(?:[.,]\d+)?))")
YES, NO = "yes", "no"
NAMES = (
    *("from", "to", "line", "person", "voice", "theme", "unit", "language"),
    *("longer", "shorter", "state", "restricted", "problem"),
)
"""What an address can narrow the list by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; `said` and `unread` as in `Filters`."""

    filter: CallFilter
    order: Order = Order.START
    descending: bool = False
    page: int = 1
    said: Mapping[str, str]
    unread: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """The order as an address says it."""
        return f"-{self.order.value}" if self.descending else self.order.value

    def address(self, **changed: str) -> str:
        """The part after "?" of the same, with these names changed; an empty one is left out."""
        sort = "" if self.sort == Order.START.value else self.sort
        return query({**self.said, "sort": sort, **changed})


def read_address(untrusted: Mapping[str, str]) -> Asked:
    """What the part of an address after "?" asks for."""
    filters = Filters(untrusted, NAMES)
    found = CallFilter(
        first_day=filters.read("from", date.fromisoformat, None),
        last_day=filters.read("to", date.fromisoformat, None),
        at_least_ms=filters.read("longer", _length, None),
        at_most_ms=filters.read("shorter", _length, None),
        state=filters.read("state", CallState, None),
        restricted=filters.read("restricted", _yes_or_no, None),
        has_problem=filters.read("problem", _yes_or_no, None),
        **{name: filters.text(name) for name in ("line", "person", "voice", "theme", "unit")},
        language=filters.text("language"),
    )
    sort = untrusted.get("sort", "")
    return Asked(
        filter=found,
        order=_order(sort.removeprefix("-")),
        descending=sort.startswith("-"),
        page=wanted_page(untrusted.get("page", "")),
        said=filters.said,
        unread=tuple(filters.unread),
    )


def _length(text: str) -> int:
    """Milliseconds of "2", "2.5" (minutes) or "2:30".

    Raises:
        ValueError: it is none of these.
    """
    match = LENGTH.fullmatch(text)
    if match is None:
        raise ValueError
    if match["whole"]:
        return round(float(match["whole"].replace(",", ".")) * 60_000)
    return (int(match["minutes"]) * 60 + int(match["seconds"])) * 1000


def _yes_or_no(text: str) -> bool:
    if text not in (YES, NO):
        raise ValueError
    return text == YES


def _order(untrusted_name: str) -> Order:
    return Order(untrusted_name) if untrusted_name in set(Order) else Order.START
