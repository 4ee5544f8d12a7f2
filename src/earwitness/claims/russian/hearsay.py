"""Whether the speaker passes on what others told them."""

from collections.abc import Sequence

from earwitness.claims.russian.items import Item

# How far before a claim, in items, the word may stand: "пацаны рассказывали, двадцать седьмую …".
_REACH = 12
# How far after it: "сорок двухсотых, рассказывали", and "…, я сам не видел".
_SAID_AFTER, _UNSEEN_AFTER = 3, 6
# "Роту положили под Лиманом, мне Витёк рассказал": who says to whom, may stand farther off.
_TOLD_ME_AFTER = 8
_TOLD = frozenset(
    {"говорить", "сказать", "рассказывать", "рассказать", "передать", "писать", "звонить"}
)


def is_hearsay(
    row: Sequence[Item], first: int, last: int, part_of_it: frozenset[int] = frozenset()
) -> bool:
    """Whether a word of hearsay stands before or right after items [first, last].

    `part_of_it` are items that tell the matter itself: "семеро сказали, что не пойдут".
    "Я говорю" is none, "я слышал", "я сам не видел" and "не знаю, сколько" are.
    """
    start = max(0, first - _REACH)
    for index in range(start, min(last + _UNSEEN_AFTER, len(row))):
        marks = row[index].marks
        if "не:видеть" in marks or ("не:знать" in marks and _asks_how_many(row, index)):
            return True
        if "не:знать" in marks and any(
            "=может" in item.marks for item in row[index + 1 : index + 4]
        ):
            return True  # "не знаю, может, сто"
        if _is_uncounted(row, index):
            return True
        if index > last + _SAID_AFTER or index in part_of_it:
            continue
        if "СЛУХ" in marks and not (marks & _TOLD and _said_by_speaker(row, index)):
            return True
        if "ПРИЧИНА" in marks and index and row[index - 1].marks & {"=его", "=ее", "=их", "по"}:
            return True
    following = range(last + 1, min(last + 1 + _TOLD_ME_AFTER, len(row)))
    return any(_is_told_to_speaker(row, index) for index in following)


def _is_told_to_speaker(row: Sequence[Item], index: int) -> bool:
    to_me = any(item.marks & {"=мне", "=нам"} for item in row[max(0, index - 2) : index])
    return to_me and bool(row[index].marks & {"рассказать", "рассказывать"})


def _said_by_speaker(row: Sequence[Item], index: int) -> bool:
    return any("=я" in item.marks for item in row[max(0, index - 2) : index])


def _is_uncounted(row: Sequence[Item], index: int) -> bool:
    """ "никто не считал", "кто их считал": what is said is a guess."""
    marks = row[index].marks
    before = row[max(0, index - 3) : index]
    who = frozenset({"=никто"}) if "не:считать" in marks else frozenset({"=кто"})
    return bool(marks & {"считать", "не:считать"}) and any(item.marks & who for item in before)


def _asks_how_many(row: Sequence[Item], index: int) -> bool:
    return any("сколько" in item.marks for item in row[index + 1 : index + 4])
