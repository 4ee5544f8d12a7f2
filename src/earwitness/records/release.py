"""What people decide about a release: what is chosen, what is covered, who signed. Work data."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from earwitness.records.gate import GateReport
from earwitness.records.published import PublishedCorrection, PublishedFact, PublishedGrade


class AudioChoice(StrEnum):
    """What of the sound goes out. Text only is the safest."""

    NONE = "none"
    PLAIN = "plain"
    DISGUISED = "disguised"


class TextChoice(StrEnum):
    """A text that may go with a clip."""

    ORIGINAL = "original"
    TRANSLATION = "translation"


class CoverSound(StrEnum):
    """What is heard in place of covered words."""

    BLEEP = "bleep"
    SILENCE = "silence"


class CoverReason(StrEnum):
    """Why words are covered."""

    NUMBER = "number"
    SURNAME = "surname"
    NAME = "name"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    UNIT = "unit"
    PLACE = "place"
    OTHER = "other"


class RestrictionReason(StrEnum):
    """Why a clip may not go out before a person lifts the restriction with a reason."""

    SEXUAL_VIOLENCE = "sexual_violence"
    DEAD_OR_WOUNDED = "dead_or_wounded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A span that is covered in sound and text; times in ms of the recording, not of the clip."""

    start_ms: int
    end_ms: int
    reason: CoverReason
    sound: CoverSound = CoverSound.BLEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedCover:
    """A cover that the machine suggests: over which words, and why. A person takes it or not."""

    start_ms: int
    end_ms: int
    reason: CoverReason
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSpeaker:
    """How the speaker of a label is named in a clip: a first name, a role, a pseudonym."""

    speaker_label: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A name that is said, in dictionary form, and what stands in its place in every inflection.

    `english` is what stands in English text; empty: `shown` in Latin letters. In sound the name is
    covered."""

    said: str
    shown: str
    english: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipChoice:
    """A piece of a call that a person chose.

    `id` is random (it names the published files). `sha256` is the recording, `start_ms` and
    `end_ms` its span; `channels` the channels that are heard, none named: all, mixed. `facts` and
    `grades` are what is said of it. `restricted` is found by the machine; `lifted_why` and
    `lifted_by` lift that. `dismissed` are the spans of suggested covers that a person refused.
    `translation_checked` is the digest of the English that a person read and found to say nothing
    covered (`publication.captions.english.CheckableTranslation`), `translation_checked_by` that
    person; as soon as the English is another, it holds no more.
    """

    id: str
    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    title: str
    texts: tuple[TextChoice, ...] = (TextChoice.ORIGINAL, TextChoice.TRANSLATION)
    audio: AudioChoice = AudioChoice.NONE
    channels: tuple[int, ...] = ()
    covers: tuple[Cover, ...] = ()
    dismissed: tuple[SuggestedCover, ...] = ()
    speakers: tuple[ShownSpeaker, ...] = ()
    renames: tuple[Rename, ...] = ()
    facts: tuple[PublishedFact, ...] = ()
    grades: tuple[PublishedGrade, ...] = ()
    warnings: tuple[str, ...] = ()
    note: str = ""
    restricted: tuple[RestrictionReason, ...] = ()
    lifted_why: str = ""
    lifted_by: str = ""
    withdrawn: str = ""
    translation_checked: str = ""
    translation_checked_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChoice:
    """A finding that is said: a judged claim of the case in the words of the newsroom.

    `claim_id` is the claim that a person judged; it never leaves. `clip_id` is that of a clip of
    the release.
    """

    id: str
    claim_id: str
    text: str
    clip_id: str
    grade: PublishedGrade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDraft:
    """One version of what is chosen for a release; versions begin with 1, and none is changed.

    `name` is what the team calls it inside; it never goes out. `public_id` is random. `publishers`
    name what is made (`html`, `audio`, …). `ordered` says that a person set the order of the clips;
    without that they stand by their random ids. `withdrawn` says why all of it was taken back.
    """

    name: str
    version: int
    public_id: str
    title: str
    by: str
    at: datetime
    why: str = ""
    language: str = "en"
    newsroom: str = ""
    published_on: str = ""
    introduction: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    selection: tuple[str, ...] = ()
    clips: tuple[ClipChoice, ...] = ()
    findings: tuple[FindingChoice, ...] = ()
    corrections: tuple[PublishedCorrection, ...] = ()
    publishers: tuple[str, ...] = ("html",)
    ordered: bool = False
    withdrawn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFile:
    """One file of a package; `path` with "/" between its parts."""

    path: str
    sha256: str
    byte_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A package as it was built from one version of a draft; numbers begin with 1.

    `package_digest` is over the list of its files: paths and SHA-256.
    """

    release: str
    number: int
    draft_version: int
    package_digest: str
    files: tuple[PackageFile, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One person signs exactly these bytes. Void as soon as the package's digest is another."""

    id: str
    release: str
    edition: int
    package_digest: str
    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLook:
    """What the gate saw of an edition, once.

    It counts for exactly these bytes and these identifiers: `identifiers_digest` is a salted digest
    of the set that it looked for (`store.salts`). `actor` is the account that had it look.
    """

    id: str
    release: str
    edition: int
    package_digest: str
    identifiers_digest: str
    report: GateReport
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One person accepts one finding of the gate in exactly these bytes, with a reason; two
    different people must. `finding_id` may be that of something that could not be opened."""

    id: str
    release: str
    edition: int
    package_digest: str
    finding_id: str
    by: str
    at: datetime
    why: str


class ReleaseEvent(StrEnum):
    """What became of an edition."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseStep:
    """An edition became public, or was taken back."""

    id: str
    release: str
    edition: int
    package_digest: str
    event: ReleaseEvent
    by: str
    at: datetime
    why: str = ""
