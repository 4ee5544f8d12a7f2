"""A sentence as the patterns see it: numbers with what they count, units and words in one row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from earwitness.claims.counted import BARE, OTHER, PEOPLE, Counted, one_of
from earwitness.claims.quantity import Quantity
from earwitness.claims.russian.counting import counted
from earwitness.claims.russian.disfluencies import meant
from earwitness.claims.russian.lexicon import classes_of, equipment_of
from earwitness.claims.russian.loss_codes import with_codes
from earwitness.claims.russian.places import PlaceSpan
from earwitness.claims.russian.quantities import quantities
from earwitness.claims.russian.units import Unit, units
from earwitness.runtime.russian.given_name_forms import FormCase, name_table
from earwitness.runtime.russian.numbers import part_of
from earwitness.runtime.russian.words import Sentence, Token, is_known, readings

_COMMAS = frozenset(",:;–—-")
_OLD_BATTLES = frozenset({"Сталинград", "Ленинград", "Грозный", "Кабул", "Берлин"})
_DASHES = frozenset("–—-:")
_NUMBER_MARKS = frozenset({"ЧИСЛО", "ЧИСЛО_ТЕХНИКИ", "ИНОЕ_ЧИСЛО", "ДОЛЯ", "ДОЛЯ_ТЕХНИКИ"})
# What a word within a counted noun phrase tells of it: "двух ихних танков", "троих наших".
_TOLD_WITHIN = frozenset({"ВРАГ", "ВРАГ_ДЕЛАЕТ", "ГРАЖДАНСКИЕ", "ВОЕННЫЕ", "ЗВЕРЬ"})
# Wars before this one, by the year that an ordinal after "в" may name.
_OLD_YEARS = (range(41, 46), range(79, 100), range(1939, 2022))
_CARGO_WORDS = frozenset({"груз", "груза", "грузов", "грузы", "грузом", "грузами"})
_CARGO = {Fraction(200): "УБИТЫЕ", Fraction(300): "РАНЕНЫЕ"}


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a sentence, on tokens [first, last].

    `marks` are what patterns match: class names, dictionary forms, "=form" as written, and the
    marks that items get here: ЧИСЛО, ЧИСЛО_ТЕХНИКИ, ОДНА_ТЕХНИКА, ИНОЕ_ЧИСЛО, ДОЛЯ, ДОЛЯ_ТЕХНИКИ,
    НОЛЬ, ОДИН, ПОРЯДКОВОЕ, ЧАСТЬ, ЧАСТИ (genitive), ЧАСТЬ_САМА (nominative), НАША_ЧАСТЬ,
    ДОЛЯ_ЧАСТИ, МЕСТО, ЗА_ГРАНИЦЕЙ, ОДИН_ЧЕЛОВЕК, ОДНОГО_ЧЕЛОВЕКА, ГЛАГОЛ, ЕДИНСТВЕННОЕ (a verb of
    one man or thing), ДОПОЛНЕНИЕ (a thing in the accusative), ИНФИНИТИВ, СВОИ, ГРУЗОМ ("as cargo
    200"), ЗНАК, and "," for a pause (ТИРЕ too, if it is a dash or a colon). After "не" every mark
    of a word begins with "не:". `names` is the equipment that a word names without counting it.
    """

    first: int
    last: int
    marks: frozenset[str]
    counted: Counted | None = None
    unit: Unit | None = None
    place: str = ""
    names: str = ""


def items(sentence: Sentence, places: Iterable[PlaceSpan]) -> tuple[Item, ...]:
    """The row of items of one sentence; fillers and repeats are in none."""
    said = meant(sentence.tokens)
    tokens = with_codes([sentence.tokens[index] for index in said])
    found = quantities(tokens)
    spans = {unit.first: _unit_item(tokens, unit) for unit in units(tokens, found)}
    spans |= {item.first: item for item in _place_items(said, places)}
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
        row.append(_with_unit_left_out(tokens, item, row))
        index = item.last + 1
    if len(said) != len(sentence.tokens):
        row = [replace(item, first=said[item.first], last=said[item.last]) for item in row]
    return tuple(_with_negation(row))


def _with_unit_left_out(tokens: Sequence[Token], item: Item, before: Sequence[Item]) -> Item:
    """ "в первой роте двенадцать, во второй тридцать": the second unit is of the first's kind."""
    part = part_of(tokens[item.first].low) if "ПОРЯДКОВОЕ" in item.marks else None
    named = next((said.unit for said in reversed(before) if said.unit is not None), None)
    if part is None or named is None or not named.label.isdigit():
        return item
    unit = Unit(item.first, item.last, named.kind, str(int(part.value)))
    return replace(item, unit=unit)


def _unit_item(tokens: Sequence[Token], unit: Unit) -> Item:
    marks = {"ЧАСТЬ"}
    marks |= {"ДОЛЯ_ЧАСТИ"} if unit.half else set()
    marks |= {"НАША_ЧАСТЬ"} if unit.whose == "own" and not unit.label.isdigit() else set()
    before = readings(tokens[unit.first - 1].low)[:1] if unit.first else ()
    governed = any(reading.part == "PREP" for reading in before)
    genitive = any("gent" in r.grammemes for r in readings(tokens[unit.last].low))
    nominative = any("nomn" in r.grammemes for r in readings(tokens[unit.last].low))
    marks |= {"ЧАСТЬ_САМА"} if nominative and not governed and not unit.half else set()
    marks |= {"ЧАСТИ"} if genitive and not governed and not unit.half else set()
    return Item(unit.first, unit.last, frozenset(marks), unit=unit)


def _place_items(said: Sequence[int], places: Iterable[PlaceSpan]) -> Iterator[Item]:
    """Places on the tokens that are left; one that was said twice is there once."""
    position = {index: at for at, index in enumerate(said)}
    for place in places:
        if place.first in position and place.last in position:
            marks = {"ДАВНО"} if place.name in _OLD_BATTLES else set()
            marks |= {"МЕСТО"} if place.country == "RU" else {"МЕСТО", "ЗА_ГРАНИЦЕЙ"}
            first, last = position[place.first], position[place.last]
            yield Item(first, last, frozenset(marks), place=place.name)


def _quantity_item(
    tokens: Sequence[Token], quantity: Quantity, ends: frozenset[int]
) -> Item | None:
    before = tokens[quantity.first - 1].low if quantity.first else ""
    if quantity.ordinal:
        old = before in {"в", "во", "с", "до"} and any(quantity.low in y for y in _OLD_YEARS)
        return Item(quantity.first, quantity.last, frozenset({"ДАВНО"})) if old else None
    if before in _CARGO_WORDS and quantity.low in _CARGO:
        marks = frozenset({_CARGO[quantity.low]} | ({"ГРУЗОМ"} if before == "грузом" else set()))
        return Item(quantity.first - 1, quantity.last, marks)
    if before == "своих" and tokens[quantity.first].low == "двоих":
        return None  # "на своих двоих": on one's feet
    if before == "ни" and quantity.low == quantity.high == 1:
        return _marked(tokens, _none(tokens, quantity, ends))
    what = counted(tokens, quantity, ends)
    return _marked(tokens, what) if what is not None else None


def _none(tokens: Sequence[Token], one: Quantity, ends: frozenset[int]) -> Counted:
    """ "Ни одного", "ни одного танка": nobody, nothing."""
    found = counted(tokens, one, ends)
    nobody = OTHER if tokens[one.last].low in {"одной", "одна", "одну"} else PEOPLE
    what = found.what if found is not None and found.what != BARE else nobody
    last = found.last if found is not None else one.last
    zero = replace(one, low=Fraction(0), high=Fraction(0))
    return Counted(one.first - 1, last, zero, what)


def _marked(tokens: Sequence[Token], what: Counted) -> Item:
    share = "ДОЛЯ" if what.quantity.share else "ЧИСЛО"
    if what.what == OTHER:
        mark = "ИНОЕ_ЧИСЛО"
    else:
        mark = share if what.what in {PEOPLE, BARE} else f"{share}_ТЕХНИКИ"
    words = [tokens[index].low for index in range(what.first, what.last + 1)]
    marks = {mark}.union(*(classes_of(word) & _TOLD_WITHIN for word in words))
    marks |= {"СВОИ"} if {"наших", "наши"} & set(words) else set()
    marks |= {"НОЛЬ"} if not what.quantity.high else set()
    return Item(what.first, what.last, frozenset(marks), counted=what)


def _word_item(tokens: Sequence[Token], index: int) -> Item:
    token = tokens[index]
    if not token.is_word and not token.low[0].isdigit():
        pause = {"," if token.text in _COMMAS else "ЗНАК"}
        pause |= {"ТИРЕ"} if token.text in _DASHES else set()
        return Item(index, index, frozenset(pause))
    word = _word(token.low, token.is_capital)
    before = tokens[index - 1].low if index else ""
    if before in _LIKE and "ЗВЕРЬ" in word.marks:
        word = replace(word, marks=word.marks - {"ЗВЕРЬ", "ЖИВОТНОЕ"})  # "положили как собак"
    if word.ordinal and before in {"в", "во", "из", "от", "у", "с", "со"}:
        marks = word.marks | {"ПОРЯДКОВОЕ"}  # "во втором сорок": another unit, left out
        return Item(index, index, marks)
    if before in _EARLIER_WAR and "война" in word.marks:
        return Item(index, index, word.marks | {"ДАВНО"})
    if token.low in _SIDE and before in _THEIR:
        return Item(index, index, word.marks | {"ВРАГ"})  # "с той стороны"
    if token.low in _ALONE and not _is_of_a_thing(tokens, index + 1):
        alone = one_of(BARE, index, index)
        return Item(index, index, word.marks | {"ОДИН"}, counted=alone)
    if word.single:
        single = one_of(word.single, index, index)
        return Item(index, index, word.marks, counted=single, names=word.single)
    return Item(index, index, word.marks, names=word.names)


_LIKE = frozenset({"как", "словно", "будто"})
_ALONE = frozenset({"один", "одна", "одного", "одну"})


def _is_of_a_thing(tokens: Sequence[Token], index: int) -> bool:
    """ "С одного района": one of what is named, and nobody."""
    following = readings(tokens[index].low)[:1] if index < len(tokens) else ()
    return any(reading.part == "NOUN" and "inan" in reading.grammemes for reading in following)


_SIDE = frozenset({"сторона", "стороны", "стороне", "сторону"})
_THEIR = frozenset({"той", "та", "ту", "их", "ихней", "вражеской", "противоположной"})
_EARLIER_WAR = frozenset(
    {"прошлую", "прошлой", "ту", "той", "первую", "вторую", "первой", "второй"}
)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word is by itself, wherever it stands."""

    marks: frozenset[str]
    ordinal: bool
    single: str
    names: str


@lru_cache(maxsize=50_000)
def _word(low: str, capital: bool) -> _Word:
    found = readings(low)
    marks = classes_of(low) | {reading.lemma for reading in found} | {f"={low}"}
    if found and found[0].part in {"VERB", "PRTS"}:
        marks |= {"ГЛАГОЛ"}
    if found and found[0].part in {"VERB", "PRTS"} and found[0].grammemes & {"masc", "femn"}:
        marks |= {"ЕДИНСТВЕННОЕ"}
    if found and {"NOUN", "inan", "accs"} <= frozenset().union(*(r.grammemes for r in found[:2])):
        marks |= {"ДОПОЛНЕНИЕ"}
    if found and found[0].part == "INFN":
        marks |= {"ИНФИНИТИВ"}
    marks |= _single_person(low, capital)
    if "ВРАГ" in marks and _only_subject(low):
        marks |= {"ВРАГ_ДЕЛАЕТ"}
    part = part_of(low)
    single = _single_equipment(low)
    marks |= {"ОДНА_ТЕХНИКА"} if single else set()
    return _Word(
        marks, part is not None and part.kind == "ordinal", single, equipment_of(low) or ""
    )


def _only_subject(low: str) -> bool:
    """Whether a noun tells who does it or to whom: "хохлы", "хохлам", not "хохлов"."""
    cases = [r.grammemes for r in readings(low) if {"NOUN", "anim"} <= r.grammemes]
    does = any(c & {"nomn", "datv"} for c in cases)
    return does and not any(c & {"accs", "gent"} for c in cases)


def _single_person(low: str, capital: bool) -> frozenset[str]:
    """Marks of a word that names one man: a first name, or what he is in his unit.

    A recogniser may write names without capitals; then the name must be the likeliest reading.
    """
    one = bool(classes_of(low) & {"НАЧАЛЬСТВО", "ВОИН"})
    listed = readings(low) if one or capital else readings(low)[:2]
    cases = [
        reading.grammemes
        for reading in listed
        if "sing" in reading.grammemes and (one or "Name" in reading.grammemes)
    ]
    if not (one or capital) and not (listed and "Name" in listed[0].grammemes and is_known(low)):
        cases = []
    if any("nomn" in grammemes for grammemes in cases):
        return frozenset({"ОДИН_ЧЕЛОВЕК"})
    if one and not is_known(low):
        return frozenset({"ОДИН_ЧЕЛОВЕК", "ОДНОГО_ЧЕЛОВЕКА"})  # "комвзвода" never declines
    whom = any("accs" in grammemes for grammemes in cases) or _is_slang_name(low)
    return frozenset({"ОДНОГО_ЧЕЛОВЕКА"}) if whom else frozenset()


def _is_slang_name(low: str) -> bool:
    """Whether a word that the dictionary lacks is a pet name in the accusative: "Лёху"."""
    if is_known(low) or not low.endswith(("у", "ю", "а", "я")) or not low.isalpha():
        return False
    forms = name_table().forms.get(low, ())
    return any(form.case is FormCase.OBLIQUE for form in forms)


def _single_equipment(low: str) -> str:
    """The equipment that a singular noun names; a car is too common a word to be counted so."""
    found = readings(low)
    singular = any("sing" in reading.grammemes for reading in found[:1]) and any(
        "sing" in reading.grammemes and "gent" not in reading.grammemes for reading in found
    )  # "самоходки бросили" are several
    if not is_known(low) and low.endswith(("ы", "и", "ов", "ев", "ей", "ек", "ок", "ам", "ах")):
        singular = False  # the analyser guesses the number of slang words
    named = equipment_of(low, alone=True)
    return named if singular and named and named not in {"vehicle", "equipment"} else ""


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
