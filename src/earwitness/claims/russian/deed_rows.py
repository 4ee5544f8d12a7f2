"""The items of a sentence as the rules of deeds see them.

A number that counts victims or bodies ("двоих гражданских", "три тела") is no bare number there:
it is marked СЧИТАНО and carries the classes of its noun, so that a rule needs no pattern of its own
for it; so is one that counts goods. A place without a preposition is МЕСТО_ПРЯМО.
"""

from collections.abc import Sequence
from dataclasses import replace

from earwitness.claims.russian.counting import BARE, PEOPLE
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.lexicon import classes_of
from earwitness.runtime.russian.words import Token, readings

_VICTIMS = frozenset({"ЖЕРТВА", "ТРУП"})
# "Два контейнера стиралок": what is counted is what a looter carries.
_GOODS = frozenset({"ВЕЩЬ", "ВЁЗ"})
# "За Днепром" is a bank of the river, not the town of that name.
_RIVERS = frozenset({"Днепр", "Донец"})
_OVER = frozenset({"=за", "=через", "=над"})
_AGES = frozenset({"=старше", "=младше", "=моложе"})
_NUMBERS = frozenset({"ЧИСЛО", "ИНОЕ_ЧИСЛО"})
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
    if "ЖЕРТВА" in item.marks and index and "=у" in row[index - 1].marks:
        return replace(item, marks=item.marks - {"ЖЕРТВА"})  # "часы у пленного снял"
    if "ТЕЛЕВИЗОР" in item.marks and index and "=по" in row[index - 1].marks:
        return replace(item, marks=item.marks - {"ВЕЩЬ"})
    if not item.marks & _NUMBERS:
        return _without_number(item)
    inside = _classes(tokens, item.first, item.last)
    following = frozenset[str]().union(*(other.marks for other in row[index + 1 : index + 3]))
    victims = (inside | following) & _VICTIMS
    before = row[index - 1].marks if index else frozenset()
    if before & _AGES:
        return replace(item, marks=frozenset())
    if "ЖЕРТВА" in before and _are_counted(tokens[row[index - 1].last].low, item, tokens):
        victims |= before & _VICTIMS
    if not victims:
        goods = inside & _GOODS
        return replace(item, marks=goods) if goods else _without_number(item)
    return replace(item, marks=frozenset({"СЧИТАНО"}) | (inside & _VICTIMS))


def _are_counted(victims: str, item: Item, tokens: Sequence[Token]) -> bool:
    """ "Мирных штук пять", "гражданских двадцать": the number stands after whom it counts."""
    many = any({"gent", "plur"} <= reading.grammemes for reading in readings(victims)[:2])
    pieces = any(token.low == "штук" for token in tokens[item.first : item.last + 1])
    return many and (pieces or (item.counted is not None and item.counted.what in {BARE, PEOPLE}))


def _without_number(item: Item) -> Item:
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
