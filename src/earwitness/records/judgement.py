"""What people decided: only ever added to; a later decision supersedes, and erases nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from earwitness.records.attribution import Judgement
from earwitness.records.support import JudgedClaim

PAIR_OF_PROFILES = "="
"""Between the references of two profiles in a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRecord:
    """One decision of one person, with the reason.

    `subject` is the id of an attribution, of a claim, of a pair of voices
    (`voice_groups.voice_pair_id`), or of a pair of profiles (`profile_pair_id`). Verdict NONE takes
    back what it supersedes; `supersedes` is the id of the decision on the same subject that led
    before, "" of the first.

    The rest says what was judged, as it was then: ids of attributions change when sources are
    added. Of an attribution: its call, its side ("caller", "called"), the name shown, and the
    profiles of the person (none: nobody in the sources). Of a pair of profiles: both references.
    Of a claim: `judged`; its call does not stand in `call_id`, which is for speakers.
    `recordings` are the SHA-256 of what it tells of, which goes with them when they are forgotten.
    """

    id: str
    subject: str
    verdict: Judgement
    why: str
    by: str
    at: datetime
    supersedes: str = ""
    call_id: str = ""
    side: str = ""
    person_name: str = ""
    profiles: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()
    judged: JudgedClaim | None = None


class Said(Protocol):
    """What somebody said about a subject: a decision, a comment, an objection."""

    @property
    def id(self) -> str:
        """Its own id."""
        ...

    @property
    def subject(self) -> str:
        """What it is about."""
        ...

    @property
    def at(self) -> datetime:
        """When it was made."""
        ...


class Decision(Said, Protocol):
    """What supersedes another of the same subject: a judgement, a grade, a restriction."""

    @property
    def supersedes(self) -> str:
        """The id of the one before, "" of the first."""
        ...


AnySaid = TypeVar("AnySaid", bound=Said)
AnyDecision = TypeVar("AnyDecision", bound=Decision)


def profile_pair_id(left: str, right: str) -> str:
    """The subject of a decision about two profiles ("source:profile_id"); order is no matter."""
    return PAIR_OF_PROFILES.join(sorted((left, right)))


def leading(records: Iterable[AnyDecision]) -> Mapping[str, AnyDecision]:
    """Subject → the decision that leads, be it to take one back.

    It is one that no other on the same subject supersedes; where two do not know of each other (a
    bag of another team was taken in), the newer one. So it is where a forged bag lets decisions
    supersede each other in a circle.
    """
    known = sorted(records, key=lambda one: (one.at, one.id))
    superseded = {(one.subject, one.supersedes) for one in known}
    newest = {one.subject: one for one in known}
    return newest | {one.subject: one for one in known if (one.subject, one.id) not in superseded}


def earlier(one: AnyDecision, own: Iterable[AnyDecision]) -> list[AnyDecision]:
    """Of all decisions on one subject those that are older, newest first."""
    older = (other for other in own if (other.at, other.id) < (one.at, one.id))
    return sorted(older, key=lambda other: (other.at, other.id), reverse=True)


def in_force(records: Iterable[JudgementRecord]) -> tuple[JudgementRecord, ...]:
    """The leading decisions that were not taken back, by time."""
    found = [one for one in leading(records).values() if one.verdict is not Judgement.NONE]
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))
