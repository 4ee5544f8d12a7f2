"""Are the numbers of a sentence in its translation, and no others?"""

from collections.abc import Iterator, Sequence

from earwitness.calls.translation.checks.english_numbers import english_numbers
from earwitness.calls.translation.checks.mention import Mention, Values
from earwitness.calls.translation.checks.russian_numbers import digit_numbers, russian_numbers
from earwitness.calls.translation.checks.ukrainian_numbers import ukrainian_numbers
from earwitness.records.translation import DoubtKind, TranslationDoubt

FEWEST_DIGITS = 3
"""Digits in a row that are compared without regard to their grouping: "228" and "two two eight".
Estimate: shorter ones agree by chance."""


_READERS = {"": russian_numbers, "ru": russian_numbers, "uk": ukrainian_numbers}


def number_doubts(text: str, english: str, language: str) -> list[TranslationDoubt]:
    """Numbers that one side has and the other has not.

    Number words of the source are read in Russian and Ukrainian; of other languages digits only,
    and then a number that the English has in words is no doubt.
    """
    read = _READERS.get(language, digit_numbers)
    said, given = read(text), english_numbers(english)
    lost, added = _unmatched(said, given)
    if read is digit_numbers:
        added = [mention for mention in added if mention.written[0].isdecimal()]
    return [*_lost(lost, added), *_added(lost, added)]


def _unmatched(
    said: Sequence[Mention], given: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    same_said, same_given = _same_digits(said, given)
    said_values, given_values = _values(said), _values(given)
    lost = [
        mention
        for index, mention in enumerate(said)
        if index not in same_said and not any(r <= given_values for r in mention.readings)
    ]
    added = [
        mention
        for index, mention in enumerate(given)
        if index not in same_given and not any(r <= said_values for r in mention.readings)
    ]
    return lost, added


def _values(mentions: Sequence[Mention]) -> Values:
    return frozenset().union(*(mention.values for mention in mentions))


def _same_digits(said: Sequence[Mention], given: Sequence[Mention]) -> tuple[set[int], set[int]]:
    """Mentions that are the same digits in a row on both sides, grouped differently."""
    there = {digits: places for digits, places in _runs(given)}
    same_said: set[int] = set()
    same_given: set[int] = set()
    for digits, places in _runs(said):
        if digits in there:
            same_said |= set(places)
            same_given |= set(there[digits])
    return same_said, same_given


def _runs(mentions: Sequence[Mention]) -> Iterator[tuple[str, range]]:
    for first in range(len(mentions)):
        digits = ""
        for last in range(first, min(len(mentions), first + 16)):
            if not mentions[last].digits:
                break
            digits += mentions[last].digits
            if len(digits) >= FEWEST_DIGITS:
                yield digits, range(first, last + 1)


def _lost(lost: Sequence[Mention], added: Sequence[Mention]) -> Iterator[TranslationDoubt]:
    other_ordinal = any(mention.ordinal for mention in added)
    for mention in lost:
        if not mention.soft or (mention.ordinal and other_ordinal):
            yield TranslationDoubt(
                kind=DoubtKind.NUMBER_LOST,
                source=mention.written,
                translation="",
                detail=f"The source says {_value(mention)}; the English does not.",
            )


def _added(lost: Sequence[Mention], added: Sequence[Mention]) -> Iterator[TranslationDoubt]:
    other_ordinal = any(mention.ordinal for mention in lost)
    for mention in added:
        if not mention.soft or (mention.ordinal and other_ordinal):
            yield TranslationDoubt(
                kind=DoubtKind.NUMBER_ADDED,
                source="",
                translation=mention.written,
                detail=f"The English says {_value(mention)}; the source does not.",
            )


def _value(mention: Mention) -> str:
    return " or ".join(
        " and ".join(map(str, sorted(reading, reverse=True))) for reading in mention.readings
    )
