"""What is heard in a recording: audio facts, speech, words, segments, turns, transcripts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

UNKNOWN_SPEAKER = "unknown"


def channel_of(speaker_label: str) -> str:
    """The label of the channel in the label of one of its voices ("channel-0/voice-2")."""
    return speaker_label.partition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioFacts:
    """What decoding showed. `sample_rate` in Hz, `duration_ms` of decoded sound.

    `channels` are the file's; `identical_channels` says that both of two carry the same sound,
    so that they are one channel to a listener. `assumed_format` is set when the file carries no
    format and one was assumed; `lost_packets` were undecodable and stand as silence, so that
    times stay true.
    """

    sha256: str
    container: str
    codec: str
    sample_rate: int
    channels: int
    duration_ms: int
    assumed_format: str = ""
    lost_packets: int = 0
    identical_channels: bool = False

    @property
    def heard_channels(self) -> int:
        """2 for a real stereo recording, else 1: more than two were mixed when decoding."""
        return 2 if self.channels == 2 and not self.identical_channels else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSpan:
    """A span of one channel in which somebody speaks."""

    channel: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word; `confidence` is the recogniser's own, 0 to 1.

    `by_person`: a person wrote it. Its confidence is then 1, for nobody measured it, and its time
    is shared out between its neighbours.
    """

    text: str
    start_ms: int
    end_ms: int
    confidence: float
    by_person: bool = False


class Flag(StrEnum):
    """Why a heard span deserves doubt. Such spans are kept and marked, never dropped."""

    REPETITION = "repetition"
    NO_SPEECH = "no_speech"
    LOW_CONFIDENCE = "low_confidence"
    LANGUAGE_FLIP = "language_flip"
    STOCK_PHRASE = "stock_phrase"
    REHEARD = "reheard"
    IMPORTED = "imported"
    EDITED = "edited"
    OUTDATED_TRANSLATION = "outdated_translation"
    TRANSLATION_LOOP = "translation_loop"
    TRANSLATION_SHARED = "translation_shared"
    OVERLAPPED = "overlapped"


INVENTION_FLAGS = frozenset(
    {Flag.REPETITION, Flag.NO_SPEECH, Flag.LANGUAGE_FLIP, Flag.STOCK_PHRASE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedEnglish:
    """A piece of a recogniser's own English with the times that it gives, in the recording."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One sentence-like piece that the recogniser heard on one channel.

    `detected_language` is what the engine detected among all languages it knows, with
    `language_probability` (0: it does not say); no setting changes it. `heard_language` is the one
    that the words were written in ("": the engine does not say).
    `translation` is the recogniser's own English, `translation_log_probability` the mean natural
    log of its token probabilities (None: not said; one value for all of a clip). `english` are the
    pieces of it with their times, and `clip_start_ms` the start of the clip that was heard at once
    (None: not said): the English of a clip belongs to all of its segments, and is tied to their
    sentences when turns are made.
    `mean_log_probability` and `no_speech_probability` are the recogniser's. `first_hearing` keeps
    the first text where the span was heard again with other settings.
    """

    channel: int
    start_ms: int
    end_ms: int
    text: str
    detected_language: str
    words: tuple[Word, ...] = ()
    translation: str = ""
    mean_log_probability: float = 0.0
    no_speech_probability: float = 0.0
    flags: tuple[Flag, ...] = ()
    first_hearing: str = ""
    heard_language: str = ""
    language_probability: float = 0.0
    translation_log_probability: float | None = None
    english: tuple[TimedEnglish, ...] = ()
    clip_start_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A span in which one voice speaks. `speaker_label` is local to the recording.

    `language` is what the text is taken to be in: said by a person, else `declared_language` (the
    one language of the case's settings), else the one it was heard in. `detected_language` is what
    was detected in the sound; no setting changes it. `edited_by` names the person whose edit this
    is, `version` the version that brought it (0: none), `translated_by` the person who wrote the
    translation in an edit ("": it is the machine's, or handed in).
    """

    start_ms: int
    end_ms: int
    speaker_label: str
    channel: int
    language: str
    text: str
    translation: str = ""
    words: tuple[Word, ...] = ()
    flags: tuple[Flag, ...] = ()
    declared_language: str = ""
    detected_language: str = ""
    edited_by: str = ""
    version: int = 0
    translated_by: str = ""


class TranscriptOrigin(StrEnum):
    """Who made a transcript. A person's leads; an engine's never replaces it."""

    ENGINE = "engine"
    IMPORTED = "imported"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One version of what is said in a recording; versions stand beside each other."""

    sha256: str
    origin: TranscriptOrigin
    author: str
    created_at: datetime
    turns: tuple[Turn, ...]
