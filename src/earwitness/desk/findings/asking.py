"""What an address asks of the board: filters, order, page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from earwitness.desk.asking import Filters, query
from earwitness.desk.paging import wanted_page
from earwitness.records.attribution import Judgement
from earwitness.records.claim_board import Bearing, BoardFilter
from earwitness.records.support import INFORMATION_GRADES, SOURCE_GRADES

NAMES = (
    *("kind", "unit", "place", "from", "to", "theme", "person"),
    *("support", "judged", "grade", "said"),
)
"""What an address can narrow the board by."""
STATED, ASIDE, ALL = "stated", "aside", "all"
LATEST_FIRST = "-day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; `said` and `unread` as in `Filters`."""

    filter: BoardFilter
    said: Mapping[str, str]
    latest_first: bool = False
    page: int = 1
    unread: tuple[str, ...] = ()

    def address(self, **changed: str) -> str:
        """The part after "?" of the same, with these names changed; an empty one is left out."""
        order = LATEST_FIRST if self.latest_first else ""
        return query({**self.said, "sort": order, **changed})

    @property
    def query(self) -> str:
        """The filters alone."""
        return self.address(sort="")


def read_address(untrusted: Mapping[str, str]) -> Asked:
    """What the part of an address after "?" asks for."""
    filters = Filters(untrusted, NAMES)
    found = BoardFilter(
        first_day=filters.read("from", date.fromisoformat, None),
        last_day=filters.read("to", date.fromisoformat, None),
        bearing=filters.read("support", Bearing, None),
        verdict=filters.read("judged", Judgement, None),
        grade=filters.read("grade", _grade, ""),
        stated=filters.read("said", _stated, True),
        **{name: filters.text(name) for name in ("kind", "unit", "place", "theme", "person")},
    )
    return Asked(
        filter=found,
        said=filters.said,
        latest_first=untrusted.get("sort", "") == LATEST_FIRST,
        page=wanted_page(untrusted.get("page", "")),
        unread=tuple(filters.unread),
    )


def _grade(text: str) -> str:
    if len(text) != 1 or text.upper() not in SOURCE_GRADES + INFORMATION_GRADES:
        raise ValueError
    return text.upper()


def _stated(text: str) -> bool | None:
    if text not in (STATED, ASIDE, ALL):
        raise ValueError
    return None if text == ALL else text == STATED
