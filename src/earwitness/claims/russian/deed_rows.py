"""The items of a sentence as the rules of deeds see them.

A number that counts victims or bodies ("двоих гражданских", "три тела") is no bare number there:
it is marked СЧИТАНО and carries the classes of its noun, so that a rule needs no pattern of its own
for it; so is one that counts goods. A place without a preposition is МЕСТО_ПРЯМО.
"""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.claims.counted import BARE, PEOPLE
from earwitness.claims.russian.clauses import BREAKS
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.lexicon import classes_of
from earwitness.runtime.russian.words import Token, readings

_VICTIMS = frozenset({"ЖЕРТВА", "ТРУП"})
# Nobody of this age is taken for a soldier. Estimate.
_CHILD = 15
_FROM = frozenset({"=у", "=с", "=со"})
_KIN = frozenset(["брат", "сестра", "теща", "тесть", "кум", "подруга", "дядя", "тетя", "свекровь"])
# "Два контейнера стиралок": what is counted is what a looter carries.
_GOODS = frozenset({"ВЕЩЬ", "ВЁЗ"})
# "За Днепром" is a bank of the river, not the town of that name.
_RIVERS = frozenset({"Днепр", "Донец"})
_OVER = frozenset({"=за", "=через", "=над"})
_AGES = frozenset({"=старше", "=младше", "=моложе"})
_NUMBERS = frozenset({"ЧИСЛО", "ИНОЕ_ЧИСЛО"})
_OF_TWO_SENSES = frozenset({"=нас", "посадить", "УБИЙЦА", "ЖЕРТВА"})
_US = frozenset({"=нас", "МЫ"})
_OURS = frozenset({"=нашего", "=наших"})
# Killed by our own side, or no soldiers: "наших отказников расстреляли", "нашего деда".
_STILL_VICTIMS = frozenset({"БЕЗЗАЩИТНЫЕ", "отказник", "пятисотый", "дезертир", "беглец"})
# No rule of deeds takes these, so they need not end a gap: "приказано в четыре утра идти".
_OTHER_NUMBERS = frozenset({"ИНОЕ_ЧИСЛО", "ЧИСЛО_ТЕХНИКИ", "ДОЛЯ", "ПОРЯДКОВОЕ"})
# "Взяли село Каменка": the noun between a verb and a place is no preposition.
_KINDS_OF_PLACE = frozenset({"село", "деревня", "поселок", "город", "станция", "хутор"})


def deed_row(row: Sequence[Item], tokens: Sequence[Token]) -> tuple[Item, ...]:
    """The same items, one for one, with the marks that the rules of deeds need."""
    return tuple(_marked(row, index, tokens) for index in range(len(row)))


def _marked(row: Sequence[Item], index: int, tokens: Sequence[Token]) -> Item:
    item = row[index]
    if item.place in _RIVERS and index and row[index - 1].marks & _OVER:
        return Item(item.first, item.last, frozenset())
    if item.place:
        return replace(item, marks=item.marks | _place_marks(row, index))
    if index and row[index - 1].marks & _FROM and item.marks & (_VICTIMS | _KIN):
        return _owner(row, index, tokens)
    if "ТЕЛЕВИЗОР" in item.marks and index and "=по" in row[index - 1].marks:
        return replace(item, marks=item.marks - {"ВЕЩЬ"})
    if not item.marks & _NUMBERS:
        return _without_number(_in_its_sense(row, index, tokens))
    if _is_age_of_a_child(item, tokens):
        return Item(item.first, item.last, frozenset({"ЖЕРТВА", "БЕЗЗАЩИТНЫЕ"}))
    inside = _classes(tokens, item.first, item.last)
    following = frozenset[str]().union(*(other.marks for other in row[index + 1 : index + 3]))
    victims = (inside | following) & _VICTIMS
    before = row[index - 1].marks if index else frozenset()
    if before & _AGES:
        return replace(item, marks=frozenset())
    noun = index - 2 if index > 1 and "=штук" in before else index - 1
    if noun >= 0 and _are_counted(row[noun], item, tokens):
        victims |= row[noun].marks & _VICTIMS
    if not victims:
        goods = inside & _GOODS
        return replace(item, marks=goods) if goods else _without_number(item)
    return replace(item, marks=frozenset({"СЧИТАНО"}) | (inside & _VICTIMS))


def _in_its_sense(row: Sequence[Item], index: int, tokens: Sequence[Token]) -> Item:
    """A word as what stands beside it means it: our men, prison, who came "до нас"."""
    item = row[index]
    if item.marks.isdisjoint(_OF_TWO_SENSES):
        return item
    if "=нас" in item.marks:
        before_us = index > 0 and "=до" in row[index - 1].marks
        return replace(item, marks=(item.marks - _US) | {"ДО_НАС"}) if before_us else item
    ends = index + 1 == len(row) or bool(row[index + 1].marks & BREAKS)
    if "посадить" in item.marks and ends:
        return replace(item, marks=item.marks | {"ДОМАШНЕЕ"})
    if "УБИЙЦА" in item.marks and not ends and _is_of_things(tokens, row[index + 1].first):
        return replace(item, marks=item.marks - {"УБИЙЦА"})
    if "=соседей" in item.marks:
        return replace(item, marks=item.marks - {"ЖЕРТВА"})  # the unit beside
    beside = frozenset[str]().union(*(one.marks for one in row[max(0, index - 1) : index + 2]))
    if beside & _OURS and "ЖЕРТВА" in item.marks and item.marks.isdisjoint(_STILL_VICTIMS):
        return replace(item, marks=item.marks - {"ЖЕРТВА"})
    return item


def _is_of_things(tokens: Sequence[Token], index: int) -> bool:
    """ "Убийцы времени": of what cannot be killed."""
    following = readings(tokens[index].low)[:1]
    return any({"NOUN", "inan", "gent"} <= reading.grammemes for reading in following)


def _is_age_of_a_child(item: Item, tokens: Sequence[Token]) -> bool:
    """ "Пацана лет двенадцати": who is so young is no soldier; "лет десять" is a time."""
    words = [token.low for token in tokens[max(0, item.first - 1) : item.last + 1]]
    young = item.counted is not None and item.counted.quantity.high <= _CHILD
    return young and bool({"лет", "годиков"} & set(words)) and any(w.endswith("ти") for w in words)


def _owner(row: Sequence[Item], index: int, tokens: Sequence[Token]) -> Item:
    """ "Часы у пленного снял", "с бабки снял": whose goods are taken is no victim of killing."""
    item = row[index]
    of_whom = any("gent" in reading.grammemes for reading in readings(tokens[item.last].low))
    if not of_whom:
        return item
    own = {"У_СВОИХ"} if "=у" in row[index - 1].marks and item.marks & _KIN else set[str]()
    return replace(item, marks=(item.marks - {"ЖЕРТВА", "БЕЗЗАЩИТНЫЕ"}) | own)


def _are_counted(victims: Item, item: Item, tokens: Sequence[Token]) -> bool:
    """ "Мирных штук пять", "гражданских двадцать": the number stands after whom it counts."""
    forms = readings(tokens[victims.last].low)[:2]
    many = any({"gent", "plur"} <= reading.grammemes for reading in forms)
    return many and item.counted is not None and item.counted.what in {BARE, PEOPLE}


def _without_number(item: Item) -> Item:
    if item.counted is not None and item.counted.quantity.people:
        return replace(item, marks=(item.marks - _OTHER_NUMBERS) | {"ЧИСЛО"})  # "четверо"
    if item.marks.isdisjoint(_OTHER_NUMBERS):
        return item
    return replace(item, marks=item.marks - _OTHER_NUMBERS)


def _classes(tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for token in tokens[first : last + 1]:
        found |= classes_of(token.low)
    return found


def _place_marks(row: Sequence[Item], index: int) -> frozenset[str]:
    before = index - 1
    while before >= 0 and row[before].marks & _KINDS_OF_PLACE:
        before -= 1
    direct = before < 0 or "К" not in row[before].marks
    return frozenset({"МЕСТО_ПРЯМО"}) if direct else frozenset()
