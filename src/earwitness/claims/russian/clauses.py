"""Where a clause of a sentence begins and ends, as far as punctuation shows it."""

from collections.abc import Sequence

from earwitness.claims.russian.items import Item

BREAKS = frozenset({",", "ЗНАК"})


def clause_start(row: Sequence[Item], index: int) -> int:
    """The first item of the clause that holds an item."""
    while index > 0 and not row[index - 1].marks & BREAKS:
        index -= 1
    return index


def clause_end(row: Sequence[Item], index: int) -> int:
    """The last item of the clause that holds an item."""
    while index + 1 < len(row) and not row[index + 1].marks & BREAKS:
        index += 1
    return index


def around(
    row: Sequence[Item], first: int, last: int, *, before: int, after: int
) -> Sequence[Item]:
    """Items [first, last] with at most so many more of their own clauses on both sides."""
    start = max(clause_start(row, first), first - before)
    end = min(clause_end(row, last), last + after)
    return row[start : end + 1]
