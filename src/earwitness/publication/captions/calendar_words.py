"""Months and days of the week in Russian, Ukrainian and English."""

import re
from functools import cache

_TABLE = (
    ("январ січн", "january jan"), ("феврал лют", "february feb"), ("март берез", "march mar"),
    ("апрел квіт", "april apr"), ("мая май мае маю травн", "may"), ("июн черв", "june jun"),
    ("июл лип", "july jul"), ("август серп", "august aug"),
    ("сентябр верес", "september sept sep"), ("октябр жовт", "october oct"),
    ("ноябр листопад", "november nov"), ("декабр груд", "december dec"),
    ("понедельник понеділ", "monday"), ("вторник вівтор", "tuesday"),
    ("сред серед", "wednesday"), ("четверг четвер", "thursday"), ("пятниц", "friday"),
    ("суббот субот", "saturday"), ("воскресен неділ", "sunday"),
)  # fmt: skip
_LONGEST_ENDING = 3
_YEARS = "лет год года году годик годика рік року років роки день дня"
_WORD = re.compile(r"[^\W\d_]+")


def english_of_calendar(low: str) -> tuple[str, ...]:
    """English words of a month or day of the week in any case; none for other words."""
    for stem, english in _stems():
        if low.startswith(stem) and len(low) - len(stem) <= _LONGEST_ENDING:
            return english
    return ()


def is_word_of_years(low: str) -> bool:
    """Whether a word only counts what a number beside it says ("лет", "года")."""
    return low in _YEARS.split()


def calendar_spans(english: str, low: str) -> list[tuple[int, int]]:
    """Where an English text says the month or day that a Russian word says."""
    wanted = english_of_calendar(low)
    return [
        (match.start(), match.end())
        for match in _WORD.finditer(english)
        if match[0].lower().removesuffix("s") in wanted or match[0].lower() in wanted
    ]


@cache
def _stems() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (stem, tuple(english.split())) for stems, english in _TABLE for stem in stems.split()
    )
