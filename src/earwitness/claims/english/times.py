"""Times as they are said: "three days ago", "on the seventh", "in March", "last week"."""

from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import Any

from earwitness.claims.english.quantities import quantities
from earwitness.claims.quantity import Quantity
from earwitness.claims.said_times import (
    DAYS_OF_MONTH,
    WAR_YEARS,
    TimeSpan,
    days_ago,
    last_days,
    may_count_back,
)
from earwitness.claims.tables import read_table
from earwitness.records.claim import TimeMeant
from earwitness.runtime.english.number_words import ORDINALS
from earwitness.runtime.english.words import Token

_AGO = frozenset({"ago", "back"})
_ENDINGS = ("st", "nd", "rd", "th")


@cache
def _table() -> dict[str, Any]:
    return read_table("english", "times.toml")


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], int, int], ...]:
    found = ((tuple(words.split()), *days) for words, days in _table()["phrases"].items())
    return tuple(sorted(found, key=lambda one: -len(one[0])))


@cache
def _words_of_time() -> frozenset[str]:
    table = _table()
    names = {*table["months"], *table["weekdays"], *table["lengths"], *ORDINALS}
    return frozenset(names | {words[-1] for words, _, _ in _phrases()})


def times(tokens: Sequence[Token]) -> list[TimeSpan]:
    """Times of a sentence, left to right, without overlaps."""
    if not any(_may_name_a_time(token.low) for token in tokens):
        return []
    found = quantities(tokens)
    spans: list[TimeSpan] = []
    for read in (_dates(tokens, found), _ago(tokens, found), _named(tokens), _years(tokens, found)):
        for span in read:
            if not any(span.first <= one.last and one.first <= span.last for one in spans):
                spans.append(span)
    return sorted(spans, key=lambda span: span.first)


def _may_name_a_time(low: str) -> bool:
    return low in _words_of_time() or (
        low[0].isdecimal() and (low.endswith(_ENDINGS) or _is_year(low))
    )


def _is_year(low: str) -> bool:
    return low.isdecimal() and len(low) == 4 and int(low) in WAR_YEARS


def _span(tokens: Sequence[Token], first: int, last: int, **meant: int | None) -> TimeSpan:
    words = "".join(t.text if t.glued else f" {t.text}" for t in tokens[first : last + 1])
    return TimeSpan(first, last, TimeMeant(said=words.strip(), **meant))


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _is(name: str, low: str) -> bool:
    return low in _table()["words"][name]


def _dates(tokens: Sequence[Token], found: Sequence[Quantity]) -> Iterator[TimeSpan]:
    """ "on the seventh", "the 7th of March", "March 7, 2022", "since the seventh"."""
    starts = {quantity.first for quantity in found}
    for quantity in found:
        if quantity.low not in DAYS_OF_MONTH or quantity.low != quantity.high or quantity.share:
            continue
        first, last, month = _with_month(tokens, quantity, starts)
        first -= _low(tokens, first - 1) == "the"
        before = _low(tokens, first - 1)
        night = before in {"of", "to"} and _low(tokens, first - 2) == "night"
        alone = quantity.ordinal and (night or _is("day", before)) and _ends(tokens, last, starts)
        if month is None and not alone:
            continue
        since = before == "since"
        first -= 2 if night else _is("day", before)
        last, year = _with_year(tokens, last) if month else (last, None)
        yield _span(
            tokens, first, last, year=year, month=month, day=int(quantity.low),
            days_from=-1 if night and before == "to" else None, days_to=0 if since else None,
        )  # fmt: skip


def _with_month(
    tokens: Sequence[Token], quantity: Quantity, starts: Set[int]
) -> tuple[int, int, int | None]:
    """First and last token of a day with its month, and the month; None if none stands there."""
    months = _table()["months"]
    first, last = quantity.first, quantity.last
    at = last + 1 + (_low(tokens, last + 1) == "of")
    after = months.get(_low(tokens, at))
    if after and (quantity.ordinal or tokens[at].is_capital or _is("day", _low(tokens, first - 1))):
        return first, at, after
    before = months.get(_low(tokens, first - 1)) or 0
    named = before and (tokens[first - 1].is_capital or quantity.ordinal)
    if named and _ends(tokens, last, starts):
        return first - 1, last, before
    return first, last, None


def _ends(tokens: Sequence[Token], last: int, starts: Set[int]) -> bool:
    """Whether what follows is not what the number counts; another number may `start` there."""
    if last + 1 >= len(tokens):
        return True
    after = tokens[last + 1]
    return not after.is_word or last + 1 in starts or _is("after", after.low)


def _with_year(tokens: Sequence[Token], last: int) -> tuple[int, int | None]:
    at = last + 1 + (_low(tokens, last + 1) == ",")
    return (at, int(tokens[at].low)) if _is_year(_low(tokens, at)) else (last, None)


def _years(tokens: Sequence[Token], found: Sequence[Quantity]) -> Iterator[TimeSpan]:
    """ "in 2022"."""
    for quantity in found:
        at = quantity.first
        if at == quantity.last and _is_year(tokens[at].low) and _low(tokens, at - 1) == "in":
            yield _span(tokens, at - 1, at, year=int(tokens[at].low))


def _ago(tokens: Sequence[Token], found: Sequence[Quantity]) -> Iterator[TimeSpan]:
    """ "three days ago", "a couple of weeks ago", "in the last three days"."""
    for quantity in found:
        at = quantity.last + 1 + (_low(tokens, quantity.last + 1) == "of")
        length = _table()["lengths"].get(_low(tokens, at))
        if length is None or not may_count_back(quantity):
            continue
        first = quantity.first - (_low(tokens, quantity.first - 1) == "a")
        if _low(tokens, at + 1) in _AGO:
            yield _span(tokens, first, at + 1, **days_ago(quantity, *length))
        elif _is("spans", _low(tokens, first - 1)):
            first -= 1 + (_low(tokens, first - 2) == "the")
            yield _span(tokens, first, at, **last_days(quantity, length[0]))


def _named(tokens: Sequence[Token]) -> Iterator[TimeSpan]:
    """Phrases of the table, months and days of the week."""
    for index, token in enumerate(tokens):
        for words, low, high in _phrases():
            row = tokens[index : index + len(words)]
            if tuple(one.low for one in row) == words:
                yield _span(tokens, index, index + len(words) - 1, days_from=low, days_to=high)
                break
        before = _low(tokens, index - 1)
        month, weekday = (_table()[name].get(token.low) for name in ("months", "weekdays"))
        since = 0 if before == "since" else None
        if month is not None and _is("month", before):
            last, year = _with_year(tokens, index)
            yield _span(tokens, index - 1, last, month=month, year=year, days_to=since)
        if weekday is not None and not _is("repeated", before):
            first = index - (before in {"on", "last", "since", "this"})
            yield _span(tokens, first, index, weekday=weekday, days_to=since)
