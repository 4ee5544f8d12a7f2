"""What somebody has against a clip that is to go out, and what was answered."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One objection to a clip of a release; or, if `answers` is the id of one, what ends that.

    `subject` is the SHA-256 of the clip's recording, `clip_id` its public id. `by` said it, with
    the reason `why`.
    """

    id: str
    subject: str
    release: str
    clip_id: str
    by: str
    at: datetime
    why: str
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """An objection with what was answered; None: it stands open."""

    objection: Objection
    answer: Objection | None = None
