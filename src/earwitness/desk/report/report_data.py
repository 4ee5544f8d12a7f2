"""What the report of a case shows: records, gathered by `app`, nothing loaded here."""

from dataclasses import dataclass
from datetime import datetime

from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.contrast import Contrast
from earwitness.records.custody import Judged, Provenance
from earwitness.records.declaration import Disagreement
from earwitness.records.delivery import DeliveredBatch
from earwitness.records.disagreement import Comparison
from earwitness.records.examination import Observation
from earwitness.records.hearing import AudioFacts, Transcript
from earwitness.records.losses import LossRow
from earwitness.records.problem import Problem
from earwitness.records.profile import LineLookup, Profile, ProfileSource
from earwitness.records.recording import CallListRow, Recording
from earwitness.records.signals import Signals
from earwitness.records.support import ExternalFact, Relation
from earwitness.records.translation import SentencePair

# The measured word error rates behind this sentence are in `shared/README.md` (0.15 to 0.49).
CAUTION = (
    "Transcripts and translations were made by a machine. They are a way to find a call, not "
    "evidence of what is said in it. Listen to the recording, and let a person who speaks the "
    "language check every name, number and place before anything is published."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Figures of the whole case.

    `minutes` of decoded sound, duplicates left out; `heard_share` from 0 to 1 of the recordings
    that have a transcript, None when there is no recording.
    """

    recordings: int
    calls: int
    minutes: float
    heard_share: float | None
    problems: int
    duplicates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecording:
    """One recording of a call. `duplicate_of` is the SHA-256 of the one that stands for it.

    `hints` are those of the technical examination: reasons to listen, never proof. `sentences`
    are those of its leading transcript with their English. `comparison` says what a second
    recogniser heard differently, where there was one. `signals` is what the line
    itself sounds like.
    """

    recording: Recording
    facts: AudioFacts | None = None
    transcript: Transcript | None = None
    duplicate_of: str = ""
    hints: tuple[Observation, ...] = ()
    sentences: tuple[SentencePair, ...] = ()
    comparison: Comparison | None = None
    signals: Signals | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCall:
    """One call with all that was found in it; `rows` of call lists, `disagreements` of sources.

    `claims` are asserted; `unasserted` are asked, denied, planned, supposed or joked.
    """

    call: Call
    recordings: tuple[ReportRecording, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[LocatedClaim, ...] = ()
    unasserted: tuple[LocatedClaim, ...] = ()
    themes: tuple[ThemeMark, ...] = ()
    rows: tuple[CallListRow, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPerson:
    """A person who may speak in the archive, with the attributions that say so."""

    person_id: str
    name: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One line (E.164), in how many calls it is on which side, how often it is said in calls, and
    what each source says of it."""

    line: str
    calls_as_caller: int
    calls_as_called: int
    lookups: tuple[LineLookup, ...] = ()
    times_said: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What a person thinks of a claim: source A to F, information 1 to 6, either may be empty."""

    claim_id: str
    source: str
    information: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUsed:
    """An engine or model that made something in this case, and what is published about it."""

    provenance: Provenance
    model_id: str = ""
    licence: str = ""
    accuracy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """All of the report.

    `made_at` is aware; `time_zone` (IANA) is the case's, in which times are shown.
    `selection_caveat` says that a selection is no sample; `deliveries` how each was chosen, in
    the words of the team.
    `profiles` are those that attributions and lookups refer to. `relations` are between claims and
    published `facts`; `grades` are people's.
    """

    case_name: str
    made_at: datetime
    version: str
    time_zone: str
    counts: Counts
    selection_caveat: str = ""
    deliveries: tuple[DeliveredBatch, ...] = ()
    caution: str = CAUTION
    calls: tuple[ReportCall, ...] = ()
    persons: tuple[ReportPerson, ...] = ()
    losses: tuple[LossRow, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    relations: tuple[Relation, ...] = ()
    facts: tuple[ExternalFact, ...] = ()
    grades: tuple[Graded, ...] = ()
    lines: tuple[ReportLine, ...] = ()
    sources: tuple[ProfileSource, ...] = ()
    profiles: tuple[Profile, ...] = ()
    problems: tuple[Problem, ...] = ()
    models: tuple[ModelUsed, ...] = ()
    judgements: tuple[Judged, ...] = ()
