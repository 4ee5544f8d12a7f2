"""A page of the list, as the template shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from earwitness.desk.calls.asking import Asked
from earwitness.desk.calls.wording import theme_title
from earwitness.desk.figures import length_text
from earwitness.desk.paging import SIZE, Page, pages_of
from earwitness.desk.wording import language_name, state_name, theme_name
from earwitness.records.call_listing import (
    CallState,
    Facet,
    FacetKind,
    ListedCall,
    Reach,
    Standing,
)
from earwitness.runtime.store import listed_calls

SHOWN = 4
"""Themes and units of a call that a line shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something with its name as shown, and what it is found by."""

    value: str
    name: str
    is_sure: bool = True
    is_one_of_several: bool = False
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One call as a line of the list; `day` and `time` in the zone of the case, "" if unknown."""

    call: ListedCall
    day: str
    time: str
    length: str
    persons: Sequence[Named]
    themes: Sequence[Named]
    units: Sequence[Named]
    more: int
    languages: Sequence[Named]
    state: str
    tone: str
    is_restricted: bool


def page_of(asked: Asked, reach: Reach, zone: ZoneInfo) -> Page[Line]:
    """The page that is asked for; one beyond the last is the last."""
    rows = listed_calls.fitting(asked.filter, reach)
    total = rows.count()
    number = min(asked.page, pages_of(total))
    found = listed_calls.page(
        rows,
        reach,
        asked.order,
        descending=asked.descending,
        start=(number - 1) * SIZE,
        size=SIZE,
    )
    person = asked.filter.person.casefold()
    lines = [_line(call, zone, person, call.id in reach.restricted) for call in found]
    return Page(items=lines, total=total, number=number)


def _line(call: ListedCall, zone: ZoneInfo, person: str, is_restricted: bool) -> Line:
    themes = [
        Named(value=one.value, name=theme_name(one.value), meaning=theme_title(one.value))
        for one in call.of_kind(FacetKind.THEME)
    ]
    units = [Named(value=one.value, name=one.label) for one in call.of_kind(FacetKind.UNIT)]
    at = call.started_at.astimezone(zone) if call.started_at else None
    return Line(
        call=call,
        day=f"{at:%Y-%m-%d}" if at else "",
        time=f"{at:%H:%M}" if at else "",
        length=length_text(call.duration_ms),
        persons=_persons(call.of_kind(FacetKind.PERSON), person),
        themes=themes[:SHOWN],
        units=units[:SHOWN],
        more=max(0, len(themes) - SHOWN) + max(0, len(units) - SHOWN),
        languages=[
            Named(value=one.value, name=language_name(one.value))
            for one in call.of_kind(FacetKind.LANGUAGE)
        ],
        state=state_name(call.state),
        tone={CallState.HEARD: "good", CallState.FAILED: "alarm"}.get(call.state, ""),
        is_restricted=is_restricted,
    )


def _persons(facets: Sequence[Facet], asked: str) -> list[Named]:
    """Who is confirmed or likely; who is merely possible is shown to who asks for them."""
    return [
        Named(
            value=one.value,
            name=one.label,
            is_sure=one.standing is Standing.CONFIRMED,
            is_one_of_several=one.standing is Standing.POSSIBLE,
        )
        for one in facets
        if one.standing is not Standing.POSSIBLE
        or (asked and (asked in one.label.casefold() or asked == one.value))
    ]
