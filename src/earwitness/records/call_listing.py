"""The list of calls: what a line of it shows, and what it can be narrowed to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from earwitness.records.speaker_listing import ListedCandidate


class CallState(StrEnum):
    """How far the work on a call is: only in a list, sealed, made sound, or read by somebody or
    something; `FAILED` is a call with a problem that keeps it from being heard."""

    LISTED = "listed"
    SEALED = "sealed"
    DECODED = "decoded"
    FAILED = "failed"
    HEARD = "heard"


class FacetKind(StrEnum):
    """What calls can be found by beside their own columns. `COVER` is why a call is hard to bear,
    and covered at the desk until somebody asks for it."""

    LINE = "line"
    PERSON = "person"
    VOICE = "voice"
    THEME = "theme"
    UNIT = "unit"
    LANGUAGE = "language"
    COVER = "cover"


class Standing(StrEnum):
    """How sure it is that a person speaks in a call: a person decided so, the candidate leads, or
    it is one of several."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One thing that a call has. `value` is an id or the thing itself, `label` what is shown."""

    kind: FacetKind
    value: str
    label: str
    standing: Standing = Standing.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCall:
    """One line of the list. `caller` and `called` are lines (E.164), or what was written where
    there is none; `day` is that of the case's time zone. `turns` and `claims` are counts."""

    id: str
    started_at: datetime | None
    day: date | None
    caller: str
    called: str
    duration_ms: int | None
    state: CallState
    recordings: int
    turns: int
    claims: int
    has_problem: bool = False
    facets: tuple[Facet, ...] = ()
    candidates: tuple[ListedCandidate, ...] = ()

    def of_kind(self, kind: FacetKind) -> tuple[Facet, ...]:
        """Its facets of one kind."""
        return tuple(facet for facet in self.facets if facet.kind is kind)


class Order(StrEnum):
    """What the list can be sorted by."""

    START = "start"
    DURATION = "duration"
    CALLER = "caller"
    CALLED = "called"
    CLAIMS = "claims"
    TURNS = "turns"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """What the list is narrowed to; what is not given does not narrow.

    `first_day` and `last_day` are inclusive. `line`, `person` and `unit` are parts of a number or
    a name (of a person the whole id too); `voice`, `theme` and `language` are exact. Lengths are in
    ms. `restricted` and `has_problem` are None where both kinds are wanted.
    """

    first_day: date | None = None
    last_day: date | None = None
    line: str = ""
    person: str = ""
    voice: str = ""
    theme: str = ""
    unit: str = ""
    language: str = ""
    at_least_ms: int | None = None
    at_most_ms: int | None = None
    state: CallState | None = None
    restricted: bool | None = None
    has_problem: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many calls have a facet."""

    value: str
    label: str
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What who asks may know: `hidden_calls` and `hidden_persons` are in no answer and no count;
    `restricted` are the calls that others may not see."""

    hidden_calls: frozenset[str] = frozenset()
    hidden_persons: frozenset[str] = frozenset()
    restricted: frozenset[str] = frozenset()
