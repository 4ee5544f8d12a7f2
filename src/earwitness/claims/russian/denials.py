"""What a sentence calls untrue: "это неправда, что …", "врут, что …", "…, это враньё"."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.claims.russian.clauses import BREAKS
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.patterns import EncodedRow

_UNTRUE = ("неправда", "вранье", "ложь", "брехня", "враки", "не:правда")
# Words that deny only what "что" brings after them: "бред, что полк разбит".
_LIE = (
    "бред",
    "чушь",
    "ерунда",
    "=врет",
    "=врут",
    "=врал",
    "=врали",
    "=брешет",
    "=брешут",
    "=наврал",
    "=наврали",
)
_THAT = frozenset({"=что", "=будто", "=якобы"})
# "Потерь нет, враньё это всё" is the speaker's own word; "говорят, потерь нет, враньё" is not.
_TELLING = frozenset({"СЛУХ", "ТЕЛЕВИЗОР"})
_TURNS = frozenset({"=а", "=но"})
# Words that may stand around "неправда" without being what is untrue.
_BESIDE = frozenset(
    {"=это", "=все", "=да", "=нет", "=полная", "=полное", "=сплошное", "=ой", "=ну"}
)
# How far, in items, what is untrue may reach. Estimate.
_REACH = 12


@dataclass(frozen=True, slots=True)
class Untrue:
    """Items that others say and the speaker calls a lie, and those with which he answers it.

    "Неправда, никаких двухсотых нет" answers a rumour: it is no report of his own, and he denies
    not that there are none.
    """

    lies: frozenset[int] = frozenset()
    answers: frozenset[int] = frozenset()


def called_untrue(row: Sequence[Item], encoded: EncodedRow) -> Untrue:
    """What a sentence calls a lie."""
    untrue, lie = encoded.having(_UNTRUE), encoded.having(_LIE)
    if not untrue | lie:
        return Untrue()
    lies: set[int] = set()
    answers: set[int] = set()
    for index in range(len(row)):
        if (untrue | lie) >> index & 1:
            lies |= _said_after(row, index)
        if untrue >> index & 1:
            lies |= _said_before(row, index)
            answers |= _answer(row, index)
    return Untrue(frozenset(lies), frozenset(answers - lies))


def _after(row: Sequence[Item], index: int) -> int:
    start = index + 1
    while start < len(row) and row[start].marks & (BREAKS | _BESIDE):
        start += 1
    return start


def _said_after(row: Sequence[Item], index: int) -> set[int]:
    """ "Неправда, что …", "врут они, что …"."""
    start = _after(row, index)
    that = next((i for i in range(start, min(start + 4, len(row))) if row[i].marks & _THAT), None)
    if that is not None and (that == start or "," in row[that - 1].marks):
        return _clause(row, that + 1)
    return set()


def _answer(row: Sequence[Item], index: int) -> set[int]:
    """ "Неправда, никаких двухсотых нет"."""
    opens = all(item.marks & (BREAKS | _BESIDE) for item in row[:index])
    said = _clause(row, _after(row, index)) if opens else set()
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


def _said_before(row: Sequence[Item], index: int) -> set[int]:
    """ "Говорят, у нас сорок двухсотых, это неправда": what stands before such an end."""
    after = row[index + 1].marks if index + 1 < len(row) else BREAKS
    end = index
    while end and row[end - 1].marks & _BESIDE:
        end -= 1
    apart = end < index or "=это" in after or (end > 0 and bool(row[end - 1].marks & BREAKS))
    if not apart or not after & (BREAKS | _BESIDE):
        return set()
    end -= 1 if end and row[end - 1].marks & BREAKS else 0
    said: set[int] = set()
    for at in range(end - 1, max(end - 1 - _REACH, -1), -1):
        if row[at].marks & (BREAKS | _TURNS):
            break
        said.add(at)
    told = any(item.marks & _TELLING for item in row[:index])
    return said if told or not any(_is_denied(row[i]) for i in said) else set()


def _is_denied(item: Item) -> bool:
    return "НЕТУ" in item.marks or any(mark.startswith("не:") for mark in item.marks)
