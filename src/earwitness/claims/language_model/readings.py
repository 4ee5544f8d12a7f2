"""What words of a text say, read by the rules: a model points at words, it gives no values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from earwitness.claims.counted import OTHER
from earwitness.claims.english import counting as english_counting
from earwitness.claims.english.quantities import quantities as english_quantities
from earwitness.claims.english.units import units as english_units
from earwitness.claims.russian.counting import counted
from earwitness.claims.russian.places import places
from earwitness.claims.russian.quantities import quantities
from earwitness.claims.russian.units import chained, joined_name, units
from earwitness.claims.ukrainian.glossing import glossed
from earwitness.claims.unit_names import units_name
from earwitness.records.claim import ClaimUnit, Mention, TimeMeant
from earwitness.runtime.english.words import sentences as english_sentences
from earwitness.runtime.russian.words import sentences

RUSSIAN = "ru"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a text."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether [start, end) lies within."""
        return self.start <= start and end <= self.end

    def meets(self, mention: Mention) -> bool:
        """Whether a mention shares words with it."""
        return self.start < mention.end and mention.start < self.end


Said = tuple[Span, int | str]
"""A number in its published form, and where it stands."""


def numbers_of(text: str, language: str = RUSSIAN) -> tuple[Said, ...]:
    """The numbers of a text by the rules of a language.

    That of a unit, an age, a price, a time or anything else that is neither people nor equipment is
    left out.
    """
    return tuple(_NUMBERS.get(language, _russian_numbers)(text))


def quantity_in(numbers: Sequence[Said], span: Span) -> int | str | None:
    """The one number that is said in a span; None if there is none, or if there are several."""
    found = [value for said, value in numbers if span.holds(said.start, said.end)]
    return found[0] if len(found) == 1 else None


def _russian_numbers(text: str) -> Iterator[Said]:
    for sentence in sentences(text):
        tokens = sentence.tokens
        numbers = quantities(tokens)
        named = {i for unit in units(tokens, numbers) for i in range(unit.first, unit.last + 1)}
        ends = frozenset(number.last for number in numbers if not number.ordinal)
        for number in numbers:
            if number.ordinal or named & set(range(number.first, number.last + 1)):
                continue
            what = counted(tokens, number, ends)
            if what is None or what.what != OTHER:
                said = Span(tokens[number.first].start, tokens[number.last].end)
                yield said, number.rendered()


def _ukrainian_numbers(text: str) -> Iterator[Said]:
    words = glossed(text)
    for said, value in _russian_numbers(words.text):
        yield Span(*words.source(said.start, said.end)), value


def _english_numbers(text: str) -> Iterator[Said]:
    no_loss = {OTHER, english_counting.VICTIMS}
    for sentence in english_sentences(text):
        tokens = sentence.tokens
        numbers = english_quantities(tokens)
        named = english_units(tokens, numbers)
        within = {i for unit in named for i in range(unit.first, unit.last + 1)}
        for number in numbers:
            what = english_counting.counted(tokens, number, {unit.first for unit in named})
            if what is None or within & set(range(number.first, number.last + 1)):
                continue
            if what.what not in no_loss:
                said = Span(tokens[number.first].start, tokens[number.last].end)
                yield said, number.rendered()


_NUMBERS: Mapping[str, Callable[[str], Iterator[Said]]] = {
    "uk": _ukrainian_numbers,
    "en": _english_numbers,
}


def units_in(
    text: str, span: Span, mentions: Sequence[Mention], language: str = RUSSIAN
) -> tuple[str | None, tuple[ClaimUnit, ...]]:
    """The units that are named in a span, in plain English and in parts, small to large; None and
    none if there is none."""
    for sentence in sentences(text) if language == RUSSIAN else ():
        tokens = sentence.tokens
        inside = [
            unit
            for unit in units(tokens, quantities(tokens))
            if span.holds(tokens[unit.last].start, tokens[unit.last].end)
        ]
        if inside:
            return joined_name(inside), tuple(unit.normalised for unit in chained(inside))
    found = next((one.units for one in mentions if one.units and span.meets(one)), ())
    return units_name(found), found


def place_in(
    text: str, span: Span, mentions: Sequence[Mention], language: str = RUSSIAN
) -> str | None:
    """The place that is named in a span, in the nominative; None if the gazetteer knows none."""
    for sentence in sentences(text) if language == RUSSIAN else ():
        for place in places(sentence.tokens):
            if span.holds(sentence.tokens[place.first].start, sentence.tokens[place.last].end):
                return place.name
    return next((one.place for one in mentions if one.place and span.meets(one)), None)


def time_in(text: str, span: Span, mentions: Sequence[Mention]) -> TimeMeant:
    """The time that is named in a span; where the rules cannot tell its days, the words alone."""
    found = (one.when for one in mentions if one.when is not None and span.meets(one))
    return next(found, TimeMeant(said=text[span.start : span.end]))
