"""How the speaker knows what he claims, and the words that name who told it.

"took_part" where he or "we" are the doers, "saw" where he says that he saw it, "told" and
"television" where he has it from others. Nothing is concluded from what is not said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.claims.russian.clauses import BREAKS
from earwitness.claims.russian.items import Item
from earwitness.runtime.russian.words import Token, readings

# How far before and after a claim, in items, the word that says it may stand: "пацаны
# рассказывали, двадцать седьмую …", "сорок двухсотых, по телевизору сказали". Estimates.
_BEFORE, _AFTER = 12, 5
# How many items a source has: "ребята с соседнего полка".
_LONGEST_SOURCE = 5
_DOERS = frozenset({"=я", "=мы", "=сам", "=сами"})
# Who is moved, or ordered, takes part in it.
_MOVED = frozenset({"=нас", "=нам", "=мне", "=меня"})
_SEEING = frozenset({"видеть", "увидеть", "видать", "наблюдать", "смотреть"})
_ON_AIR = frozenset({"новость", "телевизор", "канал", "эфир"})
_CALLED = frozenset({"звонить", "позвонить", "писать", "написать", "приехать", "приезжать"})
_CHAT = frozenset({"чат", "телеграм", "группа", "ватсап", "интернет", "телега"})


@dataclass(frozen=True, slots=True)
class Knowing:
    """`known_by` of a claim, and the tokens [first, last] of its source, if that is named."""

    known_by: str | None = None
    source: tuple[int, int] | None = None


def knowing(
    row: Sequence[Item], tokens: Sequence[Token], kind: str, span: tuple[int, int], *, hearsay: bool
) -> Knowing:
    """How a claim on items [first, last] is known.

    `hearsay` is what the rules of hearsay say; a source on television needs no word of telling.
    """
    first, last = span
    start, end = max(0, first - _BEFORE), min(len(row), last + 1 + _AFTER)
    on_air = _on_air(row, start, end)
    took_part = _takes_part(row, tokens, kind, first, last)
    if on_air is not None and not took_part:
        return Knowing("television", on_air)
    told = _told(row, tokens, start, end)
    if hearsay and told is not None:
        return told
    if any(_is_seen(row, tokens, index) for index in range(start, end)):
        return Knowing("saw")
    if took_part:
        return Knowing("took_part")
    return told if told is not None and kind in {"position", "looting"} else Knowing()


def _takes_part(
    row: Sequence[Item], tokens: Sequence[Token], kind: str, first: int, last: int
) -> bool:
    inside = row[first : last + 1]
    if any(item.marks & _DOERS for item in row[max(0, first - 2) : last + 1]):
        return True
    if any(_is_first_person(tokens, item) for item in inside):
        return True
    moved = kind in {"order", "position"}
    return moved and any(item.marks & _MOVED for item in row[max(0, first - 2) : last + 1])


def _is_first_person(tokens: Sequence[Token], item: Item) -> bool:
    return any(
        "1per" in reading.grammemes and reading.part == "VERB"
        for reading in readings(tokens[item.last].low)[:1]
    )


def _is_seen(row: Sequence[Item], tokens: Sequence[Token], index: int) -> bool:
    """ "Я видел", "сам видел", "своими глазами", "на моих глазах", "при мне"."""
    marks = row[index].marks
    before = [item.marks for item in row[max(0, index - 2) : index]]
    if marks & {"=глазах", "=глазами"}:
        return any(m & {"=моих", "=своими", "=наших", "=меня"} for m in [*before, marks])
    if "=при" in marks and index + 1 < len(row) and row[index + 1].marks & {"=мне", "=нас"}:
        return True
    if not marks & _SEEING:
        return False
    past = any("past" in reading.grammemes for reading in readings(tokens[row[index].last].low)[:1])
    others = frozenset({"=он", "=она", "=они", "=кто", "=ты", "=вы"})
    return (past or _is_first_person(tokens, row[index])) and not any(m & others for m in before)


def _on_air(row: Sequence[Item], start: int, end: int) -> tuple[int, int] | None:
    """The words that name television, the news or who speaks there for the state."""
    for index in range(start, end):
        if "ТЕЛЕВИЗОР" not in row[index].marks or (
            "ВЕЩЬ" in row[index].marks and not _is_by(row, index)
        ):
            continue
        if row[index].marks & _ON_AIR and not _is_by(row, index):
            continue
        first = index
        while first > start and index - first < 2 and not _is_preposition(row[first]):
            first -= 1
        first = first if _is_preposition(row[first]) else index
        return row[first].first, row[index].last
    return None


def _is_preposition(item: Item) -> bool:
    return bool(item.marks & {"=по", "=в", "=на", "=из"})


def _is_by(row: Sequence[Item], index: int) -> bool:
    return any(_is_preposition(item) for item in row[max(0, index - 2) : index])


def _told(row: Sequence[Item], tokens: Sequence[Token], start: int, end: int) -> Knowing | None:
    """The nearest word of telling before a claim, or after it, with its source."""
    for index in range(end - 1, start - 1, -1):
        marks = row[index].marks
        if "СЛУХ" not in marks or _is_own_word(row, index):
            continue
        return Knowing("told", _source(row, tokens, index))
    return None


def _is_own_word(row: Sequence[Item], index: int) -> bool:
    marks = row[index].marks
    heard = bool(marks & {"слышать", "услышать"})
    return not heard and any("=я" in item.marks for item in row[max(0, index - 2) : index])


def _source(row: Sequence[Item], tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Whose words they are: the noun before the verb, "от соседки", "в чате", the noun after it."""
    for after in range(index + 1, min(index + 3, len(row))):
        if "=от" in row[after].marks and after + 1 < len(row) and _is_noun(tokens, row[after + 1]):
            return _tokens(row, after + 1, after + 1)
    last = index - 1
    if last >= 0 and row[last].marks & BREAKS and last and row[last - 1].marks & _CALLED:
        last -= 2  # "Жена Витька звонила, говорит"
    first = _start_of_source(row, tokens, last)
    if first is not None:
        return _tokens(row, first, last)
    after = index + 1
    if after < len(row) and _is_noun(tokens, row[after], "nomn") and not row[after].place:
        return _tokens(row, after, after)
    return None


def _start_of_source(row: Sequence[Item], tokens: Sequence[Token], last: int) -> int | None:
    """The first item of the source that ends right before the verb of telling."""
    for index in range(last, max(-1, last - _LONGEST_SOURCE), -1):
        if row[index].marks & BREAKS or "ГЛАГОЛ" in row[index].marks:
            return None
        if row[index].marks & _CHAT and index and _is_preposition(row[index - 1]):
            return index - 1
        if _is_noun(tokens, row[index], "nomn", "anim"):
            before = index - 1
            beside = before >= 0 and _is_noun(tokens, row[before], "nomn", "anim")
            return before if beside else index
    return None


def _is_noun(tokens: Sequence[Token], item: Item, *grammemes: str) -> bool:
    return any(
        reading.part == "NOUN" and set(grammemes) <= reading.grammemes
        for reading in readings(tokens[item.last].low)[:2]
    )


def _tokens(row: Sequence[Item], first: int, last: int) -> tuple[int, int]:
    return row[first].first, row[last].last
