"""A recording in English: sentences tied to their source, and what speaks against each."""

from dataclasses import dataclass
from enum import StrEnum

SPEECH, HANDED_IN, PERSON = "speech", "handed-in", "person"
"""Where English comes from besides a text engine: the recogniser's own, a file that was handed
in with the recordings, or somebody's edit."""


class DoubtKind(StrEnum):
    """What a check between source and translation found. Nothing is hidden or changed by it."""

    NUMBER_LOST = "number_lost"
    NUMBER_ADDED = "number_added"
    NAME_LOST = "name_lost"
    NEGATION_LOST = "negation_lost"
    NEGATION_ADDED = "negation_added"
    GLOSSARY_MISSED = "glossary_missed"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    REPETITION = "repetition"
    UNTRANSLATED = "untranslated"


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationDoubt:
    """One doubt. `source` and `translation` are the words it rests on; either may be empty."""

    kind: DoubtKind
    source: str
    translation: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedSentence:
    """A sentence of a turn and its English.

    `turn` counts the turns of the recording from 0; `start` and `end` are characters of that
    turn's text, `start_ms` and `end_ms` times in the recording. Where one English sentence
    stands for several of the source, they are one here. `engine` is "speech", "handed-in",
    "person", or the text engine's name; empty: nobody translated. `confidence` is the engine's
    own: the geometric mean of its token probabilities, 0 to 1; None if nobody says.
    """

    turn: int
    start: int
    end: int
    start_ms: int
    end_ms: int
    text: str
    language: str
    translation: str
    engine: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """One term of a glossary.

    `term` is one or more words of the source in dictionary form. `meaning` is shown beside it.
    `renderings` are English words of which a translation must have one; empty: not checked.
    `kind` is free ("slang", "unit", "slur" …); a `slur` is marked as such where it is shown.
    """

    term: str
    meaning: str
    renderings: tuple[str, ...] = ()
    kind: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFound:
    """A term of the glossary in a sentence; `start` and `end` are characters of the sentence."""

    term: str
    found: str
    start: int
    end: int
    meaning: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSentence:
    """What the checks say of one sentence, in the order of the translation's sentences."""

    doubts: tuple[TranslationDoubt, ...] = ()
    terms: tuple[TermFound, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencePair:
    """A sentence with its English, and what the checks say of it (None: not checked yet)."""

    sentence: TranslatedSentence
    checked: CheckedSentence | None = None
