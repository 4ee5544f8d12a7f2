"""How the speaker knows what he says: took part, saw, was told, heard it on television."""

from collections.abc import Sequence

from earwitness.claims.english.items import Item

# How far before and after a claim, in items, the words may stand. Estimates.
_BEFORE, _AFTER = 14, 6

_TELLERS = frozenset({"PEOPLE", "COMMANDER", "ONE_SOLDIER", "TV"})


def known_by(row: Sequence[Item], first: int, last: int) -> str | None:
    """ "television", "told", "saw" or "took_part" of what items [first, last] say, or None."""
    around = row[max(0, first - _BEFORE) : last + 1 + _AFTER]
    if any("TV" in item.marks for item in around):
        return "television"
    if is_hearsay(row, first, last):
        return "told"
    if any("SAW" in item.marks for item in around):
        return "saw"
    if any("WE_DO" in item.marks for item in row[first : last + 1]):
        return "took_part"
    return None


def is_hearsay(row: Sequence[Item], first: int, last: int) -> bool:
    """Whether a word of hearsay stands before, or right after, items [first, last]."""
    for index in range(max(0, first - _BEFORE), min(last + _AFTER, len(row))):
        marks = row[index].marks
        if "DONT_KNOW" in marks:
            return True
        if (
            "HEARSAY" in marks
            and (index < first or index > last or "say" in marks)
            and not _is_order(row, index)
        ):
            return True
    return False


def _is_order(row: Sequence[Item], index: int) -> bool:
    """ "They told us to go" passes nothing on."""
    after = row[index : index + 4]
    return (
        any("to" in item.marks for item in after[1:])
        and bool(row[index].marks & {"TELL", "they", "were", "told"})
        and not any("that" in item.marks for item in after)
    )


def told_by(row: Sequence[Item], first: int) -> int | None:
    """The item of the words that name who told it, or None."""
    for index in range(max(0, first - _BEFORE), first):
        if "HEARSAY" in row[index].marks:
            for back in range(index, max(-1, index - 3), -1):
                marks = row[back].marks
                if marks & _TELLERS and "us" not in marks:
                    return back
    return None
