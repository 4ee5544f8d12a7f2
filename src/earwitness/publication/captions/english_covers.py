"""Covered words taken out of an English sentence, and whether it is sure that they are out.

A cover is a span of Russian words. Which English words say them is known for two kinds alone: words
of numbers (every number of the sentence goes), words of the calendar, and proper names (found by
their transliteration).
For all others nobody knows, and the sentence is not to be shown before a person has read it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from earwitness.publication.captions.calendar_words import (
    calendar_spans,
    english_of_calendar,
    is_word_of_years,
)
from earwitness.publication.captions.english_numbers import (
    digit_rows,
    english_values,
    number_spans,
    russian_values,
    says_number,
)
from earwitness.publication.captions.marks import COVERED_TEXT
from earwitness.publication.naming.english_names import runs_in_english
from earwitness.publication.naming.keys import plain
from earwitness.publication.naming.said_names import SaidNames, said_names
from earwitness.runtime.russian.given_name_forms import NO_NAMES, comparable, name_table
from earwitness.runtime.russian.transliteration import skeletons
from earwitness.runtime.russian.words import is_known, readings

SHORTEST_SHARED = 4
"""Letters of a skeleton that a name and its English must share from the beginning. Estimate."""

LONGEST_ENDING = 3
"""Letters by which both may differ at the end: "Бородянкой", "Borodyanka". Estimate."""

FEWEST_DIGITS = 3
"""Digits of a number that count as a piece of a longer covered one. Estimate."""

_PROPER = frozenset({"Name", "Surn", "Patr", "Geox"})
_GRAMMAR = frozenset({"PREP", "CONJ", "PRCL", "INTJ"})
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_JOINS = re.compile(r"(?:[^\w]|\b(?:and|point|plus|oh|o|of|the)\b)*", re.IGNORECASE)

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class CoveredWords:
    """Words that are covered, parted by what they are. `unsure`: some are none of these, so that it
    is not known which English words say them."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    calendar: tuple[str, ...]
    unsure: bool


def covered_words(words: Iterable[str]) -> CoveredWords:
    """Covered words of the original, parted by kind; words of mere grammar say nothing."""
    numbers, names, calendar, unsure = [], [], [], False
    for low in _parts(words):
        if low[0].isdecimal() or says_number(low):
            numbers.append(low)
        elif english_of_calendar(low):
            calendar.append(low)
        elif is_proper(low):
            names.append(low)
        elif not _is_grammar(low) and not is_word_of_years(low):
            unsure = True
    return CoveredWords(tuple(numbers), tuple(names), tuple(calendar), unsure)


def _parts(words: Iterable[str]) -> Iterator[str]:
    """Words in small letters, at hyphens two; of "41-й" and "8-955" the digits alone."""
    for word in words:
        digits = re.findall(r"\d+", word)
        if digits:
            yield from digits
            word = re.sub(r"\d+[-‐‑–—]?[^\W\d_]{0,4}(?![^\W\d_])|\d+", " ", word)
        yield from (low for part in re.split(r"[-‐‑–—\s]+", word) if (low := plain(part)))


def without_covered(english: str, covered: CoveredWords) -> tuple[str, bool]:
    """The sentence without the covered words as far as they are found, and whether it is sure that
    nothing of them is left."""
    spans: Spans = []
    sure = not covered.unsure and bool(covered.numbers or covered.names or covered.calendar)
    if covered.numbers:
        said = number_spans(english)
        spans += said
        sure = sure and bool(said)
    finders = ((covered.names, name_spans), (covered.calendar, calendar_spans))
    for words, find in finders:
        for word in words:
            said = find(english, word)
            spans += said
            sure = sure and bool(said)
    return cut_out(english, spans), sure


def without_strays(english: str, covered: CoveredWords, words: Sequence[str]) -> str:
    """The English of a sentence that no cover touches, without covered names and numbers that it
    says all the same: sentences may be tied to the wrong English. `words` are its own."""
    spans = [span for name in covered.names for span in name_spans(english, name)]
    secret, own = russian_values(covered.numbers), russian_values(words)
    rows = digit_rows(covered.numbers)
    for start, end, value in english_values(english):
        piece = len(str(value)) >= FEWEST_DIGITS and any(str(value) in row for row in rows)
        if value not in own and (value in secret or piece):
            spans.append((start, end))
    return cut_out(english, spans)


def name_spans(english: str, name: str) -> Spans:
    """Where an English text may say a Russian or Ukrainian proper name, given in any case."""
    given = _given_names(name)
    spans = [(run.start, run.end) for run in runs_in_english(english, given)] if given else []
    own = skeletons(name)[0]
    for match in _WORD.finditer(english):
        if any(_agree(own, key) for key in skeletons(match[0])):
            spans.append((match.start(), match.end()))
    return spans


def _agree(name: str, english: str) -> bool:
    shared = next(
        (at for at, (a, b) in enumerate(zip(name, english, strict=False)) if a != b),
        min(len(name), len(english)),
    )
    return shared >= SHORTEST_SHARED and max(len(name), len(english)) - shared <= LONGEST_ENDING


@lru_cache(maxsize=1_000)
def _given_names(name: str) -> SaidNames | None:
    if comparable(name) in NO_NAMES:
        return None
    forms = name_table().forms.get(comparable(name), frozenset())
    return said_names(sorted({form.canonical for form in forms})) if forms else None


@lru_cache(maxsize=20_000)
def is_proper(low: str) -> bool:
    """Whether a word may be a name of a person or place: by the dictionary, or unknown to it."""
    if _given_names(low) is not None or not is_known(low):
        return True
    return any(_PROPER & one.grammemes for one in readings(low))


def _is_grammar(low: str) -> bool:
    own = readings(low)
    return bool(own) and own[0].part in _GRAMMAR


def cut_out(english: str, spans: Spans) -> str:
    """A text with "[…]" in place of the characters of `spans`; neighbours become one."""
    merged: Spans = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or _JOINS.fullmatch(english, merged[-1][1], start)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for start, end in reversed(merged):
        english = english[:start] + COVERED_TEXT + english[end:]
    return english
