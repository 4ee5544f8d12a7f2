"""What an address asks of the list: filters, order, page. What cannot be read is said."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _

from earwitness.records.call_listing import CallFilter, CallState, Order

LONGEST = 200
"""Letters of a value; nobody types more. Estimate."""
LENGTH = re.compile(r"(?:(?P<minutes>\d{1,4}):(?P<seconds>[0-5]\d)|(?P<whole>\d{1,4}(?:[.,]\d+)?))")
YES, NO = "yes", "no"
NAMES = (
    *("from", "to", "line", "person", "voice", "theme", "unit", "language"),
    *("longer", "shorter", "state", "restricted", "problem"),
)
"""What an address can narrow the list by."""

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for. `said` are the filters as typed, by name, empty ones left out; `unread`
    says in words what could not be read and does not narrow."""

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


def read_address(untrusted: Mapping[str, str]) -> Asked:
    """What the part of an address after "?" asks for."""
    said = {name: untrusted.get(name, "").strip()[:LONGEST] for name in NAMES}
    said = {name: value for name, value in said.items() if value}
    unread: list[str] = []

    def read(name: str, reader: Callable[[str], object]) -> object:
        try:
            return reader(said[name]) if name in said else None
        except ValueError:
            unread.append(_("“%(value)s” was not understood.") % {"value": said.pop(name)})
            return None

    found = CallFilter(
        first_day=read("from", date.fromisoformat),  # type: ignore[arg-type]
        last_day=read("to", date.fromisoformat),  # type: ignore[arg-type]
        at_least_ms=read("longer", _length),  # type: ignore[arg-type]
        at_most_ms=read("shorter", _length),  # type: ignore[arg-type]
        state=read("state", CallState),  # type: ignore[arg-type]
        restricted=read("restricted", _yes_or_no),  # type: ignore[arg-type]
        has_problem=read("problem", _yes_or_no),  # type: ignore[arg-type]
        **{name: said.get(name, "") for name in ("line", "person", "voice", "theme", "unit")},
        language=said.get("language", ""),
    )
    sort = untrusted.get("sort", "")
    return Asked(
        filter=found,
        order=_order(sort.removeprefix("-")),
        descending=sort.startswith("-"),
        page=_page(untrusted.get("page", "")),
        said=said,
        unread=tuple(unread),
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


def _page(untrusted_number: str) -> int:
    plain = untrusted_number.isascii() and untrusted_number.isdigit() and len(untrusted_number) < 7
    return max(1, int(untrusted_number)) if plain else 1
