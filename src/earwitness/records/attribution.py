"""Attributions: this speaker in this call is, or is not, this person."""

from dataclasses import dataclass
from enum import StrEnum


class Judgement(StrEnum):
    """What a person decided; a machine only suggests."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One reason. `weight` in log2 odds, positive for, negative against.

    `source` points to where it can be checked: "profile SOURCE:ID" or
    "call ID START_MS-END_MS".
    """

    kind: str
    detail: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A candidate for one speaker of one call.

    `speaker_label` is the label local to the recording (`unknown` on one channel),
    `side` "caller" or "called", `line` the E.164 number of that side if known.
    The candidate "nobody in the sources" has `person_id` None. `match_weight` is in log2 odds
    (prior included), `probability` follows from all candidates of the same speaker, and from what
    people decided about them; `judgement` is what was decided about this one.
    """

    id: str
    call_id: str
    speaker_label: str
    side: str
    line: str | None
    person_id: str | None
    person_name: str
    profiles: tuple[str, ...]
    match_weight: float
    probability: float
    evidence: tuple[EvidenceItem, ...] = ()
    against: tuple[EvidenceItem, ...] = ()
    next_check: str = ""
    judgement: Judgement = Judgement.NONE
