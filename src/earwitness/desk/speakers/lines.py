"""A page of the list of speakers, as the template shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from earwitness.desk.figures import probability
from earwitness.desk.paging import SIZE, Page, pages_of
from earwitness.desk.speaker_names import side_name
from earwitness.desk.speakers.wording import STATES, person_name
from earwitness.records.attribution import Judgement
from earwitness.records.call_listing import Reach
from earwitness.records.speaker_listing import (
    ListedCandidate,
    ListedSpeaker,
    SpeakerFilter,
    SpeakerState,
)
from earwitness.runtime.store import listed_calls, listed_speakers

SHOWN = 3
"""Candidates of a speaker that a line shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A candidate as a line shows it."""

    name: str
    person: str
    chance: str
    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One speaker as a line of the list; `when` in the zone of the case, "" if unknown."""

    call_id: str
    side: str
    side_name: str
    number: str
    when: str
    candidates: Sequence[Named]
    more: int
    state: str
    tone: str


def page_of(wanted: SpeakerFilter, number: int, reach: Reach, zone: ZoneInfo) -> Page[Line]:
    """The page that is asked for; one beyond the last is the last."""
    found, total = listed_speakers.page(wanted, reach, start=(number - 1) * SIZE, size=SIZE)
    pages = pages_of(total)
    if number > pages:
        return page_of(wanted, pages, reach, zone)
    began = listed_calls.starts([one.call_id for one in found])
    lines = [
        _line(
            one,
            f"{began[one.call_id].astimezone(zone):%Y-%m-%d %H:%M}" if one.call_id in began else "",
        )
        for one in found
    ]
    return Page(items=lines, total=total, number=number)


def _line(one: ListedSpeaker, when: str) -> Line:
    known = [candidate for candidate in one.candidates if candidate.person or _judged(candidate)]
    tones = {SpeakerState.DECIDED: "good", SpeakerState.DOUBTED: "doubt"}
    return Line(
        call_id=one.call_id,
        side=one.side,
        side_name=side_name(one.side),
        number=one.line,
        when=when,
        candidates=[_named(candidate) for candidate in known[:SHOWN]],
        more=max(0, len(known) - SHOWN),
        state=str(STATES[one.state]),
        tone=tones.get(one.state, ""),
    )


def _named(one: ListedCandidate) -> Named:
    return Named(
        name=person_name(one.name, one.person),
        person=one.person,
        chance=probability(one.probability),
        judgement=one.judgement.value if _judged(one) else "",
    )


def _judged(one: ListedCandidate) -> bool:
    return one.judgement is not Judgement.NONE
