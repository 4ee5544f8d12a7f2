"""A call's time with its month in words is found without the year, and with figures in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.records.gate import HeardWord, Identifier, IdentifierKind, Severity

MOMENT = datetime(2022, 3, 14, 18, 32, 5, tzinfo=ZoneInfo("Europe/Kyiv"))
TIME = Identifier(kind=IdentifierKind.CALL_TIME, value=MOMENT.isoformat(), told="a call's time")
SEARCH = DigitSearch([TIME], time_zone="Europe/Kyiv")

WITHOUT_YEAR = [
    "14 марта в 18:32", "14 МАРТА, 18.32", "18:32, 14 марта", "14 березня о 18:32",
    "March 14, 6:32 PM", "14th of Mar. at 18:32", "at 6.32 p.m. on March the 14th",
    "14 марта, 6 часов 32 минуты вечера", "Mar 14, 16:32", "14 марта в 19:32",
    "четырнадцатого марта в восемнадцать тридцать два",
    "at six thirty-two in the evening of March fourteenth",
    "Mar 14 18:32:05, 20 calls",
]  # fmt: skip
WITH_YEAR = [
    "четырнадцатое марта две тысячи двадцать второго года, восемнадцать тридцать два",
    "14 марта 2022 года, восемнадцать часов тридцать две минуты",
    "at 18:32 on the fourteenth of March 2022",
    "on the fourteenth of March, twenty twenty-two, at six thirty-two in the evening",
    "March fourteenth, two thousand twenty-two, at 6:32 PM",
]
OTHER = [
    "14 марта 2021 года, 18:32", "15 марта в 18:32", "14 марта в 18:33", "14 марта в 6:32 утра",
    "March 14, 6:32 AM", "14 апреля в 18:32", "14 марта, 18 и 32", "14 марта", "18:32",
    "on the fourteenth of March, twenty nineteen, at eighteen thirty-two", "14 summary 18:32",
    "Mon Mar 14 18:32:06 2016 +0200", "Mar 14 18:32 EET 2021",
]  # fmt: skip


def severities(text: str) -> set[Severity]:
    return {hit.severity for hit in SEARCH.in_bytes(f"Тот звонок: {text} и всё".encode())}


@pytest.mark.parametrize("written", WITHOUT_YEAR)
def test_without_its_year_it_is_possible(written: str) -> None:
    assert severities(written) == {Severity.POSSIBLE}


@pytest.mark.parametrize("written", WITH_YEAR)
def test_with_figures_in_words_it_is_likely(written: str) -> None:
    assert Severity.LIKELY in severities(written)


@pytest.mark.parametrize("written", OTHER)
def test_another_time_is_none(written: str) -> None:
    assert severities(written) == set()


def test_the_place_is_told_in_bytes() -> None:
    data = "Звонок был 14 марта в 18:32, короткий".encode()
    (hit,) = SEARCH.in_bytes(data)
    assert data[hit.start : hit.end].decode() == "14 марта в 18:32"


def test_it_is_heard_too() -> None:
    said = ["он", "звонил", "четырнадцатого", "марта", "в", "восемнадцать", "тридцать", "два"]
    words = [HeardWord(text=one, start_ms=at, end_ms=at + 1) for at, one in enumerate(said)]
    assert [hit.identifier for hit in SEARCH.in_words(words)] == [TIME]
