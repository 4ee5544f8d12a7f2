"""A sentence as the patterns see it: numbers with what they count, units and words in one row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from earwitness.claims.quantity import Quantity
from earwitness.claims.russian.counting import BARE, OTHER, PEOPLE, Counted, counted
from earwitness.claims.russian.lexicon import classes_of, objects
from earwitness.claims.russian.places import PlaceSpan
from earwitness.claims.russian.quantities import quantities
from earwitness.claims.russian.units import Unit, units
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Sentence, Token, is_known, readings

_COMMAS = frozenset(",:;–—-")
_NUMBER_MARKS = frozenset({"ЧИСЛО", "ЧИСЛО_ТЕХНИКИ", "ИНОЕ_ЧИСЛО", "ДОЛЯ"})
_CARGO = {Fraction(200): "УБИТЫЕ", Fraction(300): "РАНЕНЫЕ"}


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a sentence, on tokens [first, last].

    `marks` are what patterns match: class names, dictionary forms, "=form" as written, and the
    marks that items get here: ЧИСЛО, ЧИСЛО_ТЕХНИКИ, ОДНА_ТЕХНИКА, ИНОЕ_ЧИСЛО, ДОЛЯ, ПОРЯДКОВОЕ,
    ЧАСТЬ, НАША_ЧАСТЬ, ДОЛЯ_ЧАСТИ, МЕСТО, ЗА_ГРАНИЦЕЙ, ОДИН_ЧЕЛОВЕК, ОДНОГО_ЧЕЛОВЕКА, ГЛАГОЛ,
    ИНФИНИТИВ, ВОЕННЫЕ, ЗНАК, and "," for a pause. After "не" every mark of a word begins
    with "не:".
    """

    first: int
    last: int
    marks: frozenset[str]
    counted: Counted | None = None
    unit: Unit | None = None
    place: str = ""


def items(sentence: Sentence, places: Iterable[PlaceSpan]) -> tuple[Item, ...]:
    """The row of items of one sentence."""
    tokens = sentence.tokens
    found = quantities(tokens)
    spans = {unit.first: _unit_item(unit) for unit in units(tokens, found)}
    spans |= {place.first: _place_item(place) for place in places}
    taken = {index for item in spans.values() for index in range(item.first, item.last + 1)}
    ends = frozenset(quantity.last for quantity in found if not quantity.ordinal)
    for quantity in found:
        item = _quantity_item(tokens, quantity, ends)
        if item is not None and not taken & set(range(item.first, item.last + 1)):
            spans[item.first] = item
    row: list[Item] = []
    index = 0
    while index < len(tokens):
        item = spans.get(index) or _word_item(tokens, index)
        row.append(item)
        index = item.last + 1
    return tuple(_with_negation(row))


def _unit_item(unit: Unit) -> Item:
    marks = {"ЧАСТЬ"}
    marks |= {"ДОЛЯ_ЧАСТИ"} if unit.half else set()
    marks |= {"НАША_ЧАСТЬ"} if unit.label == "own" else set()
    return Item(unit.first, unit.last, frozenset(marks), unit=unit)


def _place_item(place: PlaceSpan) -> Item:
    marks = {"МЕСТО"} if place.country == "RU" else {"МЕСТО", "ЗА_ГРАНИЦЕЙ"}
    return Item(place.first, place.last, frozenset(marks), place=place.name)


def _quantity_item(
    tokens: Sequence[Token], quantity: Quantity, ends: frozenset[int]
) -> Item | None:
    if quantity.ordinal:
        return None
    before = tokens[quantity.first - 1].low if quantity.first else ""
    if before in {"груз", "груза", "грузов", "грузы"} and quantity.low in _CARGO:
        kind = _CARGO[quantity.low]
        return Item(quantity.first - 1, quantity.last, frozenset({kind}))
    if before == "ни" and quantity.low == quantity.high == 1:
        return _marked(_none(tokens, quantity, ends))
    what = counted(tokens, quantity, ends)
    if what is None:
        return None
    nouns = (tokens[index].low for index in range(what.first, what.last + 1))
    military = any("ВОЕННЫЕ" in classes_of(noun) for noun in nouns)
    item = _marked(what)
    return replace(item, marks=item.marks | {"ВОЕННЫЕ"}) if military else item


def _none(tokens: Sequence[Token], one: Quantity, ends: frozenset[int]) -> Counted:
    """ "Ни одного", "ни одного танка": nobody, nothing."""
    found = counted(tokens, one, ends)
    what = found.what if found is not None and found.what != BARE else PEOPLE
    last = found.last if found is not None else one.last
    zero = replace(one, low=Fraction(0), high=Fraction(0))
    return Counted(one.first - 1, last, zero, what)


def _marked(what: Counted) -> Item:
    share = what.quantity.share
    if what.what == OTHER:
        mark = "ИНОЕ_ЧИСЛО"
    elif share:
        mark = "ДОЛЯ"
    elif what.what in {PEOPLE, BARE}:
        mark = "ЧИСЛО"
    else:
        mark = "ЧИСЛО_ТЕХНИКИ"
    return Item(what.first, what.last, frozenset({mark}), counted=what)


def _word_item(tokens: Sequence[Token], index: int) -> Item:
    token = tokens[index]
    if not token.is_word and not token.low[0].isdigit():
        mark = "," if token.text in _COMMAS else "ЗНАК"
        return Item(index, index, frozenset({mark}))
    found = readings(token.low)
    marks = classes_of(token.low) | {reading.lemma for reading in found} | {f"={token.low}"}
    if found and found[0].part in {"VERB", "PRTS"}:
        marks |= {"ГЛАГОЛ"}
    if found and found[0].part == "INFN":
        marks |= {"ИНФИНИТИВ"}
    marks |= _single_person(token)
    before = tokens[index - 1].low if index else ""
    part = part_of(token.low)
    if part is not None and part.kind == "ordinal" and before in {"в", "во", "из", "у", "с", "со"}:
        marks |= {"ПОРЯДКОВОЕ"}  # "во втором сорок": another unit, left out
    single = _single_equipment(token.low)
    if single:
        one = Quantity(index, index, Fraction(1), Fraction(1))
        marks |= {"ОДНА_ТЕХНИКА"}
        return Item(index, index, frozenset(marks), counted=Counted(index, index, one, single))
    return Item(index, index, frozenset(marks))


def _single_person(token: Token) -> frozenset[str]:
    """Marks of a word that names one man: a first name with a capital, or a commander."""
    commander = "НАЧАЛЬСТВО" in classes_of(token.low)
    cases = [
        reading.grammemes
        for reading in readings(token.low)
        if "sing" in reading.grammemes
        and (commander or (token.is_capital and "Name" in reading.grammemes))
    ]
    if any("nomn" in grammemes for grammemes in cases):
        return frozenset({"ОДИН_ЧЕЛОВЕК"})
    whom = any("accs" in grammemes for grammemes in cases)
    return frozenset({"ОДНОГО_ЧЕЛОВЕКА"}) if whom else frozenset()


def _single_equipment(low: str) -> str:
    """The equipment that a singular noun names; a car is too common a word to be counted so."""
    singular = any("sing" in reading.grammemes for reading in readings(low)[:1])
    if not is_known(low) and low.endswith(("ы", "и", "ов", "ев", "ей", "ек", "ок", "ам", "ах")):
        singular = False  # the analyser guesses the number of slang words
    named = [objects()[kind] for kind in sorted(classes_of(low)) if kind in objects()]
    return named[0] if singular and named and named[0] not in {"vehicle", "equipment"} else ""


def _with_negation(row: list[Item]) -> list[Item]:
    """Fold "не" into the word after it, so that no pattern takes "не погиб" for a death."""
    folded: list[Item] = []
    for item in row:
        if (
            folded
            and "=не" in folded[-1].marks
            and item.unit is None
            and not item.marks & _NUMBER_MARKS
        ):
            negated = frozenset(f"не:{mark}" for mark in item.marks)
            folded[-1] = Item(folded[-1].first, item.last, negated, place=item.place)
            continue
        folded.append(item)
    return folded
