"""A sentence as the patterns see it: numbers with what they count, units and words in one row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from earwitness.claims.counted import BARE, OTHER, PEOPLE, Counted, one_of
from earwitness.claims.english.codes import is_hidden, with_codes
from earwitness.claims.english.counting import VICTIMS, counted
from earwitness.claims.english.lexicon import Entry, cues, entry_of, objects, phrase_at
from earwitness.claims.english.places import PlaceSpan
from earwitness.claims.english.quantities import quantities
from earwitness.claims.english.units import Unit, units
from earwitness.claims.english.word_lists import listed
from earwitness.runtime.english.words import Sentence, Token

NUMBER_MARKS = frozenset({"NUMBER", "VICTIM_NUMBER", "EQUIPMENT_NUMBER", "OTHER_NUMBER", "SHARE"})
_PAUSES = frozenset(",:;–—…-/")
_NAMED = frozenset({"COMMANDER", "FIRST_NAME"})
_SILENT = frozenset("'\"“”„‘’«»()[]*`")
_SINGLE = listed("items.single")
_CODES = frozenset({"code200", "code300", "code500"})


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a sentence, on tokens [first, last].

    `marks` are what patterns match: class names, the word itself, and the marks that items get
    here: NUMBER, COUNTED_PEOPLE, EQUIPMENT_NUMBER, ONE_EQUIPMENT, ONE_PERSON, ONE_MAN,
    OTHER_NUMBER, VICTIM_NUMBER, SHARE, UNIT, OWN_UNIT, WHOLE_UNIT, PLACE, ABROAD, CODE200,
    CODE300, CODE500, CARGO, SIGN, and "," for a pause. Verbs have a tense (PAST, PARTICIPLE, BASE,
    ING) and a voice (PASSIVE, WE_DO, THEY_DO). A `denied` verb has "not:" marks beside its own.
    """

    first: int
    last: int
    marks: frozenset[str]
    counted: Counted | None = None
    unit: Unit | None = None
    place: str = ""
    verb: bool = False
    denied: bool = False


def items(sentence: Sentence, places: Iterable[PlaceSpan]) -> list[Item]:
    """The row of items of one sentence, without voice and denial (see `verbs.py`)."""
    tokens = with_codes(sentence.tokens)
    spans = {place.first: _place_item(place) for place in places}
    found = quantities(tokens)
    listed = units(tokens, found)
    for unit in listed:
        if unit.first not in spans:
            spans[unit.first] = _unit_item(unit, tokens)
    taken = {index for item in spans.values() for index in range(item.first, item.last + 1)}
    starts = {unit.first for unit in listed}
    counts = {quantity.first for quantity in found if not quantity.ordinal}
    for quantity in found:
        what = counted(tokens, quantity, starts, counts)
        if what is not None and not taken & set(range(what.first, what.last + 1)):
            spans[what.first] = _number_item(what)
    return _row(tokens, spans)


def _row(tokens: Sequence[Token], spans: dict[int, Item]) -> list[Item]:
    row: list[Item] = []
    said = cues(tokens)
    index = 0
    while index < len(tokens):
        if is_hidden(tokens[index]) or _is_silent(tokens[index]):
            if is_hidden(tokens[index]) and row:
                row[-1] = replace(row[-1], last=index, marks=row[-1].marks | {"CARGO"})
            index += 1
            continue
        item = spans.get(index) or _word_item(tokens, index, spans)
        for at in range(item.first, item.last + 1):
            if at in said:
                item = replace(item, marks=item.marks | said[at])
        row.append(item)
        index = item.last + 1
    return row


def _is_silent(token: Token) -> bool:
    """Quotation marks, brackets and hyphens within a word part nothing."""
    return token.low in _SILENT or (token.low == "-" and token.glued)


def _unit_item(unit: Unit, tokens: Sequence[Token]) -> Item:
    marks = {"UNIT"} | ({"OWN_UNIT"} if unit.own and not unit.label.isdigit() else set())
    around = {token.low for token in tokens[max(0, unit.first - 4) : unit.last + 1]}
    if around & {"whole", "entire", "all"}:
        marks.add("WHOLE_UNIT")
    return Item(unit.first, unit.last, frozenset(marks), unit=unit)


def _place_item(place: PlaceSpan) -> Item:
    marks = {"PLACE"} if place.country == "RU" else {"PLACE", "ABROAD"}
    return Item(place.first, place.last, frozenset(marks), place=place.name)


def _number_item(what: Counted) -> Item:
    if what.what == OTHER:
        mark = "OTHER_NUMBER"
    elif what.what == VICTIMS:
        mark = "VICTIM_NUMBER"
    elif what.quantity.share:
        mark = "SHARE" if what.what in {PEOPLE, BARE} else "OTHER_NUMBER"
    elif what.what in {PEOPLE, BARE}:
        mark = "NUMBER"
    else:
        mark = "EQUIPMENT_NUMBER"
    marks = {mark} | ({"COUNTED_PEOPLE"} if what.what == PEOPLE else set())
    return Item(what.first, what.last, frozenset(marks), counted=what)


def _word_item(tokens: Sequence[Token], index: int, spans: dict[int, Item]) -> Item:
    token = tokens[index]
    if token.low in _CODES:
        return Item(index, index, frozenset({token.low.upper()}))
    if not token.is_word and not token.is_number:
        pause = token.low in _PAUSES or token.low.startswith("..")
        return Item(index, index, frozenset({"," if pause else "SIGN"}))
    phrase = phrase_at(tokens, index)
    if phrase is not None and not any(at in spans for at in range(index, phrase[1] + 1)):
        entry, last = phrase
        said = {token.low for token in tokens[index : last + 1]}
        marks = entry.marks | {"_".join(entry.words)} | said | _classes(said - set(entry.words))
        if entry.verb:
            marks |= entry_of(token.low).marks & {"PAST", "PARTICIPLE", "BASE", "ING"}
        item = Item(index, last, frozenset(marks), verb=entry.verb or _has_verb(token.low))
        return _single(tokens, item, entry)
    entry = entry_of(token.low)
    marks = entry.marks | {token.low}
    return _single(tokens, Item(index, index, marks, verb=entry.verb), entry)


def _has_verb(low: str) -> bool:
    return entry_of(low).verb


def _classes(words: Iterable[str]) -> frozenset[str]:
    return frozenset(mark for word in words for mark in entry_of(word).marks)


def _single(tokens: Sequence[Token], item: Item, entry: Entry) -> Item:
    """A singular noun with an article counts one: "our helicopter", "a prisoner"."""
    before = [token.low for token in tokens[max(0, item.first - 3) : item.first]]
    if not entry.words or (_plural(entry.words[-1]) and "FIRST_NAME" not in entry.marks):
        return item
    if not _SINGLE & set(before[-2:]):
        return _as_one(item, {"ONE_MAN"}, PEOPLE) if entry.marks & _NAMED else item
    what = next((objects()[mark] for mark in sorted(entry.marks) if mark in objects()), "")
    if what and what not in {"vehicle", "equipment"}:
        return _as_one(item, {"ONE_EQUIPMENT"}, what)
    article = bool({"a", "an", "one"} & set(before[-2:]))
    if article and entry.marks & {"CIVILIAN", "PRISONER", "PEOPLE"}:
        return _as_one(item, {"ONE_PERSON"} | _man(entry), PEOPLE)
    return _as_one(item, _man(entry), PEOPLE) if _man(entry) else item


def _man(entry: Entry) -> set[str]:
    return {"ONE_MAN"} if entry.marks & {"ONE_SOLDIER", "COMMANDER"} else set()


def _plural(word: str) -> bool:
    return word.endswith("s") or word in {"people", "children", "women", "men", "personnel"}


def _as_one(item: Item, marks: set[str], what: str) -> Item:
    return replace(item, marks=item.marks | marks, counted=one_of(what, item.first, item.last))
