"""What an address asks of the board: filters, order, page. What cannot be read is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from earwitness.desk.findings.pages import wanted_page
from earwitness.records.attribution import Judgement
from earwitness.records.claim_board import Bearing, BoardFilter
from earwitness.records.support import INFORMATION_GRADES, SOURCE_GRADES

LONGEST = 200
"""Letters of a value; nobody types more. Estimate."""
NAMES = (
    *("kind", "unit", "place", "from", "to", "theme", "person"),
    *("support", "judged", "grade", "said"),
)
"""What an address can narrow the board by."""
STATED, ASIDE, ALL = "stated", "aside", "all"
LATEST_FIRST = "-day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for. `said` are the filters as typed, by name, empty ones left out; `unread`
    says in words what could not be read and does not narrow."""

    filter: BoardFilter
    said: Mapping[str, str]
    latest_first: bool = False
    page: int = 1
    unread: tuple[str, ...] = ()

    def address(self, **changed: str) -> str:
        """The part after "?" of the same, with these names changed; an empty one is left out."""
        order = LATEST_FIRST if self.latest_first else ""
        parts = {**self.said, "sort": order, **changed}
        return urlencode({name: value for name, value in parts.items() if value})

    @property
    def query(self) -> str:
        """The filters alone."""
        return self.address(sort="")

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self.filter, one.name) != one.default for one in fields(self.filter))


def read_address(untrusted: Mapping[str, str]) -> Asked:
    """What the part of an address after "?" asks for."""
    said = {name: untrusted.get(name, "").strip()[:LONGEST] for name in NAMES}
    said = {name: value for name, value in said.items() if value}
    unread: list[str] = []

    def read(name: str, reader: Callable[[str], object], default: object = None) -> object:
        try:
            return reader(said[name]) if name in said else default
        except ValueError:
            unread.append(_("“%(value)s” was not understood.") % {"value": said.pop(name)})
            return default

    found = BoardFilter(
        first_day=read("from", date.fromisoformat),  # type: ignore[arg-type]
        last_day=read("to", date.fromisoformat),  # type: ignore[arg-type]
        bearing=read("support", Bearing),  # type: ignore[arg-type]
        verdict=read("judged", Judgement),  # type: ignore[arg-type]
        grade=read("grade", _grade, ""),  # type: ignore[arg-type]
        stated=read("said", _stated, True),  # type: ignore[arg-type]
        **{name: said.get(name, "") for name in ("kind", "unit", "place", "theme", "person")},
    )
    return Asked(
        filter=found,
        said=said,
        latest_first=untrusted.get("sort", "") == LATEST_FIRST,
        page=wanted_page(untrusted.get("page", "")),
        unread=tuple(unread),
    )


def _grade(text: str) -> str:
    if len(text) != 1 or text.upper() not in SOURCE_GRADES + INFORMATION_GRADES:
        raise ValueError
    return text.upper()


def _stated(text: str) -> bool | None:
    if text not in (STATED, ASIDE, ALL):
        raise ValueError
    return None if text == ALL else text == STATED
