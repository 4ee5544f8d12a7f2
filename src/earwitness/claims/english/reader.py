"""An English text read sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from earwitness.claims.english.circumstances import mentions, with_time
from earwitness.claims.english.items import Item, items
from earwitness.claims.english.mood import is_question, is_withdrawn
from earwitness.claims.english.persons import persons
from earwitness.claims.english.places import places
from earwitness.claims.english.reading import Line, read_line
from earwitness.claims.english.times import times
from earwitness.claims.english.units import Unit
from earwitness.claims.english.verbs import with_voices
from earwitness.claims.text_reading import TextReading
from earwitness.records.claim import Claim, Extraction
from earwitness.runtime.english.words import Sentence, sentences

# A sentence up to so many items may only name what the next one speaks of. Estimate.
_TOPIC_ITEMS = 8


@dataclass(frozen=True, slots=True)
class _Total:
    """How many of one's own there were, where that is said, and of which unit."""

    number: int | str
    start: int
    unit: Unit | None


def read(text: str) -> Extraction:
    """What a text says, in its order."""
    reading = TextReading(text, "en")
    topic: Unit | None = None
    passed_on = False
    before: _Total | None = None
    for number, sentence in enumerate(sentences(text)):
        reading.starts.append(sentence.tokens[0].start)
        spans = places(sentence.tokens)
        taken = frozenset(i for span in spans for i in range(span.first, span.last + 1))
        reading.persons += persons(sentence.tokens, taken)
        row = with_voices(items(sentence, spans))
        reading.places += _place_names(row)
        question = is_question(row, sentence.question)
        line = Line(
            text, sentence.tokens, row, question, topic, passed_on, about_us=before is not None
        )
        said = read_line(line)
        found = list(said.claims)
        if before is not None and found:
            found[0] = _with_total(text, found[0], before)
        if not question and is_withdrawn(row):
            reading.withdraw()
        when = times(sentence.tokens)
        reading.add(
            [with_time(claim, sentence.tokens, when) for claim in found],
            [with_time(claim, sentence.tokens, when) for claim in said.unasserted],
            said.themes,
        )
        reading.mentions += mentions(
            sentence.tokens, row, when, found, sentence=number, asked=sentence.question or question
        )
        passed_on = not question and any(claim.hearsay for claim in found)
        topic = _topic(row) or (topic if not found and len(row) <= _TOPIC_ITEMS else None)
        before = None if found or question else _total_said(row, sentence)
    return reading.extraction()


def _place_names(row: Sequence[Item]) -> list[str]:
    """Places in their order, those that a unit is named after with them."""
    named = [item.place or (item.unit.base if item.unit is not None else "") for item in row]
    return [name for name in named if name]


def _topic(row: Sequence[Item]) -> Unit | None:
    """The unit of a sentence that says no more than its name ("The 27th brigade?")."""
    named = [item.unit for item in row if item.unit is not None]
    return named[0] if named and len(row) <= _TOPIC_ITEMS else None


def _total_said(row: Sequence[Item], sentence: Sentence) -> _Total | None:
    """How many there were ("We were 400 paras."), if a sentence says that alone."""
    if not any(item.marks & {"we", "us", "UNIT"} for item in row):
        return None
    numbers = [item for item in row if "COUNTED_PEOPLE" in item.marks]
    if len(numbers) != 1 or not any(item.marks & {"were", "was", "had"} for item in row):
        return None
    counted = numbers[0].counted
    assert counted is not None
    unit = next((item.unit for item in row if item.unit is not None), None)
    start = sentence.tokens[numbers[0].first].start
    return _Total(counted.quantity.rendered(), start, unit)


def _with_total(text: str, claim: Claim, total: _Total) -> Claim:
    """A loss that says only how many are left, with the number that was said just before."""
    left_only = claim.remaining is not None and claim.total is None
    if claim.kind != "loss" or claim.object != "people" or not left_only:
        return claim
    quote = text[total.start : claim.end]
    told = replace(claim, total=total.number, start=total.start, quote=quote)
    if claim.unit is None and total.unit is not None:
        told = replace(told, unit=total.unit.name, units=(total.unit.record(),))
    return told
