"""Support: how claims bear on each other, on published facts, and what people make of both."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from earwitness.records.attribution import Judgement
from earwitness.records.claim import Claim, ClaimUnit, LocatedClaim

RelationName = Literal["supports", "contradicts", "compatible", "unrelated"]
EchoReason = Literal[
    "same_words",
    "same_call",
    "same_person",
    "same_voice",
    "common_source",
    "same_family",
    "same_phone",
]

SOURCE_GRADES = "ABCDEF"
"""Reliability of a source. Source: Admiralty code, NATO STANAG 2511 / AJP-2.1."""

INFORMATION_GRADES = "123456"
"""Credibility of what is said. Source: as `SOURCE_GRADES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalFact:
    """One row of a file of published facts, as a sourced claim of its own.

    `id` begins with "fact-" and follows from what the row says and from `source`, so that the same
    row of a longer file is the same fact. `sha256` is of the file, `row` counts from 1 below the
    heading. `happened_from` and `happened_to` are days, both inclusive. `claim` holds what can be
    compared: kind, object, unit, quantities, place; its kind is "event" if the row names none.
    `person` is whom a row of kind "member" puts into the unit: a name, or the id of a person.
    """

    id: str
    sha256: str
    row: int
    event: str
    source: str
    happened_from: date
    happened_to: date
    claim: Claim
    url: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFile:
    """One version of a file of published facts, as read. `bad_rows` are numbers of rows that were
    left out; `source` is what was said of all of it."""

    sha256: str
    name: str
    version: int
    read_at: datetime
    read_by: str
    source: str = ""
    facts: tuple[ExternalFact, ...] = ()
    bad_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim or a fact, with who stands behind it.

    `id` is that of the claim or of the fact, `sha256` of its recording. `speaker` names one voice
    of one call ("CALL/LABEL"; empty for a fact). `line` is the phone that he speaks on, `family`
    the called line of the call: both E.164, if known. `voice_group` is the id of a group that the
    house's rule made. `person_id` is the likeliest person with `probability`; `judgement` is what
    people decided about that. `claim` is what is said, with unit, place and hearsay filled from
    the context. `day_from` and `day_to` are the days meant, or None; `said_at` is when it was said.
    `units` are those of `claim`, or what they were found to be, and `unit_why` says how.
    """

    id: str
    claim: Claim
    source: Literal["call", "external"] = "call"
    call_id: str = ""
    sha256: str = ""
    speaker: str = ""
    side: str = ""
    line: str | None = None
    family: str | None = None
    voice_group: str = ""
    person_id: str | None = None
    person_name: str = ""
    probability: float | None = None
    judgement: Judgement = Judgement.NONE
    said_at: datetime | None = None
    day_from: date | None = None
    day_to: date | None = None
    units: tuple[ClaimUnit, ...] = ()
    unit_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One field of a comparison, in words: which field, and what was found."""

    field: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two statements bear on each other. The machine's, never a person's.

    `left` < `right` (ids of claims or facts), for the relation is symmetric. `fields` are those
    that decided it. `supersedes` is the id of the later one of two by the same speaker, where it
    takes the place of his earlier one; such a pair does not contradict.
    """

    left: str
    right: str
    relation: RelationName
    why: str
    fields: tuple[str, ...] = ()
    supersedes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """Claims that may count as one, and why.

    `certain`: they do count as one (the same speaker); otherwise they possibly do. A shared phone
    is only a warning (a number is not a speaker): it is never certain.
    """

    reason: EchoReason
    why: str
    claim_ids: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """From how many men a matter comes: at least `low`, at most `high`, with the echoes found."""

    low: int
    high: int
    echoes: tuple[Echo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Claims and facts about one thing: equal kind and object, fitting unit, place and time.

    `units` small to large; `unit`, `place` and `object` are empty where nobody says one.
    `day_from` and `day_to` span the days meant, or those on which it was said (`by_said_at`).
    `claim_ids` are the claims of calls, `fact_ids` those from outside; `steps` say why they are
    together. `relations` are between them (none that are unrelated); `unshown` counts those that
    were left out because there are too many. `compatible_matters` are ids of others that may be a
    part or a whole of this one.
    """

    id: str
    kind: str
    object: str
    unit: str
    units: tuple[ClaimUnit, ...]
    place: str
    day_from: date | None
    day_to: date | None
    by_said_at: bool
    claim_ids: tuple[str, ...]
    fact_ids: tuple[str, ...]
    independence: Independence
    relations: tuple[Relation, ...] = ()
    unshown: int = 0
    steps: tuple[Step, ...] = ()
    compatible_matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What the stage `support` keeps of a case: every matter, by id."""

    matters: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What a person thinks of a source and of what it says, by the Admiralty code.

    `subject` is the id of a claim, of a fact, or of a speaker ("CALL/LABEL"). `source` is a letter
    A–F or empty, `information` a digit 1–6 or empty. Only ever added; `supersedes` is the id of
    the grade of the same subject that led before. A grade with neither takes back. `judged` says
    what was graded, as it was then.
    """

    id: str
    subject: str
    source: str
    information: str
    why: str
    by: str
    at: datetime
    supersedes: str = ""
    judged: "JudgedClaim | None" = None
    recordings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim as it was when somebody judged or graded it: it is found again by its span and kind
    when another extraction gives it another id."""

    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    speaker_label: str
    kind: str
    quote: str


def judged_claim(located: LocatedClaim) -> JudgedClaim:
    """What is kept of a claim beside a judgement or grade."""
    return JudgedClaim(
        call_id=located.call_id,
        sha256=located.sha256,
        start_ms=located.start_ms,
        end_ms=located.end_ms,
        speaker_label=located.speaker_label,
        kind=located.claim.kind,
        quote=located.claim.quote,
    )
