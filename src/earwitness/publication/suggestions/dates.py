"""Dates of birth, ages of somebody's birthday, and other days by their date."""

import re
from collections.abc import Iterator, Sequence

from earwitness.publication.suggestions.words import SaidWord, Suspect, listed
from earwitness.records.release import CoverReason
from earwitness.runtime.russian.numbers import part_of

WORDS_AROUND = 6
"""Words around "рождения" in which the date stands. Estimate."""

_BIRTH = (
    "рожден", "рождён", "родил", "родилась", "днюх", "день рожд", "народж", "народив", "народил",
    "исполни",
    "исполня", "стукн", "виповн", "юбиле", "юбіле", "именин",
)  # fmt: skip
_NO_BIRTH = ("родильн", "исполнител", "исполняющ")
_UKRAINIAN_NUMBER = re.compile(
    r"(?:перш|друг|трет|четверт|пят|шост|сьом|восьм|девят|десят|\w+надцят|двадцят|тридцят"
    r"|сороков|\w+десят)(?:ого|ього|ий|ій|а|е|ому|ьому)"
    r"|двадцять|тридцять|\w+десят|девяносто|двохтисячн(?:ого|ий|ому)|дві|тисячі|вісім|сім|шість"
)
"""Without apostrophes; read beside months and words of birthdays only."""

_MONTHS = listed(
    """
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря січня
    лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    """
)
_DAYS = listed(
    """
    понедельник понедельника вторник вторника среду среды четверг четверга пятницу пятницы
    субботу субботы воскресенье воскресенья понеділок вівторок середу пятницю суботу неділю
    завтра послезавтра сегодня вчера сьогодні вчора
    """
)
_YEARS = listed(
    """
    год года году лет годик годика годиков рік року років роки
    """
)


def date_suspects(words: Sequence[SaidWord]) -> Iterator[Suspect]:
    """Dates and ages near a birthday (BIRTH_DATE); any day of a month (OTHER)."""
    for at, word in enumerate(words):
        if word.low.startswith(_BIRTH) and not word.low.startswith(_NO_BIRTH):
            yield from _near_birth(words, at)
    for at, word in enumerate(words):
        if word.low in _MONTHS and (span := _date_around(words, at)):
            yield Suspect(
                first=span[0], last=span[1], reason=CoverReason.OTHER, detail="a day by its date"
            )


def _near_birth(words: Sequence[SaidWord], at: int) -> Iterator[Suspect]:
    first, last = max(0, at - WORDS_AROUND), min(len(words), at + WORDS_AROUND + 1)
    held: list[int] = []
    for place in range(first, last):
        low = words[place].low
        told = _is_number(low) or low in _MONTHS or low in _DAYS or (low in _YEARS and bool(held))
        if told:
            held.append(place)
        elif held:
            yield _birth(held)
            held = []
    if held:
        yield _birth(held)


def _birth(places: Sequence[int]) -> Suspect:
    return Suspect(
        first=places[0],
        last=places[-1],
        reason=CoverReason.BIRTH_DATE,
        detail="beside words of a birthday",
    )


def _date_around(words: Sequence[SaidWord], month: int) -> tuple[int, int] | None:
    first = last = month
    while first and month - first < 3 and _is_number(words[first - 1].low):
        first -= 1
    while (
        last + 1 < len(words)
        and last - month < 5
        and (_is_number(words[last + 1].low) or words[last + 1].low in _YEARS)
    ):
        last += 1
    return (first, last) if first < month or last > month else None


def _is_number(low: str) -> bool:
    if low[:1].isdecimal() or part_of(low) is not None:
        return True
    return _UKRAINIAN_NUMBER.fullmatch(re.sub("['’ʼ`]", "", low)) is not None
