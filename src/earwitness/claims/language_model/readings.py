"""What words of a text say, read by the rules: a model points at words, it gives no values."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.claims.russian.counting import OTHER, counted
from earwitness.claims.russian.places import places
from earwitness.claims.russian.quantities import quantities
from earwitness.claims.russian.units import chained, joined_name, units
from earwitness.claims.unit_names import units_name
from earwitness.records.claim import ClaimUnit, Mention, TimeMeant
from earwitness.runtime.russian.words import sentences


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


def quantity_in(text: str, span: Span) -> int | str | None:
    """The one number that is said in a span, in its published form.

    None if there is no number, if there are several, or if it is the number of a unit, an age, a
    price, a time or anything else that is neither people nor equipment.
    """
    found: list[int | str] = []
    for sentence in sentences(text):
        tokens = sentence.tokens
        numbers = quantities(tokens)
        named = {i for unit in units(tokens, numbers) for i in range(unit.first, unit.last + 1)}
        ends = frozenset(number.last for number in numbers if not number.ordinal)
        for number in numbers:
            inside = span.holds(tokens[number.first].start, tokens[number.last].end)
            if number.ordinal or not inside or named & set(range(number.first, number.last + 1)):
                continue
            what = counted(tokens, number, ends)
            if what is None or what.what != OTHER:
                found.append(number.rendered())
    return found[0] if len(found) == 1 else None


def units_in(
    text: str, span: Span, mentions: Sequence[Mention]
) -> tuple[str | None, tuple[ClaimUnit, ...]]:
    """The units that are named in a span, in plain English and in parts, small to large; None and
    none if there is none."""
    for sentence in sentences(text):
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


def place_in(text: str, span: Span, mentions: Sequence[Mention]) -> str | None:
    """The place that is named in a span, in the nominative; None if the gazetteer knows none."""
    for sentence in sentences(text):
        for place in places(sentence.tokens):
            if span.holds(sentence.tokens[place.first].start, sentence.tokens[place.last].end):
                return place.name
    return next((one.place for one in mentions if one.place and span.meets(one)), None)


def time_in(text: str, span: Span, mentions: Sequence[Mention]) -> TimeMeant:
    """The time that is named in a span; where the rules cannot tell its days, the words alone."""
    found = (one.when for one in mentions if one.when is not None and span.meets(one))
    return next(found, TimeMeant(said=text[span.start : span.end]))
