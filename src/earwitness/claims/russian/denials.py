"""What a sentence calls untrue: "это неправда, что …", "врут, что …", "…, это враньё"."""

from collections.abc import Sequence

from earwitness.claims.russian.clauses import BREAKS
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.patterns import EncodedRow

_UNTRUE = ("неправда", "вранье", "ложь", "брехня", "враки", "не:правда")
_LIE = ("=врет", "=врут", "=врал", "=врали", "=брешет", "=брешут", "=наврал", "=наврали")
_THAT = frozenset({"=что", "=будто", "=якобы"})
_TURNS = frozenset({"=а", "=но"})
# Words that may stand around "неправда" without being what is untrue.
_BESIDE = frozenset(
    {"=это", "=все", "=да", "=нет", "=полная", "=полное", "=сплошное", "=ой", "=ну"}
)
# How far, in items, what is untrue may reach. Estimate.
_REACH = 12


def called_untrue(row: Sequence[Item], encoded: EncodedRow) -> frozenset[int]:
    """The items that somebody else says or believes, and the speaker calls a lie."""
    untrue, lie = encoded.having(_UNTRUE), encoded.having(_LIE)
    if not untrue | lie:
        return frozenset()
    found: set[int] = set()
    for index in range(len(row)):
        if (untrue | lie) >> index & 1:
            found |= _after(row, index, only_that=not untrue >> index & 1)
        if untrue >> index & 1:
            found |= _before(row, index)
    return frozenset(found)


def _after(row: Sequence[Item], index: int, *, only_that: bool) -> set[int]:
    """ "Неправда, что …", and "неправда, никаких двухсотых нет", which answers a rumour."""
    start = index + 1
    while start < len(row) and row[start].marks & (BREAKS | _BESIDE):
        start += 1
    if start < len(row) and row[start].marks & _THAT:
        return _clause(row, start + 1)
    opens = all(item.marks & (BREAKS | _BESIDE) for item in row[:index])
    said = set() if only_that or not opens else _clause(row, start)
    return said if any(_is_denied(row[i]) for i in said) else set()


def _clause(row: Sequence[Item], start: int) -> set[int]:
    said: set[int] = set()
    for index in range(start, min(start + _REACH, len(row))):
        if row[index].marks & (BREAKS | _TURNS):
            break
        said.add(index)
        if "НЕТУ" in row[index].marks:
            break
    return said


def _before(row: Sequence[Item], index: int) -> set[int]:
    """ "Говорят, у нас сорок двухсотых, это неправда": what stands before such an end."""
    after = row[index + 1].marks if index + 1 < len(row) else BREAKS
    end = index
    while end and row[end - 1].marks & _BESIDE:
        end -= 1
    apart = end < index or (end > 0 and bool(row[end - 1].marks & BREAKS))
    if not apart or not after & (BREAKS | _BESIDE):
        return set()
    end -= 1 if end and row[end - 1].marks & BREAKS else 0
    said: set[int] = set()
    for at in range(end - 1, max(end - 1 - _REACH, -1), -1):
        if row[at].marks & (BREAKS | _TURNS):
            break
        said.add(at)
    return said


def _is_denied(item: Item) -> bool:
    return "НЕТУ" in item.marks or any(mark.startswith("не:") for mark in item.marks)
