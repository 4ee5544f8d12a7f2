"""Long lists in pieces: SQLite takes a limited number of values in one query."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

CHUNK = 300

Item = TypeVar("Item")


def in_chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """The items in order, at most `size` at once; none is asked for before its time."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def of_these(
    rows: QuerySet[Any], column: str, wanted: Sequence[str] | None
) -> Iterator[QuerySet[Any]]:
    """The rows whose column has one of these values (None: all rows), as one query or several."""
    if wanted is None:
        yield rows
        return
    for chunk in in_chunks(wanted):
        yield rows.filter(**{f"{column}__in": chunk})
