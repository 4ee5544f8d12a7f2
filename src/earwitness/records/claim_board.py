"""The board of claims: what is said, by whom, when, and how it bears on what else is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from earwitness.records.attribution import Judgement
from earwitness.records.claim import LocatedClaim
from earwitness.records.judgement import JudgementRecord
from earwitness.records.losses import Dated, UnitFrom
from earwitness.records.support import Echo, ExternalFact, Grade, Relation


class Bearing(StrEnum):
    """How a claim stands among the others.

    `CORROBORATED`: a published fact or a claim to which nothing is known to tie it supports it.
    `REPEATED`: what supports it may come from the same source. `CONTRADICTED`: something
    contradicts it. `SINGLE`: nothing does either. `HEARSAY`: others told it to who says it. A claim
    may have several.
    """

    CORROBORATED = "corroborated"
    REPEATED = "repeated"
    CONTRADICTED = "contradicted"
    SINGLE = "single"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelySpeaker:
    """The person who leads for a voice; a hypothesis, unless people judged it."""

    person_id: str | None
    name: str
    probability: float
    judgement: Judgement
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidClaim:
    """One claim of the board.

    `aside` says why it asserts nothing ("joke", "denied" …), empty if it does. `unit` and `place`
    are those of the sentence or of its context, empty if nobody says one. `day_from` and `day_to`
    are the days that it speaks of or on which it was said (`dated_by`). `said_on` is the day of the
    call in the zone of the case. `themes` are those of the same words. `copy_of` is the SHA-256 of
    the best original if it stands on a copy.
    """

    located: LocatedClaim
    aside: str
    unit: str
    unit_from: UnitFrom
    place: str
    day_from: date | None
    day_to: date | None
    dated_by: Dated
    said_on: date | None
    themes: tuple[str, ...] = ()
    speaker: LikelySpeaker | None = None
    copy_of: str = ""

    @property
    def id(self) -> str:
        """That of the claim."""
        return self.located.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Every claim, by day and call, and what is known of each by its id. Facts by id; grades by
    claim, fact or speaker ("CALL/LABEL"). `is_weighed`: whether claims were compared. `kept` holds
    what was worked out from this board, and goes with it."""

    claims: Mapping[str, SaidClaim]
    relations: Mapping[str, tuple[Relation, ...]]
    echoes: Mapping[str, tuple[Echo, ...]]
    facts: Mapping[str, ExternalFact]
    judgements: Mapping[str, JudgementRecord]
    grades: Mapping[str, Grade]
    is_weighed: bool
    kept: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """What the board is narrowed to; what is not given does not narrow.

    `unit` and `person` are parts of a name (of a person the whole id too), `place` is a place in
    any spelling. Days are inclusive. `grade` is a letter or a digit of the Admiralty code. `stated`
    is None where what is asked, denied or joked is wanted beside what is stated.
    """

    kind: str = ""
    unit: str = ""
    place: str = ""
    theme: str = ""
    person: str = ""
    first_day: date | None = None
    last_day: date | None = None
    bearing: Bearing | None = None
    verdict: Judgement | None = None
    grade: str = ""
    stated: bool | None = True
