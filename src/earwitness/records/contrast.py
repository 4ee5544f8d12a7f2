"""The other side's story: what is quoted from the state, beside what soldiers say."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from earwitness.records.support import ExternalFact

Role = Literal["soldier", "relative", "unknown"]
Strength = Literal["answer", "same_call", "same_days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGuess:
    """Who a voice of a call may be. A hypothesis, never an identity: `why` says by what, in words;
    with reasons for both, or none, the role is "unknown"."""

    role: Role = "unknown"
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One turn that quotes the official story, or that tells something else.

    `signs` say why it counts, in words. `topics` are its themes and kinds of claims; `places`,
    `units` what it names. `side` is "caller" or "called", empty if the voice is not tied to one.
    `day` is that of the call in the time zone of the case.
    """

    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    speaker_label: str
    side: str
    role: RoleGuess
    quote: str
    translation: str
    signs: tuple[str, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...]
    units: tuple[str, ...]
    claim_ids: tuple[str, ...]
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is said beside it. `strength`: the next turns of the same call answer it, the same call,
    or another call of the same days. `shared` are what both speak of, in words; empty for an
    answer in which nothing was recognised. `days_apart` is negative if it was said before."""

    saying: Saying
    strength: Strength
    shared: tuple[str, ...]
    days_apart: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One quotation of the official story, what is said beside it, and published facts of the same
    days. `unshown` counts what was left out of `beside` because there is too much."""

    id: str
    official: Saying
    beside: tuple[Beside, ...]
    unshown: int = 0
    facts: tuple[ExternalFact, ...] = ()
