"""What an address asks of the list of speakers."""

from collections.abc import Mapping
from dataclasses import dataclass

from earwitness.desk.asking import Filters, query
from earwitness.desk.paging import wanted_page
from earwitness.records.speaker_listing import SpeakerFilter, SpeakerState

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; `state` as the address says it."""

    filter: SpeakerFilter
    state: str
    page: int

    def address(self, page: int) -> str:
        """The part after "?" of another page of the same."""
        return query(
            {
                "line": self.filter.line,
                "person": self.filter.person,
                "state": "" if self.state == SpeakerState.WAITING.value else self.state,
                "page": "" if page == 1 else str(page),
            }
        )


def read_address(untrusted: Mapping[str, str]) -> Asked:
    """What the part of an address after "?" asks for; without a state, what waits."""
    state = untrusted.get("state", SpeakerState.WAITING.value)
    known = state == ALL or state in set(SpeakerState)
    wanted = state if known else SpeakerState.WAITING.value
    filters = Filters(untrusted, ("line", "person"))
    return Asked(
        filter=SpeakerFilter(
            line=filters.text("line"),
            person=filters.text("person"),
            state=None if wanted == ALL else SpeakerState(wanted),
        ),
        state=wanted,
        page=wanted_page(untrusted.get("page", "")),
    )
