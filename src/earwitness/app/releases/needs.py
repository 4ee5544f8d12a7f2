"""What a draft still needs, or would gain from: each with what it is and what to type."""

from dataclasses import dataclass
from enum import StrEnum


class NeedKind(StrEnum):
    """What keeps a draft from being built, and what readers would miss."""

    NOTHING_CHOSEN = "nothing_chosen"
    RECORDING_GONE = "recording_gone"
    UNTITLED = "untitled"
    NOTHING_GOES_OUT = "nothing_goes_out"
    RESTRICTED = "restricted"
    UNWARNED = "unwarned"
    SUGGESTIONS = "suggestions"
    FINDING_UNJUDGED = "finding_unjudged"
    GRADE_CHANGED = "grade_changed"
    UNSAID = "unsaid"
    UNNAMED = "unnamed"
    SILENT_PUBLISHER = "silent_publisher"
    NEVER_SAID = "never_said"
    ENGLISH_UNREAD = "english_unread"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One of them. `told` is the command line's sentence. `clips` are the clips that it is about;
    `number` counts what waits; `names` are what is meant: fields, reasons, a publisher, a claim."""

    kind: NeedKind
    told: str
    clips: tuple[str, ...] = ()
    number: int = 0
    names: tuple[str, ...] = ()
