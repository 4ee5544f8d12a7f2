"""The translation of a clip, with what is covered and renamed taken out of it."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.publication.captions.english_covers import (
    CoveredWords,
    covered_words,
    without_covered,
    without_strays,
)
from earwitness.publication.captions.marks import COVERED_TEXT
from earwitness.publication.captions.original import is_inside
from earwitness.publication.covering import is_covered
from earwitness.publication.naming.renaming import Renamer
from earwitness.publication.spoken import Spoken, spoken
from earwitness.publication.work import RecordingWork
from earwitness.records.hearing import Flag, Turn
from earwitness.records.published import TextMark
from earwitness.records.release import ClipChoice
from earwitness.records.translation import PERSON, TranslatedSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishSentence:
    """A sentence of the translation in a clip; times in ms of the recording.

    `text` is without all that was found to be covered. Not `sure`: something covered may still be
    in it, so that it is shown after a person has read it only. `sentence` is where it comes from.
    """

    start_ms: int
    end_ms: int
    speaker_label: str
    text: str
    sure: bool
    marks: tuple[TextMark, ...]
    sentence: TranslatedSentence

    @property
    def safe_text(self) -> str:
        """What is shown as long as nobody has read it."""
        return self.text if self.sure else COVERED_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckableTranslation:
    """The English of a clip as a person has to read it: with nothing covered in it, `digest` goes
    into `ClipChoice.translation_checked`. Other English has another digest."""

    sentences: tuple[EnglishSentence, ...]
    digest: str

    @property
    def unsure(self) -> int:
        """How many sentences are shown as "[…]" as long as nobody has read them."""
        return sum(not one.sure for one in self.sentences)


def checkable_translation(clip: ClipChoice, work: RecordingWork) -> CheckableTranslation:
    """The English of a clip. Sentences that cross its edge are "[…]" throughout."""
    renamer = Renamer(clip.renames)
    pieces = list(_pieces(clip, work))
    secrets = covered_words(
        word.text
        for turn in work.turns
        if turn.end_ms > clip.start_ms and turn.start_ms < clip.end_ms
        for word in spoken(turn)
        if is_covered(word.start_ms, word.end_ms, clip.covers)
    )
    found = tuple(_english(piece, clip, renamer, secrets) for piece in pieces)
    told = [(one.start_ms, one.end_ms, one.text) for one in found]
    written = json.dumps(told, ensure_ascii=False).encode()
    return CheckableTranslation(sentences=found, digest=hashlib.sha256(written).hexdigest())


def is_read(clip: ClipChoice, translation: CheckableTranslation) -> bool:
    """Whether a person has read exactly this English."""
    return bool(clip.translation_checked_by) and clip.translation_checked == translation.digest


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence with the turn and the words that it is the English of."""

    sentence: TranslatedSentence
    turn: Turn
    words: tuple[Spoken, ...]


def _pieces(clip: ClipChoice, work: RecordingWork) -> Iterator[_Piece]:
    """Translated sentences that have words in the clip."""
    tied = {sentence.turn for sentence in work.sentences if sentence.translation.strip()}
    for place, turn in enumerate(work.turns):
        overlaps = turn.end_ms > clip.start_ms and turn.start_ms < clip.end_ms
        if not overlaps or (clip.channels and turn.channel not in clip.channels):
            continue
        own = (
            [one for one in work.sentences if one.turn == place]
            if place in tied
            else [_whole(place, turn)]
        )
        words = spoken(turn)
        for sentence in own:
            said = tuple(word for word in words if _belongs(word, sentence))
            inside = any(is_inside(clip, word.start_ms, word.end_ms) for word in said)
            if sentence.translation.strip() and inside:
                yield _Piece(sentence, turn, said)


def _whole(place: int, turn: Turn) -> TranslatedSentence:
    """A turn as one sentence, where its English is not tied to sentences."""
    return TranslatedSentence(
        turn=place,
        start=0,
        end=len(turn.text) + 1,
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        text=turn.text,
        language=turn.language,
        translation=turn.translation,
        engine=PERSON if turn.translated_by else "",
    )


def _belongs(word: Spoken, sentence: TranslatedSentence) -> bool:
    if word.at >= 0:
        return sentence.start <= word.at < sentence.end
    return word.end_ms > sentence.start_ms and word.start_ms < sentence.end_ms


def _english(
    piece: _Piece, clip: ClipChoice, renamer: Renamer, secrets: CoveredWords
) -> EnglishSentence:
    inside = [word for word in piece.words if is_inside(clip, word.start_ms, word.end_ms)]
    text, sure, renamed = COVERED_TEXT, False, False
    if len(inside) == len(piece.words):
        text, sure, renamed = _cleared(piece, clip, renamer, secrets)
    return EnglishSentence(
        start_ms=inside[0].start_ms,
        end_ms=max(word.end_ms for word in inside),
        speaker_label=piece.turn.speaker_label,
        text=text,
        sure=sure or text == COVERED_TEXT,
        marks=_marks(piece, renamed=renamed),
        sentence=piece.sentence,
    )


def _cleared(
    piece: _Piece, clip: ClipChoice, renamer: Renamer, secrets: CoveredWords
) -> tuple[str, bool, bool]:
    """The English without covered words and said names; whether that is sure; whether a name was
    replaced."""
    english = " ".join(piece.sentence.translation.split())
    words = [word.text for word in piece.words]
    hidden = [
        word.text for word in piece.words if is_covered(word.start_ms, word.end_ms, clip.covers)
    ]
    sure = True
    if hidden:
        english, sure = without_covered(english, covered_words(hidden))
    english = without_strays(english, secrets, words)
    runs = renamer.find(words)
    english, replaced = renamer.in_english(english, {run.name for run in runs})
    named = {run.name for run in runs if _is_shown(piece, run.first, run.last, clip)}
    return english, sure and named <= replaced, bool(replaced)


def _is_shown(piece: _Piece, first: int, last: int, clip: ClipChoice) -> bool:
    """Whether a name is not covered anyway."""
    own: Sequence[Spoken] = piece.words[first : last + 1]
    return not all(is_covered(word.start_ms, word.end_ms, clip.covers) for word in own)


def _marks(piece: _Piece, *, renamed: bool) -> tuple[TextMark, ...]:
    marks = []
    if Flag.OUTDATED_TRANSLATION in piece.turn.flags:
        marks.append(TextMark.UNCERTAIN)
    if piece.sentence.engine == PERSON:
        marks.append(TextMark.EDITED)
    if renamed:
        marks.append(TextMark.RENAMED)
    return tuple(marks)
