"""Country, region and operator of the range of a line, on a day.

The range says to whom numbers were given out, not who uses one now: numbers can be taken along to
another operator (Ukraine since May 2019, Russia since December 2013), and regions of mobile ranges
are those of the operator's licence, not where a phone is.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import phonenumbers
from phonenumbers import PhoneNumber

from earwitness.records.number_range import BUILT_IN, NumberRange, RangeAnswer, RangeTable

PORTABILITY = (
    "The operator is that of the number range. The line may be served by another: numbers can be "
    "taken along. A region is where the numbers were given out, not where the phone is."
)

CODE_DIGITS = 4
"""Digits of E.164 by which a table says whether it covers a number: +7 and the code of three."""

Row = tuple[str, str, str, str, str, str]
"""first, last, country, region, operator, operator code."""


@dataclass(slots=True)
class _Table:
    """The ranges of one table, by their beginning; `reach` is the highest end up to each."""

    table: RangeTable
    firsts: "array[int]" = field(default_factory=lambda: array("q"))
    lasts: "array[int]" = field(default_factory=lambda: array("q"))
    reach: "array[int]" = field(default_factory=lambda: array("q"))
    facts: list[tuple[str, str, str, str]] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)

    def find(self, number: int) -> list[int]:
        """Places of all ranges that hold the number."""
        at, found = bisect_right(self.firsts, number) - 1, []
        while at >= 0 and self.reach[at] >= number:
            if self.lasts[at] >= number:
                found.append(at)
            at -= 1
        return sorted(found)

    def range(self, at: int) -> NumberRange:
        """One range as a record."""
        country, region, operator, code = self.facts[at]
        return NumberRange(
            first=f"+{self.firsts[at]}",
            last=f"+{self.lasts[at]}",
            country=country,
            region=region,
            operator=operator,
            operator_code=code,
            as_of=self.table.as_of,
            source=self.table.id,
        )


class RangeIndex:
    """Tables of several days beside each other, and the built-in data beneath them."""

    def __init__(self, tables: Iterable[tuple[RangeTable, Iterable[Row]]] = ()) -> None:
        self._tables = [_indexed(table, rows) for table, rows in tables]
        self._tables.sort(key=lambda one: (one.table.as_of, one.table.id))

    def at(self, line: str, day: str = "") -> RangeAnswer | None:
        """What the table nearest before a day (ISO 8601; "": the newest) says of a line.

        Of several tables of one day the one that holds the line speaks. Where all tables that
        cover the line are of a later day, the earliest of them answers and says so. None if none
        covers it.
        """
        answers = self.all(line)
        if not answers:
            return None
        before = [one for one in answers if not day or one.as_of <= day]
        as_of = before[-1].as_of if before else answers[0].as_of
        of_that_day = [one for one in answers if one.as_of == as_of]
        leading = next((one for one in of_that_day if one.ranges), of_that_day[0])
        return leading if before else replace(leading, later=True)

    def all(self, line: str) -> list[RangeAnswer]:
        """What every table that covers the line says of it, oldest first."""
        number = int(line.lstrip("+"))
        return [
            RangeAnswer(
                line=line,
                source=one.table.id,
                as_of=one.table.as_of,
                ranges=tuple(map(one.range, one.find(number))),
            )
            for one in self._tables
            if line[1 : 1 + CODE_DIGITS] in one.codes
        ]


def _indexed(table: RangeTable, rows: Iterable[Row]) -> _Table:
    made, highest = _Table(table), 0
    shared: dict[tuple[str, str, str, str], tuple[str, str, str, str]] = {}
    for first, last, *facts in sorted(rows, key=lambda row: (int(row[0]), int(row[1]))):
        country, region, operator, code = facts
        own = (country, region, operator, code)
        highest = max(highest, int(last))
        made.firsts.append(int(first))
        made.lasts.append(int(last))
        made.reach.append(highest)
        made.facts.append(shared.setdefault(own, own))
        made.codes.update(_codes(first.lstrip("+"), last.lstrip("+")))
    return made


def _codes(first: str, last: str) -> Iterable[str]:
    beginning, end = int(first[:CODE_DIGITS]), int(last[:CODE_DIGITS])
    return map(str, range(beginning, min(end, beginning + 10**CODE_DIGITS) + 1))


def contradictions(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Neighbours that overlap and are given to different operators or regions."""
    ordered = sorted(rows, key=lambda row: (int(row[0]), int(row[1])))
    found: list[tuple[Row, Row]] = []
    widest: Row | None = None
    for row in ordered:
        if widest is not None and int(row[0]) <= int(widest[1]) and row[2:] != widest[2:]:
            found.append((widest, row))
        if widest is None or int(row[1]) > int(widest[1]):
            widest = row
    return found


def built_in_range(line: str) -> NumberRange:
    """What the built-in data (phonenumbers) says of a line: country, and where known region and
    operator. It knows no regions and no operators of Russian mobile numbers.

    `as_of` is the version of the data; "" stands where nothing is known.
    """
    number = _parsed(line)
    country = phonenumbers.region_code_for_number(number) or _main_country(number.country_code)
    return NumberRange(
        first="",
        last="",
        country="" if country in (None, "ZZ") else country,
        region=_region(number),
        operator=_operator(number),
        as_of=phonenumbers.__version__,
        source=BUILT_IN,
    )


def _parsed(line: str) -> PhoneNumber:
    """The line as the library sees it; an empty number if no country has such a code."""
    try:
        return phonenumbers.parse(line)
    except phonenumbers.NumberParseException:
        return PhoneNumber(country_code=0, national_number=0)


def _main_country(country_code: int | None) -> str:
    return str(phonenumbers.region_code_for_country_code(country_code or 0))


def _region(number: PhoneNumber) -> str:
    """A region within the country; the library answers with the country where it knows none."""
    from phonenumbers import geocoder

    found = str(geocoder.description_for_number(number, "en"))
    return "" if found == geocoder.country_name_for_number(number, "en") else found


def _operator(number: PhoneNumber) -> str:
    from phonenumbers import carrier

    return str(carrier.name_for_number(number, "en"))
