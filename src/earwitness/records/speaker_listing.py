"""The list of speakers: one side of a call, with who it may be and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from earwitness.records.attribution import Judgement


class SpeakerState(StrEnum):
    """What people decided about a speaker: nothing yet, who it is, or only that somebody is not it
    or that it cannot be told."""

    WAITING = "waiting"
    DECIDED = "decided"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCandidate:
    """One candidate for one side of a call; of "nobody in the sources" `person` is "".

    `attribution` is its id, `profiles` are references ("source:profile_id").
    """

    call_id: str
    side: str
    speaker_label: str
    line: str
    attribution: str
    person: str
    name: str
    probability: float
    judgement: Judgement
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVoice:
    """One voice that stands in a group: hypothesis of one speaker across calls."""

    group: str
    voice: str
    call_id: str
    sha256: str
    speaker_label: str
    speech_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerFilter:
    """What the list is narrowed to; what is not given does not narrow. `line` and `person` are
    parts of a number or a name (of a person the whole id too), `profile` and `call_id` exact."""

    line: str = ""
    person: str = ""
    profile: str = ""
    call_id: str = ""
    state: SpeakerState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSpeaker:
    """One side of a call. `candidates` come likeliest first."""

    call_id: str
    side: str
    state: SpeakerState
    candidates: Sequence[ListedCandidate]

    @property
    def line(self) -> str:
        """Its line, "" if unknown."""
        return self.candidates[0].line if self.candidates else ""

    @property
    def speaker_label(self) -> str:
        """Its label in the recording."""
        return self.candidates[0].speaker_label if self.candidates else ""
