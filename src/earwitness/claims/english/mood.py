"""Whether a sentence states what it says, or asks, supposes, plans or jokes."""

from collections.abc import Sequence

from earwitness.claims.english.items import Item
from earwitness.claims.english.word_lists import listed

_AUXILIARIES = listed("mood.auxiliaries")
_SUBJECTS = listed("mood.subjects")
# "The commander ran away, you know?" tells, it does not ask.
_TAGS = listed("mood.tags")
# Words that may stand before the question itself.
_LEADING = frozenset({"so", "and", "well", "but", ",", "mom", "mum", "tell", "me", "hey"})
# How far before and after, in items, such words count. Estimates.
_IF_BEFORE, _IF_AFTER, _PLAN_BEFORE = 16, 6, 4
# Items of a sentence that only takes back. Estimate.
_WITHDRAWAL = 7


def is_question(row: Sequence[Item], marked: bool) -> bool:
    """Whether a sentence asks: by its mark, or by its order of words where marks are missing."""
    if not row:
        return False
    start = 0
    while start < len(row) - 1 and row[start].marks & _LEADING:
        start += 1
    first, second = row[start].marks, row[start + 1].marks if start + 1 < len(row) else frozenset()
    inverted = bool(
        first & _AUXILIARIES and second & _SUBJECTS and not _participle_second(row, start)
    )
    asks = inverted or bool(first & {"how"} and second & {"many", "much", "did", "are", "is"})
    if not marked:
        return asks
    tag = len(row) > 2 and bool(row[-1].marks & _TAGS) and any("," in i.marks for i in row[-5:])
    return asks or not tag


def _participle_second(row: Sequence[Item], start: int) -> bool:
    """ "Were all killed": what a recogniser makes of "we're all killed"."""
    after = row[start + 2].marks if start + 2 < len(row) else frozenset[str]()
    return bool(
        row[start].marks & {"were", "had"}
        and row[start + 1].marks & {"all", "not"}
        and "PARTICIPLE" in after
    )


def is_withdrawn(row: Sequence[Item]) -> bool:
    """Whether a short sentence takes back as a joke what was said before: "Just kidding, mom." """
    jokes = any("JOKE" in item.marks for item in row)
    denied = any(item.marks & {"not", "no", "never", "without"} for item in row)
    return jokes and not denied and len(row) <= _WITHDRAWAL


def mood_of(row: Sequence[Item], first: int, last: int, kind: str, steps: Sequence[int]) -> str:
    """ "hypothetical", "plan", "joke" or "" of what items [first, last] say."""
    if any("JOKE" in item.marks for item in row):
        return "joke"
    before = row[max(0, first - _IF_BEFORE) : last + 1]
    after = []
    for item in row[last + 1 : last + 1 + _IF_AFTER]:
        if item.marks & {",", "SIGN", "and", "but"}:
            break
        after.append(item)
    if any("IF" in item.marks and "even" not in item.marks for item in [*before, *after]):
        return "hypothetical"
    if kind in {"order", "position"}:
        return ""
    verb = next((index for index in steps if row[index].verb), None)
    if (
        verb is not None
        and "BASE" in row[verb].marks
        and not row[verb].marks & {"PAST", "PARTICIPLE"}
    ):
        near = row[max(0, verb - _PLAN_BEFORE) : verb]
        if any("PLAN" in item.marks for item in near) and "decided" not in {
            m for i in near for m in i.marks
        }:
            return "plan"
    return ""
