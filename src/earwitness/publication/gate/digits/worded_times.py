"""A call's date and time with its month in words: without the year, or with figures in words.

"14 марта в 18:32", "March 14, 6:32 PM", "on the fourteenth of March at eighteen thirty-two". What
is written in digits with its year is found by `judging_times` already.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from earwitness.publication.gate.digits.judging import Judged
from earwitness.publication.gate.digits.linear import compiled
from earwitness.publication.gate.digits.month_names import NAMES
from earwitness.publication.gate.digits.said_words import Part, SaidWord, said_words
from earwitness.records.gate import Severity

BEFORE, AFTER = 90, 200
"""Bytes around a month in which the rest is looked for. Estimate: a year in words has 60."""

MOST_ITEMS = 9
"""Words and figures between a date and its time. Estimate: "года, примерно в"."""

_YEAR_BEHIND = re.compile(r"(?::\d\d)?[ ,]{1,2}(?:[A-Z]{1,5} )?((?:19|20)\d\d)(?![\d:])")
"""As C's `ctime` and histories of versions have it: "Mar 14 18:32:06 2022", "18:32:06 EET 2022"."""
_MONTH = {name: at for at, names in enumerate(NAMES, start=1) for name in names}
_TIED = frozenset(("st", "nd", "rd", "th", "го", "е", "ое", "of", "the", "числа"))
_OF_CLOCK = frozenset(
    ("час", "часа", "часов", "ч", "годин", "година", "години", "година", "h", "hours", "o", "clock")
)
_AM = frozenset(("am", "утра", "ранку", "ночи", "ночі", "morning"))
_PM = frozenset(("pm", "вечера", "вечора", "дня", "evening", "afternoon", "night"))
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_OF_FIGURES = re.compile(r"\s?[:.\-\u2236]\s?")
_HALF_LETTERS = re.compile(r"\b([ap])\.\s?m\b\.?")
_APOSTROPHES = str.maketrans({"'": None, "’": None, "ʼ": None, "ё": "е"})


@dataclass(frozen=True, slots=True)
class _Item:
    """A number, a month or another word, at characters `start` to `end`."""

    start: int
    end: int
    number: int | None = None
    in_words: bool = False
    month: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    start: int
    end: int
    in_words: bool
    half: str


Moments = Mapping[tuple[int, int, int], Sequence[tuple[int, int, int]]]
"""Of month, day and minute: hour, year, and the place of the identifier."""


def moments_of(times: Mapping[int, datetime], zones: Sequence[str]) -> Moments:
    """Call times by place of their identifier, in these zones and in UTC."""
    found: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    for owner, moment in times.items():
        for zone in (UTC, *map(ZoneInfo, zones)):
            local = moment.astimezone(zone)
            key = local.month, local.day, local.minute
            found.setdefault(key, []).append((local.hour, local.year, owner))
    return found


def worded_times(data: bytes, moments: Moments) -> Iterator[tuple[int, Judged]]:
    """Owners of the moments that are told there, and where (bytes)."""
    if not moments:
        return
    for match in _months().finditer(data):
        first = max(0, match.start() - BEFORE)
        raw = data[first : match.end() + AFTER]
        text = raw.decode(errors="replace")
        middle = len(data[first : match.start()].decode(errors="replace"))
        for owner, judged in _in_text(text, middle, moments):
            start = first + len(text[: judged.start].encode())
            end = start + len(text[judged.start : judged.end].encode())
            yield owner, Judged(start, end, judged.encoding, judged.severity)


@cache
def _months() -> Any:
    names = sorted(_MONTH, key=len, reverse=True)
    either = b"|".join(
        b"".join(b"(?:%b|%b)" % (one.encode(), one.upper().encode()) for one in name)
        for name in names
    )
    before = rb"(?:[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xcf\xd2-\xff]|\xd0[\x80-\x8f])"
    behind = rb"[^0-9A-Za-z\xd0\xd1]"  # "dec" and "feb" stand among hex digits
    return compiled(rb"(?:^|%b)(?:%b)(?:$|%b)" % (before, either, behind))


def _in_text(text: str, middle: int, moments: Moments) -> Iterator[tuple[int, Judged]]:
    low = _HALF_LETTERS.sub(lambda one: f"{one[1]}m".ljust(len(one[0])), text.lower())
    if len(low) != len(text):
        return
    tokens = list(_TOKEN.finditer(low))
    if not _has_day(tokens, middle):
        return
    items = _items(tokens)
    at = next(at for at, one in enumerate(items) if one.month and one.end > middle)
    month = items[at].month
    for day, first, last in _days(items, at):
        number = items[day].number or 0
        for year, after in _years(items, last + 1):
            clocks = [_clock_after(text, items, after), _clock_before(text, items, first - 1)]
            for clock in filter(None, clocks):
                told_year = year or _year_behind(text, clock)
                for hour, own_year, owner in moments.get((month, number, clock.minute), ()):
                    if _is_hour(clock, hour) and told_year in (None, own_year):
                        own = items[min(first, day)], items[max(last, day)]
                        start = min(own[0].start, clock.start)
                        end = max(own[1].end, clock.end)
                        severity = Severity.POSSIBLE if year is None else Severity.LIKELY
                        told = "date and time with its month in words"
                        yield owner, Judged(start, end, told, severity)


def _has_day(tokens: Sequence[re.Match[str]], middle: int) -> bool:
    """Whether a number stands beside the month: mostly "may" is no month."""
    behind = (at for at, one in enumerate(tokens) if one.end() > middle and one[0] in _MONTH)
    month = next(behind, None)
    return month is not None and (
        _is_number_next(tokens[at][0] for at in range(month - 1, -1, -1))
        or _is_number_next(tokens[at][0] for at in range(month + 1, len(tokens)))
    )


def _is_number_next(tokens: Iterable[str]) -> bool:
    own = next((one for one in tokens if one not in _TIED), "")
    return own.isdecimal() or (own not in _MONTH and _said(own) is not None)


def _items(tokens: Iterable[re.Match[str]]) -> list[_Item]:
    items: list[_Item] = []
    for match in tokens:
        _take(items, match[0], match.start(), match.end())
    return items


def _take(items: list[_Item], token: str, start: int, end: int) -> None:
    """One more word or number; one that goes on with the last makes one with it."""
    if token.isdecimal():
        items.append(_Item(start, end, number=int(token[:6])))
        return
    if token in _MONTH:
        items.append(_Item(start, end, month=_MONTH[token]))
        return
    said = _said(token)
    last = items[-1] if items else None
    if said is None:
        items.append(_Item(start, end, word=token))
    elif last is None or last.number is None or not last.in_words:
        items.append(_Item(start, end, number=said.value, in_words=True))
    elif said.part is Part.SCALE and said.value == 1000:
        items[-1] = _Item(last.start, end, number=last.number * 1000, in_words=True)
    elif _goes_on(last.number, said.value):
        items[-1] = _Item(last.start, end, number=last.number + said.value, in_words=True)
    else:
        items.append(_Item(start, end, number=said.value, in_words=True))


def _said(token: str) -> SaidWord | None:
    """The number that a word says."""
    said = said_words().get(token.translate(_APOSTROPHES))
    if said is None or said.part not in (Part.NUMBER, Part.SCALE) or token in ("o", "о", "а"):
        return None
    return said


def _goes_on(before: int, value: int) -> bool:
    """Whether "twenty" is followed by "two", "две тысячи" by "двадцать"."""
    if before >= 1000:
        return (before % 100 == 0 and value < 100) or (before % 10 == 0 and 0 < value < 10)
    return before in range(20, 100, 10) and 0 < value < 10


def _days(items: Sequence[_Item], month: int) -> Iterator[tuple[int, int, int]]:
    """Where a day may stand, and the first and last item of the date."""
    at = month - 1
    while at >= 0 and items[at].word in _TIED:
        at -= 1
    if at >= 0 and _is_day(items[at]):
        yield at, at, month
    at = month + 1
    while at < len(items) and items[at].word in _TIED:
        at += 1
    if at < len(items) and _is_day(items[at]):
        yield at, month, at


def _is_day(item: _Item) -> bool:
    return item.number is not None and 1 <= item.number <= 31


def _years(items: Sequence[_Item], at: int) -> Iterator[tuple[int | None, int]]:
    """A year that follows a date, and where the rest begins; None: there is none."""
    while at < len(items) and items[at].word in _TIED:
        at += 1
    number = items[at].number if at < len(items) else None
    following = items[at + 1].number if at + 1 < len(items) else None
    if number is not None and _is_year(items[at]):
        yield number, at + 1
        return
    if number == 20 and following is not None and 10 <= following < 100 and items[at].in_words:
        yield 2000 + following, at + 2
    yield None, at


def _year_behind(text: str, clock: _Clock) -> int | None:
    """The year right behind a time."""
    found = _YEAR_BEHIND.match(text, clock.end)
    return int(found[1]) if found else None


def _is_year(item: _Item) -> bool:
    return item.number is not None and 1900 <= item.number < 2100


def _clock_after(text: str, items: Sequence[_Item], at: int) -> _Clock | None:
    for first in range(at, min(at + MOST_ITEMS, len(items))):
        if items[first].month:
            return None
        if items[first].number is not None:
            return _clock(text, items, first)
    return None


def _clock_before(text: str, items: Sequence[_Item], at: int) -> _Clock | None:
    for last in range(at, max(at - MOST_ITEMS, -1), -1):
        if items[last].number is None:
            continue
        for first in range(max(0, last - 3), last):
            clock = _clock(text, items, first) if items[first].number is not None else None
            if clock is not None:
                return clock
        return None
    return None


def _clock(text: str, items: Sequence[_Item], first: int) -> _Clock | None:
    """Hours and minutes from an item on, with the half of the day behind them; figures have a
    point or a colon between, or a word."""
    second = first + 1
    while second < len(items) and items[second].word in _OF_CLOCK:
        second += 1
    hour = items[first].number
    minute = items[second].number if second < len(items) else None
    if hour is None or minute is None or hour > 23 or minute > 59:
        return None
    in_words = items[first].in_words and items[second].in_words
    between = text[items[first].end : items[second].start]
    if not in_words and second == first + 1 and not _OF_FIGURES.fullmatch(between):
        return None
    behind = {one.word for one in items[second + 1 : second + 6]}
    half = "am" if behind & _AM else "pm" if behind & _PM else ""
    return _Clock(hour, minute, items[first].start, items[second].end, in_words, half)


def _is_hour(clock: _Clock, hour: int) -> bool:
    if clock.half:
        return hour == clock.hour % 12 + (12 if clock.half == "pm" else 0)
    return hour == clock.hour or (
        clock.in_words and clock.hour <= 12 and hour % 12 == clock.hour % 12
    )
