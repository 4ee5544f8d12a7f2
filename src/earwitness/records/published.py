"""What the world may see of a release. There is no place here for work data.

Nothing of the case can be said in these types: no id of a call, no hash, no line, no path, no
moment of a recording. A person chose every text in them. Publishers see these types and no others
(an import contract, and a test that walks the fields).
"""

from dataclasses import dataclass
from enum import StrEnum


class TextMark(StrEnum):
    """What was done to a word, or how sure it is. Every mark is shown to the reader."""

    UNCERTAIN = "uncertain"
    EDITED = "edited"
    COVERED = "covered"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWord:
    """One word of a caption; times in ms from the start of the clip."""

    start_ms: int
    end_ms: int
    text: str
    marks: tuple[TextMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCaption:
    """What one speaker says in one breath; times in ms from the start of the clip.

    `text` is the whole caption; `words` are its words with their times, none where only the whole
    is timed (a translation). `speaker` is a shown name, "" if it is not said who speaks.
    """

    start_ms: int
    end_ms: int
    speaker: str
    text: str
    words: tuple[PublishedWord, ...] = ()
    marks: tuple[TextMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTrack:
    """One text of a clip in one language ("ru", "uk", "en").

    `made_by` says in words who wrote it down or translated it ("a machine, checked by a person").
    """

    language: str
    is_translation: bool
    made_by: str
    captions: tuple[PublishedCaption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSpeaker:
    """How a speaker is named, and what is said of him ("a soldier", "his mother")."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFact:
    """A fact that a person chose to say: "Place", "near Bucha"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedGrade:
    """A grade by the Admiralty code, and what it is about; "" where it is not graded."""

    about: str
    source: str
    information: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAudio:
    """A clip encoded afresh from samples. `extension` without a dot ("mp3"), `media_type` as in
    HTML. `changes` say in words what was done to it ("words covered", "voice disguised").
    `delay_ms`: by how much a player is late with it; the times of captions count it in."""

    data: bytes
    extension: str
    media_type: str
    duration_ms: int
    changes: tuple[str, ...] = ()
    delay_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedClip:
    """One clip. `id` is random and says nothing; it names the files of the clip.

    Withdrawn: only `id`, `title` and `withdrawn` (why, in words) are left.
    """

    id: str
    title: str
    duration_ms: int
    speakers: tuple[PublishedSpeaker, ...] = ()
    tracks: tuple[PublishedTrack, ...] = ()
    audio: PublishedAudio | None = None
    facts: tuple[PublishedFact, ...] = ()
    grades: tuple[PublishedGrade, ...] = ()
    warnings: tuple[str, ...] = ()
    note: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFinding:
    """A finding that was approved: what the newsroom says, and the clip it rests on."""

    id: str
    text: str
    clip_id: str
    grade: PublishedGrade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCorrection:
    """What was corrected or withdrawn after it had been public; `on` a day, ISO 8601."""

    on: str
    text: str
    clip_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRelease:
    """A whole release, in the order in which it is shown.

    `id` is random. `language` is that of the page ("en", "uk", "ru"). `published_on` is a day that
    a person chose, ISO 8601, or "". `method`, `known`, `not_known` and `selection` are paragraphs:
    how it was checked, what is and is not known of the source, how the clips were chosen.
    """

    id: str
    title: str
    language: str
    newsroom: str = ""
    published_on: str = ""
    introduction: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    selection: tuple[str, ...] = ()
    clips: tuple[PublishedClip, ...] = ()
    findings: tuple[PublishedFinding, ...] = ()
    corrections: tuple[PublishedCorrection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """One file of a package: a path inside it with "/" between its parts, and its bytes."""

    path: str
    data: bytes
