"""Which column of a table is what: headers in three languages, or a declared mapping."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from earwitness.crossing.numbers import parse_number
from earwitness.records.call import NumberKind

HEADER_WITHIN = 20
"""Rows from the top among which the header must be; above it stand titles and notes."""

SHARE_OF_NUMBERS = 0.6
"""Share of filled cells that must look like numbers for an unnamed column of numbers."""

_NOT_WORDS = re.compile(r"[\W_]+")

Columns = dict[str, int]


@cache
def known_headers() -> Mapping[str, str]:
    """Header as compared → our field name (`data/table_headers.toml`)."""
    text = files("earwitness.crossing").joinpath("data/table_headers.toml").read_text("utf-8")
    return {
        compared(header): field
        for field, headers in tomllib.loads(text).items()
        for header in headers
    }


def compared(header: str) -> str:
    """A header in the form in which headers are compared."""
    return _NOT_WORDS.sub(" ", header.lower().replace("ё", "е")).strip()


def columns_of(row: Sequence[str], declared: Mapping[str, str]) -> Columns:
    """Our field → position, for a row taken as header.

    `declared` (our field → their header) goes before the known headers. The first of two equal
    columns counts.
    """
    ours = {compared(header): field for field, header in declared.items()}
    columns: Columns = {}
    for position, cell in enumerate(row):
        field = ours.get(compared(cell)) or known_headers().get(compared(cell))
        if field is not None:
            columns.setdefault(field, position)
    return columns


def is_about_people(columns: Columns) -> bool:
    """Whether these columns make a table of people: names, with numbers or ids or both names."""
    named = columns.keys() & {"name", "first_name", "surname", "tag"}
    keyed = columns.keys() & {"phone", "profile_id"}
    return bool(named and keyed) or {"first_name", "surname"} <= columns.keys()


def is_about_tags(columns: Columns) -> bool:
    """Whether these columns are phone-book tags: how strangers saved a number.

    A "label" beside a name is rather the kind of the number (mobile, home), unless it is counted.
    """
    of_somebody = columns.keys() & {"first_name", "surname", "name"}
    counted = "count" in columns and not of_somebody & {"first_name", "surname"}
    return {"tag", "phone"} <= columns.keys() and (counted or not of_somebody)


def header_of(
    rows: Sequence[Sequence[str]], declared: Mapping[str, str]
) -> tuple[int, Columns] | None:
    """Position and columns of the row that reads best as a header, None if none does."""
    found = [(i, columns_of(row, declared)) for i, row in enumerate(rows[:HEADER_WITHIN])]
    usable = [(i, c) for i, c in found if is_about_people(c) or _is_declared(c, declared)]
    return max(usable, key=lambda item: (len(item[1]), -item[0]), default=None)


def _is_declared(columns: Columns, declared: Mapping[str, str]) -> bool:
    """A declared mapping may name a single column; one hit besides is enough."""
    return bool(declared) and bool(columns.keys() & declared.keys()) and len(columns) > 1


def has_one_column_of_numbers(rows: Sequence[Sequence[str]], region: str) -> bool:
    """Whether exactly one column, below the first row, holds telephone numbers.

    Call lists have two; tables of something else have none.
    """
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 3:
        return False
    columns = ([row[i] for row in rows[1:] if i < len(row) and row[i].strip()]
               for i in range(min(width, 200)))  # fmt: skip
    return sum(_holds_numbers(cells, region) for cells in columns) == 1


def _holds_numbers(cells: Sequence[str], region: str) -> bool:
    lines = sum(parse_number(cell, region=region).kind is NumberKind.LINE for cell in cells)
    return bool(cells) and lines >= SHARE_OF_NUMBERS * len(cells)
