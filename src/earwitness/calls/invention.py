"""The guard against invention: which heard spans deserve doubt, and why.

Recognisers of Whisper's kind write fluent sentences over silence and noise, and fall into loops.
Nothing is deleted here; doubtful spans are marked.
"""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import replace
from math import log

from earwitness.records.hearing import INVENTION_FLAGS, Flag, Segment

MOST_COMPRESSION = 2.4
"""Text that packs better is a loop: Whisper's own default (Radford et al. 2022, section 4.5)."""

NO_SPEECH, NO_SPEECH_CONFIDENCE = 0.6, -1.0
"""No speech is likely above, if the mean log probability is below: Whisper's own defaults."""

LOW_CONFIDENCE = -1.0
"""Mean log probability of words below which a segment is doubtful: Whisper's own default."""

SAME_IN_A_ROW = 3
"""As many equal segments in a row are a loop. Estimate: people repeat themselves twice."""

MOST_CHARACTERS_PER_SECOND = 40
"""Nobody speaks faster; fast Russian has about 20 letters a second. Estimate."""

SHORTEST_FOR_COMPRESSION = 40
"""Characters; shorter texts compress badly whatever they say. Estimate."""

SCRIPTS = {"ru": "CYRILLIC", "uk": "CYRILLIC", "be": "CYRILLIC", "bg": "CYRILLIC", "en": "LATIN"}

STOCK_PHRASES = re.compile(
    r"редактор .{0,30}корректор(?: [а-яё]\. ?[а-яё]+)?|редактор субтитров(?: [а-яё]\. ?[а-яё]+)?|"
    r"субтитр\w*|dimatorzok|продолжение следует|спасибо за (?:просмотр|внимание)|"
    r"подписывай\w*|ставьте лайк|телефонный звонок|аплодисменты|смех\b|"
    r"(?:(?:спокойн|динамичн|тревожн|грустн|вес[её]л|напряж[её]нн|лирическ|драматичн|ритмичн|"
    r"торжественн|интригующ|бодр|загадочн)ая )?музыка|"
    r"thanks for watching|subtitles by(?: the)? amara\.org(?: community)?|subtitles by|amara\.org",
    re.IGNORECASE,
)
"""What Whisper writes over silence, music and ring-back because subtitle files carried it.
Observed by users of several tools (Koenecke et al. 2024; issue lists of faster-whisper), and on
our own ring-back tones."""

LETTERS_IN_CAPITALS = 6
"""Subtitles write sounds in capitals ("СПОКОЙНАЯ МУЗЫКА"); speech is written in small letters. A
segment of so many capital letters and no small one is such a caption. Longer than the
abbreviations that people say (БТР, МЧС). Estimate."""

STOCK_SHARE = 0.6
"""A segment is stock if stock phrases make up this share of its words: people do say
"music"."""


SURE_LANGUAGE, SURE_LANGUAGE_MS = 0.9, 2_000
"""From this probability and length on, a detected language stands against the declared one.
Estimates; on Russian calls nothing reaches them (docs/languages.md)."""


def mark_doubts(segments: Sequence[Segment], language: str) -> tuple[Segment, ...]:
    """The same segments, in order, each with the flags it deserves.

    `language` is the one they were heard in ("" if none was declared).
    """
    looping = _looping(segments)
    return tuple(
        replace(segment, flags=_flags(segment, language or segment.detected_language, loop))
        for segment, loop in zip(segments, looping, strict=True)
    )


def is_doubtful(segment: Segment) -> bool:
    """Whether a segment may be invented."""
    return not INVENTION_FLAGS.isdisjoint(segment.flags)


def _flags(segment: Segment, language: str, looping: bool) -> tuple[Flag, ...]:
    low = _mean_word_log(segment) < LOW_CONFIDENCE
    doubts = {
        Flag.REPETITION: looping or packs_too_well(segment.text) or _too_fast(segment),
        Flag.NO_SPEECH: segment.no_speech_probability > NO_SPEECH
        and segment.mean_log_probability < NO_SPEECH_CONFIDENCE,
        Flag.STOCK_PHRASE: _is_stock(segment.text),
        Flag.LANGUAGE_FLIP: _flips(segment.text, language) or _is_foreign(segment, language),
        Flag.LOW_CONFIDENCE: low,
        Flag.TRANSLATION_LOOP: packs_too_well(segment.translation),
    }
    return (*segment.flags, *(flag for flag, holds in doubts.items() if holds))


def _looping(segments: Sequence[Segment]) -> list[bool]:
    plain = [_plain(segment.text) for segment in segments]
    loops = [False] * len(plain)
    start = 0
    for end in range(1, len(plain) + 1):
        if end == len(plain) or plain[end] != plain[start]:
            if end - start >= SAME_IN_A_ROW:
                loops[start:end] = [True] * (end - start)
            start = end
    return loops


def packs_too_well(text: str) -> bool:
    """Whether a text repeats itself: Whisper's own measure."""
    raw = text.encode()
    if len(text) < SHORTEST_FOR_COMPRESSION:
        return False
    return len(raw) / len(zlib.compress(raw)) > MOST_COMPRESSION


def _too_fast(segment: Segment) -> bool:
    seconds = max(0.2, (segment.end_ms - segment.start_ms) / 1000)
    return len(segment.text) / seconds > MOST_CHARACTERS_PER_SECOND


def _is_stock(text: str) -> bool:
    covered = sum(len(_plain(match.group())) for match in STOCK_PHRASES.finditer(text))
    return _is_caption(text) or covered > STOCK_SHARE * len(_plain(text))


def _is_caption(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= LETTERS_IN_CAPITALS and all(letter.isupper() for letter in letters)


def _flips(text: str, language: str) -> bool:
    script = SCRIPTS.get(language)
    letters = [character for character in text if character.isalpha()]
    if script is None or not letters:
        return False
    foreign = sum(script not in unicodedata.name(character, "") for character in letters)
    return foreign > len(letters) / 2


def _is_foreign(segment: Segment, language: str) -> bool:
    """Whether another language was detected than it was heard in, surely and for long enough."""
    return (
        bool(language)
        and segment.detected_language not in ("", language.partition("-")[0])
        and segment.language_probability >= SURE_LANGUAGE
        and segment.end_ms - segment.start_ms >= SURE_LANGUAGE_MS
    )


def _mean_word_log(segment: Segment) -> float:
    """Mean natural log of word confidences; 0 without words."""
    if not segment.words:
        return 0.0
    total = sum(log(max(word.confidence, 1e-4)) for word in segment.words)
    return total / len(segment.words)


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum() or c == " ").strip()
