"""Ranges of numbers: which country, region and operator they were given to, on which day."""

from dataclasses import dataclass

BUILT_IN = "phonenumbers"
"""The source of answers that come from the built-in data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRange:
    """The numbers from `first` to `last` (E.164, both included), as one table gives them.

    `country` is ISO 3166 with two letters, `region` and `operator` are as written, "" where
    the table is silent. `operator_code` is the taxpayer number of the operator, if it is given.
    `as_of` is the day of the table (ISO 8601), or the version of the built-in data; `source` the id
    of the table, or `BUILT_IN`, of which `first` and `last` are "": it does not show its ranges.
    """

    first: str
    last: str
    country: str
    region: str
    operator: str
    as_of: str
    source: str
    operator_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeTable:
    """One registry table as read. `id` is short and unique in the case, `sha256` of its bytes.

    `as_of` is the day that it describes, as the person said who handed it in. `partial`: some rows
    could not be read, so that a number that is in none of its ranges may still be in the file.
    """

    id: str
    source_name: str
    sha256: str
    as_of: str
    range_count: int
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeAnswer:
    """What one table says of one line.

    `ranges` are those that hold it: one; several where the table contradicts itself; none where
    the table knows the code of the line and gives its number to nobody. `later`: the table is of a
    day after the one that was asked for, because there is none before it.
    """

    line: str
    source: str
    as_of: str
    ranges: tuple[NumberRange, ...] = ()
    later: bool = False
