"""Times as they are said: "три дня назад", "седьмого числа", "в ночь на восьмое"."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

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
from earwitness.runtime.russian.words import Token

_CENTURY = 2000


@cache
def _table() -> dict[str, Any]:
    return read_table("russian", "times.toml")


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], int, int], ...]:
    return tuple(
        (tuple(entry["words"].split()), entry["from"], entry["to"]) for entry in _table()["phrase"]
    )


@cache
def _lengths() -> dict[str, tuple[int, int]]:
    return {
        form: (entry["days"], entry["slack"])
        for entry in _table()["length"]
        for form in entry["forms"]
    }


@cache
def _words_of_time() -> frozenset[str]:
    table = _table()
    names = [*table["months"], *table["in_month"], *table["weekdays"], *_lengths()]
    return frozenset(
        [*names, "ночь", "числа", "году", "года", *(words[-1] for words, _, _ in _phrases())]
    )


def may_name_a_time(low: str) -> bool:
    """Whether a word belongs to a time: a sentence without any names none."""
    return low in _words_of_time()


def times(tokens: Sequence[Token], found: Sequence[Quantity]) -> list[TimeSpan]:
    """Times of a sentence, left to right, without overlaps. `found` are its quantities."""
    spans = [*_dates(tokens, found), *_ago(tokens, found), *_years(tokens, found)]
    taken = {index for span in spans for index in range(span.first, span.last + 1)}
    for index in range(len(tokens)):
        span = None if index in taken else _named(tokens, index)
        if span is not None and not taken & set(range(span.first, span.last + 1)):
            spans.append(span)
            taken |= set(range(span.first, span.last + 1))
    return [_said(tokens, span) for span in sorted(spans, key=lambda span: span.first)]


def _said(tokens: Sequence[Token], span: TimeSpan) -> TimeSpan:
    words = " ".join(token.text for token in tokens[span.first : span.last + 1])
    return replace(span, meant=replace(span.meant, said=words))


def _dates(tokens: Sequence[Token], found: Sequence[Quantity]) -> list[TimeSpan]:
    """ "седьмого числа", "десятого марта", "10 марта 2022 года", "в ночь на восьмое"."""
    years = {span.first: span for span in _years(tokens, found, after_date=True)}
    spans = []
    for quantity in found:
        following = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else ""
        before = [token.low for token in tokens[max(0, quantity.first - 2) : quantity.first]]
        month = _table()["months"].get(following)
        night = quantity.ordinal and before == ["ночь", "на"]
        if quantity.low not in DAYS_OF_MONTH or quantity.low != quantity.high:
            continue
        if not (month or night or (quantity.ordinal and following == "числа")):
            continue
        last = quantity.last + (1 if month or following == "числа" else 0)
        first = quantity.first - (2 if night else 0)
        since = bool(before) and before[-1] in {"с", "со"} and quantity.ordinal
        meant = TimeMeant(
            said="", month=month, day=int(quantity.low),
            days_from=-1 if night else None, days_to=0 if since else None,
        )  # fmt: skip
        if (year := years.get(last + 1)) is not None:
            last, meant = year.last, replace(meant, year=year.meant.year)
        spans.append(TimeSpan(first - since, last, meant))
    return spans


def _years(
    tokens: Sequence[Token], found: Sequence[Quantity], *, after_date: bool = False
) -> list[TimeSpan]:
    """ "в двадцать втором году", "в 2022 году"; after a date "2022 года"."""
    spans = []
    for quantity in found:
        following = tokens[quantity.last + 1].low if quantity.last + 1 < len(tokens) else ""
        if following != ("года" if after_date else "году") or quantity.low != quantity.high:
            continue
        year = int(quantity.low) + (_CENTURY if quantity.low < 100 else 0)
        if year in WAR_YEARS:
            meant = TimeMeant(said="", year=year)
            spans.append(TimeSpan(quantity.first, quantity.last + 1, meant))
    return spans


def _ago(tokens: Sequence[Token], found: Sequence[Quantity]) -> list[TimeSpan]:
    """ "три дня назад", "дня три назад", "недели две назад", "за последние три дня"."""
    spans = []
    for quantity in found:
        first, last = quantity.first, quantity.last
        before = tokens[first - 1].low if first else ""
        following = tokens[last + 1].low if last + 1 < len(tokens) else ""
        length = _lengths().get(following) or _lengths().get(before)
        if length is None or not may_count_back(quantity):
            continue
        first, last = (first, last + 1) if following in _lengths() else (first - 1, last)
        if last + 1 < len(tokens) and tokens[last + 1].low == "назад":
            meant = TimeMeant(said="", **days_ago(quantity, *length))
            spans.append(TimeSpan(first, last + 1, meant))
        elif first and tokens[first - 1].low in {"за", "последние"}:
            meant = TimeMeant(said="", **last_days(quantity, length[0]))
            spans.append(TimeSpan(first - 1, last, meant))
    return spans


def _named(tokens: Sequence[Token], index: int) -> TimeSpan | None:
    for words, low, high in _phrases():
        row = tokens[index : index + len(words)]
        if tuple(token.low for token in row) == words:
            meant = TimeMeant(said="", days_from=low, days_to=high)
            return TimeSpan(index, index + len(words) - 1, meant)
    if index + 1 >= len(tokens) or tokens[index].low not in {"в", "во"}:
        return None
    ahead = [token.low for token in tokens[index + 1 : index + 3]]
    skipped = 1 if ahead[0] in {"прошлый", "прошлую", "прошлое", "эту", "этот", "начале"} else 0
    if ahead[0] in {"конце", "начале", "середине"}:
        month = _table()["months"].get(ahead[-1])
        return month and TimeSpan(index, index + 2, TimeMeant(said="", month=month))
    word = ahead[skipped] if skipped < len(ahead) else ""
    if (month := _table()["in_month"].get(word)) is not None:
        return TimeSpan(index, index + 1 + skipped, TimeMeant(said="", month=month))
    if (day := _table()["weekdays"].get(word)) is not None:
        return TimeSpan(index, index + 1 + skipped, TimeMeant(said="", weekday=day))
    return None
