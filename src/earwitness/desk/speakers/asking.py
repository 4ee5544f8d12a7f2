"""What an address asks of the list of speakers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.http import urlencode

from earwitness.records.speaker_listing import SpeakerFilter, SpeakerState

LONGEST = 200
"""Letters of a value; nobody types more. Estimate."""
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; `state` as the address says it."""

    filter: SpeakerFilter
    state: str
    page: int

    def address(self, page: int) -> str:
        """The part after "?" of another page of the same."""
        parts = {
            "line": self.filter.line,
            "person": self.filter.person,
            "state": "" if self.state == SpeakerState.WAITING.value else self.state,
            "page": "" if page == 1 else str(page),
        }
        return urlencode({name: value for name, value in parts.items() if value})


def read_address(untrusted: Mapping[str, str]) -> Asked:
    """What the part of an address after "?" asks for; without a state, what waits."""
    state = untrusted.get("state", SpeakerState.WAITING.value)
    known = state == ALL or state in set(SpeakerState)
    wanted = state if known else SpeakerState.WAITING.value
    return Asked(
        filter=SpeakerFilter(
            line=untrusted.get("line", "").strip()[:LONGEST],
            person=untrusted.get("person", "").strip()[:LONGEST],
            state=None if wanted == ALL else SpeakerState(wanted),
        ),
        state=wanted,
        page=page_number(untrusted.get("page", "")),
    )


def page_number(untrusted: str) -> int:
    """A number from 1; 1 if it is none."""
    plain = untrusted.isascii() and untrusted.isdigit() and len(untrusted) < 7
    return max(1, int(untrusted)) if plain else 1
