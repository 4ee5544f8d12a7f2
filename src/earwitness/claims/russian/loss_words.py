"""Which word of loss a number goes with: "двое погибли трое ранены", "погибло двое ранено трое".

Speech without commas puts numbers and words of loss side by side. Whoever begins with a number
goes on so, and whoever begins with the word, too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from earwitness.claims.russian.items import Item
from earwitness.claims.russian.patterns import Match

_VERBS = frozenset(
    {"ПОГИБНУТЬ", "РАНИТЬ", "УБИТЬ", "ПОТЕРЯТЬ", "ПРОПАСТЬ", "ОТКАЗАТЬСЯ", "ОСТАТЬСЯ", "УМЕРЕТЬ"}
)
_NOUNS = frozenset({"УБИТЫЕ", "РАНЕНЫЕ", "ОТКАЗНИКИ", "ПЛЕННЫЕ", "=плен", "=плену", "=вести"})
LOSS_WORDS = _VERBS | _NOUNS
# A number before one of these is the whole, not what was lost.
_WHOLE = frozenset({"из", "от", "быть", "с", "со"})
_AUXILIARY = frozenset({"быть", "мочь", "считать", "понимать", "представлять", "казаться"})
# How far before its word a number may stand: "двое уже там погибли".
_REACH = 3
# How far around a verb of being hit the fate of those men is told. Estimate.
_BESIDE = 6
_HIT = frozenset({"накрыть", "засыпать", "завалить"})
_FATE = frozenset({"ПОГИБНУТЬ", "УБИТЬ", "УБИТЫЕ"})
_ALIVE = frozenset({"ВЫЖИТЬ", "=живы", "=живые", "=целы", "=целые"})
# Of "двенадцать человек было, погибли двое" the number before is the whole.
_THERE = frozenset({"быть", "ехать", "сидеть", "спать", "стоять", "находиться"})
_PLURAL_VERB = ("ли", "ло")


def hides_a_loss(row: Sequence[Item], match: Match, fields: Mapping[str, Any]) -> bool:
    """Whether a gap holds a word of loss that the match leaves out, or a verb before its number.

    Then the number goes with that word. "Живых осталось" is one word said twice.
    """
    words = LOSS_WORDS - {"ОСТАТЬСЯ"} if "remaining" in match.captured else LOSS_WORDS
    gaps = [i for i in range(match.first + 1, match.last) if i not in match.taken]
    if any(row[index].marks & words for index in gaps):
        return True
    if len(match.captured) == 1 and any("остальной" in row[index].marks for index in gaps):
        return True  # "вернулись сорок, остальные погибли"
    if _is_of_those_there(row, match, gaps):
        return True
    verbs = [i for i in gaps if "ГЛАГОЛ" in row[i].marks]
    if "destroyed" in fields:
        return any(not row[index].marks & _AUXILIARY for index in verbs)
    if len(match.captured) != 1 or "ГЛАГОЛ" not in row[match.first].marks:
        return False
    number = next(iter(match.captured.values()))
    return any(index < number and not _is_auxiliary(row, match, index) for index in verbs)


def _is_of_those_there(row: Sequence[Item], match: Match, gaps: Sequence[int]) -> bool:
    """Whether a number is of those who were there: "двенадцать человек было | погибли двое"."""
    if len(match.captured) != 1 or match.first not in match.captured.values():
        return False
    words = [mark for mark in row[match.last].marks if mark.startswith("=")]
    after = row[match.last + 1].marks if match.last + 1 < len(row) else frozenset()
    finite = "ПОГИБНУТЬ" in row[match.last].marks and any(w.endswith(_PLURAL_VERB) for w in words)
    return finite and "ЧИСЛО" in after and any(row[i].marks & _THERE for i in gaps)


def is_only_hit(row: Sequence[Item], match: Match) -> bool:
    """Whether a number is of those who were hit, as the dead or living are told of beside.

    "Накрыло пятерых, двоих насмерть"; "накрыло пятерых" alone is said of the dead.
    """
    words = [row[i].marks for i in match.taken if row[i].marks & LOSS_WORDS]
    if not words or not all(marks & _HIT for marks in words):
        return False
    beside = [*range(max(0, match.first - _BESIDE), match.first)]
    beside += range(match.last + 1, min(match.last + 1 + _BESIDE, len(row)))
    return any(_tells_fate(row, index, beside) for index in beside)


def _tells_fate(row: Sequence[Item], index: int, beside: Sequence[int]) -> bool:
    """Whether a word says that they lived, or how many died: "двоих насмерть", "погибли двое"."""
    marks = row[index].marks
    if marks & _ALIVE:
        return True
    numbered = any(
        i in beside and row[i].marks & {"ЧИСЛО", "ОДИН", "ДОЛЯ"} for i in (index - 1, index + 1)
    )
    return bool(marks & _FATE) and not marks & _HIT and numbered


def _is_auxiliary(row: Sequence[Item], match: Match, index: int) -> bool:
    """ "ранено было", "погибло, может"; but not "хоронили, народу было"."""
    marks = row[index].marks
    return "мочь" in marks or ("быть" in marks and index == match.first + 1)


def takes_anothers_number(row: Sequence[Item], match: Match, fields: Mapping[str, Any]) -> bool:
    """Whether the match takes a number that the words beside it have, or denies what is counted."""
    if 0 in fields.values() and _has_number_after(row, match.last):
        return True
    if match.first in match.captured.values() and _follows_its_word(row, match.first):
        return True
    if len(match.captured) != 1:
        return False
    number = next(iter(match.captured.values()))
    before = [i for i in match.taken if i < number and row[i].marks & LOSS_WORDS]
    return bool(before) and _number_leads(row, max(before))


def _has_number_after(row: Sequence[Item], index: int) -> bool:
    """ "погибших нет | раненых четверо": a noun that has its number is not the one denied.

    "Без двухсотых, шесть трёхсотых" denies it all the same.
    """
    if index and "без" in row[index - 1].marks:
        return False
    after = row[index + 1].marks if index + 1 < len(row) else frozenset()
    return "ЧИСЛО" in after and bool(row[index].marks & _NOUNS)


def _follows_its_word(row: Sequence[Item], number: int) -> bool:
    """Whether a number goes with the word right before it: "погибло двое | ранено трое"."""
    if number > 1 and "ТИРЕ" in row[number - 1].marks and row[number - 2].marks & _NOUNS:
        return True  # "300-х — 7, 200-х — 2"
    if not number or not row[number - 1].marks & LOSS_WORDS:
        return False
    if not row[number - 1].marks & _NOUNS and _noun_follows_each(row, number):
        return False
    if "ОСТАТЬСЯ" in row[number - 1].marks and not row[number - 1].marks & (
        _NOUNS | _VERBS - {"ОСТАТЬСЯ"}
    ):
        return not _number_leads(row, number - 1)
    if _has_code_of_its_own(row, number) or "ЕДИНСТВЕННОЕ" in row[number - 1].marks:
        return False
    denied = number > 1 and bool(row[number - 2].marks & {"без", "НЕТУ"})
    return not denied and not _number_leads(row, number - 1)


def _has_code_of_its_own(row: Sequence[Item], number: int) -> bool:
    """ "накрыло: восемь двухсотых, двенадцать трёхсотых"; not "погибло двое, раненых трое"."""
    marks = [item.marks for item in row[number - 1 : number + 4]]
    verb_before = bool(marks[0] & _VERBS) and not marks[0] & _NOUNS
    if not verb_before or len(marks) < 3 or not marks[2] & _NOUNS:
        return False
    counted_after = len(marks) > 3 and "ЧИСЛО" in marks[3]
    return not counted_after or (len(marks) > 4 and bool(marks[4] & _NOUNS))


def _noun_follows_each(row: Sequence[Item], number: int) -> bool:
    """ "накрыло два двухсотых один трёхсотый": each number from this one on has its noun after it.

    In "погибло двое раненых трое" the last has none.
    """
    while number + 1 < len(row) and row[number + 1].marks & _NOUNS:
        following = (
            number + 3 if number + 2 < len(row) and "и" in row[number + 2].marks else number + 2
        )
        if following >= len(row) or not row[following].marks & {"ЧИСЛО", "ОДИН"}:
            return True
        number = following
    return False


def _number_leads(row: Sequence[Item], word: int) -> bool:
    """Whether a word of loss has its number before it, as the words of this run have."""
    while True:
        number = _number_before(row, word)
        if number is None:
            return False
        if not number or not row[number - 1].marks & LOSS_WORDS:
            return not (number and row[number - 1].marks & _WHOLE)
        if _has_code_of_its_own(row, number):
            return True
        word = number - 1


def _number_before(row: Sequence[Item], word: int) -> int | None:
    for index in range(word - 1, max(word - 1 - _REACH, -1), -1):
        marks = row[index].marks
        if marks & {"ЧИСЛО", "ДОЛЯ"}:
            return index
        if marks & LOSS_WORDS:
            parts = row[index + 1 : word]  # one word of two parts: "пропал без вести"
            joined = all(item.marks & {"без", "в"} for item in parts)
            return _number_before(row, index) if joined else None
        if marks & {",", "ЗНАК", "ГЛАГОЛ"}:
            return None
    return None
