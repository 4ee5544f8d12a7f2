"""The verb of the stage `translate`: turns in, sentences with their English out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from earwitness.calls.ports import TranslatedText, Translator
from earwitness.calls.translation.alignment import MOST_SENTENCES, align
from earwitness.calls.translation.beads import without_orphans
from earwitness.calls.translation.clauses import clauses_of, without_loops
from earwitness.calls.translation.sentences import Span, sentences_of, times_of
from earwitness.calls.translation.tying import Timed, tie
from earwitness.records.hearing import Flag, Segment, TimedEnglish, Turn
from earwitness.records.translation import HANDED_IN, PERSON, SPEECH, TranslatedSentence

VERSION = "5"
"""Raised whenever the same turns would be cut or aligned otherwise: part of the result's key."""

ANY_LANGUAGE = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What there is to translate: turns, whether people handed them in, and the segments that an
    engine made them of (their own translation's confidence)."""

    turns: tuple[Turn, ...]
    handed_in: bool = False
    segments: tuple[Segment, ...] = ()


def translate(
    sources: Sequence[Source], translators: Mapping[str, Translator]
) -> tuple[tuple[TranslatedSentence, ...], ...]:
    """The sentences of each source in order, each with its English.

    English of people leads: handed in, or edited. Else `translators`, by language or "any",
    translate each sentence; where there is none, the recogniser's own speech translation is tied
    to the sentences clause by clause. Where nobody translated, or the English stands with a
    neighbouring turn that says both, `engine` is empty.

    Raises:
        EngineFailed: a translator does not know a language.
        ModelDamaged: a model cannot be loaded.
    """
    drafts = [
        [
            sentence
            for number, turn in enumerate(source.turns)
            for sentence in _sentences(number, turn, source, translators)
        ]
        for source in sources
    ]
    english = _asked([one for own in drafts for one in own if one.engine == ""], translators)
    return tuple(tuple(_filled(one, translators, english) for one in own) for own in drafts)


def _sentences(
    number: int, turn: Turn, source: Source, translators: Mapping[str, Translator]
) -> list[TranslatedSentence]:
    spans = sentences_of(turn.text)
    if people := _people(turn, source):
        return _aligned(number, turn, spans, people, None)
    if _translator(turn.language, translators) is not None:
        return [_draft(number, turn, span, "", "", None) for span in spans]
    if source.handed_in or not any(one.translation for one in source.turns):
        return [_draft(number, turn, span, "", "", None) for span in spans]
    if not turn.translation and Flag.TRANSLATION_SHARED in turn.flags:
        return [_draft(number, turn, span, "", "", None) for span in spans]
    return _spoken(number, turn, spans, speech_confidence(turn, source.segments))


def _people(turn: Turn, source: Source) -> str:
    """Which people made the turn's English; "" if none did.

    An edit may leave the machine's English as it is, or leave it behind the text.
    """
    if not turn.translation or Flag.OUTDATED_TRANSLATION in turn.flags:
        return ""
    if turn.translated_by:
        return PERSON
    return HANDED_IN if source.handed_in else ""


def _translator(language: str, translators: Mapping[str, Translator]) -> Translator | None:
    plain = language.lower().partition("-")[0]
    return None if plain == "en" else translators.get(plain, translators.get(ANY_LANGUAGE))


def _spoken(
    number: int, turn: Turn, spans: Sequence[Span], confidence: float | None
) -> list[TranslatedSentence]:
    """Sentences with clauses of the recogniser's English, which cuts its sentences otherwise.

    English that no sentence says joins its neighbour.
    """
    if not 2 <= len(spans) <= MOST_SENTENCES:
        return _aligned(number, turn, spans, SPEECH, confidence)
    said = [Timed(one.text, *times_of(turn, one.start, one.end)) for one in spans]
    whole = TimedEnglish(start_ms=turn.start_ms, end_ms=turn.end_ms, text=turn.translation)
    clauses = without_loops(list(clauses_of(whole)))
    drafts = []
    for (first, last), (start, end) in without_orphans(tie(said, clauses)):
        span = _joined(turn, spans[first:last])
        text = " ".join(clause.text for clause in clauses[start:end])
        drafts.append(_draft(number, turn, span, text, SPEECH, confidence if text else None))
    return drafts


def _joined(turn: Turn, spans: Sequence[Span]) -> Span:
    start, end = spans[0].start, spans[-1].end
    return Span(start=start, end=end, text=turn.text[start:end])


def _aligned(
    number: int, turn: Turn, spans: Sequence[Span], engine: str, confidence: float | None
) -> list[TranslatedSentence]:
    english = [span.text for span in sentences_of(turn.translation)]
    joined = []
    for (first, last), (start, end) in align([span.text for span in spans], english):
        span = _joined(turn, spans[first:last])
        text = " ".join(english[start:end])
        joined.append(_draft(number, turn, span, text, engine, confidence if text else None))
    return joined


def _draft(
    number: int, turn: Turn, span: Span, english: str, engine: str, confidence: float | None
) -> TranslatedSentence:
    start_ms, end_ms = times_of(turn, span.start, span.end)
    return TranslatedSentence(
        turn=number, start=span.start, end=span.end, start_ms=start_ms, end_ms=end_ms,
        text=span.text, language=turn.language, translation=english, engine=engine,
        confidence=confidence,
    )  # fmt: skip


def speech_confidence(turn: Turn, segments: Sequence[Segment]) -> float | None:
    """The confidence of a turn's own speech translation: of the segments in it, by their length.

    A recogniser says one mean log probability for the English of a whole clip.
    """
    own = [
        (max(1, segment.end_ms - segment.start_ms), segment.translation_log_probability)
        for segment in segments
        if segment.channel == turn.channel
        and segment.start_ms >= turn.start_ms
        and segment.end_ms <= turn.end_ms
    ]
    said = [(length, mean) for length, mean in own if mean is not None]
    if not said:
        return None
    total = sum(length for length, _ in said)
    return round(min(1.0, exp(sum(length * mean for length, mean in said) / total)), 3)


Key = tuple[str, str]


def _asked(
    sentences: Sequence[TranslatedSentence], translators: Mapping[str, Translator]
) -> dict[Key, TranslatedText]:
    """English by (language, text): the same sentence is asked once."""
    wanted: dict[str, dict[str, None]] = {}
    for sentence in sentences:
        wanted.setdefault(sentence.language, {})[sentence.text] = None
    english: dict[Key, TranslatedText] = {}
    for language, texts in wanted.items():
        translator = _translator(language, translators)
        if translator is not None:
            answers = translator.translate(tuple(texts), language)
            english |= {(language, t): a for t, a in zip(texts, answers, strict=True)}
    return english


def _filled(
    sentence: TranslatedSentence,
    translators: Mapping[str, Translator],
    english: Mapping[Key, TranslatedText],
) -> TranslatedSentence:
    translator = _translator(sentence.language, translators)
    if sentence.engine or translator is None:
        return sentence
    answer = english[sentence.language, sentence.text]
    return replace(
        sentence,
        translation=answer.text.strip(),
        engine=translator.name,
        confidence=answer.confidence,
    )
