"""Numbers said in words, in texts and in sounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.records.gate import HeardWord, Identifier, IdentifierKind, Severity


def number(value: str) -> Identifier:
    return Identifier(kind=IdentifierKind.NUMBER, value=value, told="a line")


MOTHER, BORROWED = number("+79552143017"), number("+380970001234")
SEARCH = DigitSearch([MOTHER, BORROWED], time_zone="Europe/Kyiv")

RUSSIAN = [
    "плюс семь девятьсот пятьдесят пять двести четырнадцать тридцать семнадцать",
    "Плюс семь, девять пять пять, два один четыре, три ноль, один семь",
    "восемь 955 двести четырнадцать тридцать семнадцать",
    "плюс 7 девятьсот 55 двести 14 тридцать семнадцать",
    "девятьсот пятьдесят пять, потом двести четырнадцать, дальше тридцать и семнадцать",
    "ВОСЕМЬ ДЕВЯТЬСОТ ПЯТЬДЕСЯТ ПЯТЬ ДВЕСТИ ЧЕТЫРНАДЦАТЬ ТРИДЦАТЬ СЕМНАДЦАТЬ",
    "семьдевятьпятьпятьдваодинчетыретриноль один семь",
    "восемь девять две пятёрки два один четыре тридцать семнадцать",
    "vosem devyatsot pyatdesyat pyat dvesti chetyrnadtsat tridtsat semnadtsat",
    "с девятьюстами пятьюдесятью пятью двумястами четырнадцатью тридцатью семнадцатью",
    "девятисот пятидесяти пяти двухсот четырнадцати тридцати семнадцати",
    "девятьсот пятьдесят пятый двести четырнадцатый тридцатый семнадцатый",
    "семь один ноль три четыре один два пять пять девять семь",
    "семьдесят девять миллиардов пятьсот пятьдесят два миллиона сто сорок три тысячи семнадцать",
]
ENGLISH = [
    "plus seven nine double five two one four three oh one seven",
    "seven nine hundred and fifty-five two hundred fourteen thirty seventeen",
    "nine fifty five two fourteen thirty seventeen",
    "seven-nine-five-five-two-one-four-three-zero-one-seven",
    "SevenNineFiveFiveTwoOneFourThreeZeroOneSeven",
    "seven, nine, two fives, two, one, four, three, zero, one, seven",
    "seven niner fife fife two one fower three zero one seven",
    "seven one zero three four one two five five nine seven",
    "nine billion five hundred and fifty-two million one hundred forty-three thousand seventeen",
]
UKRAINIAN = [
    "нуль дев'яносто сім нуль нуль нуль дванадцять тридцять чотири",
    "нуль дев’ять сім, три нулі, один два, три чотири",
    "нуля дев'яноста семи нуля нуля нуля дванадцяти тридцяти чотирьох",
    "nul devianosto sim nul nul nul dvanadtsiat trydtsiat chotyry",
]
DIGITS = {
    "ru": ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"],
    "uk": ["нуль", "один", "два", "три", "чотири", "п'ять", "шість", "сім", "вісім", "дев'ять"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
}


def owners(text: str) -> set[str]:
    return {hit.identifier.value for hit in SEARCH.in_bytes(text.encode())}


def heard(text: str) -> tuple[HeardWord, ...]:
    return tuple(
        HeardWord(text=word, start_ms=at * 400, end_ms=at * 400 + 300)
        for at, word in enumerate(text.split())
    )


@pytest.mark.parametrize("said", RUSSIAN + ENGLISH)
def test_a_number_in_words_is_found(said: str) -> None:
    assert owners(f"Она сказала: {said}, запиши.") == {MOTHER.value}


@pytest.mark.parametrize("said", UKRAINIAN)
def test_a_number_in_ukrainian_words_is_found(said: str) -> None:
    assert owners(f"Пиши: {said}.") == {BORROWED.value}


@settings(deadline=None)
@given(
    st.integers(0, 10**6 - 1),
    st.sampled_from(sorted(DIGITS)),
    st.sampled_from([" ", ", ", " - ", "\n"]),
    st.integers(0, 3),
)
def test_any_number_digit_by_digit_is_found(rest: int, language: str, seam: str, skip: int) -> None:
    digits = f"79552{rest:06}"
    search = DigitSearch([number(f"+{digits}")], time_zone="Europe/Kyiv")
    said = seam.join(DIGITS[language][int(digit)] for digit in digits[skip:])
    assert search.in_bytes(f"слушай {said} всё".encode())
    assert search.in_words(heard(f"слушай {said.replace(',', '')} всё"))


def test_the_place_in_a_text_is_that_of_the_words() -> None:
    data = "звони: девять пять пять двести четырнадцать тридцать семнадцать!".encode()
    (hit,) = SEARCH.in_bytes(data)
    assert data[hit.start : hit.end].decode() == (
        "девять пять пять двести четырнадцать тридцать семнадцать"
    )
    assert (hit.encoding, hit.severity) == ("said in words", Severity.CERTAIN)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ну пиши восемь девятьсот пятьдесят пять 214 тридцать семнадцать всё", (3, 9)),
        ("номер 955 214 30 17 запомни", (1, 5)),
        ("набрал 89552143017", (1, 2)),
    ],
)
def test_a_number_that_is_heard_is_found_with_its_words(text: str, place: tuple[int, int]) -> None:
    hits = [hit for hit in SEARCH.in_words(heard(text)) if hit.severity is Severity.CERTAIN]
    assert place in {(hit.start, hit.end) for hit in hits}


@pytest.mark.parametrize("text", ["214 30 17", "два один четыре тридцать семнадцать", "95521430"])
def test_seven_digits_that_are_heard_are_possible(text: str) -> None:
    hits = SEARCH.in_words(heard(f"ещё {text} и всё"))
    assert {hit.identifier for hit in hits} == {MOTHER}
    assert {hit.severity for hit in hits} == {Severity.POSSIBLE}


def test_other_words_are_none() -> None:
    text = "Один или два человека, в десять минут четвёртого, тридцать семь рублей двести грамм"
    assert owners(text) == set()
    assert SEARCH.in_words(heard(text)) == []


def test_a_large_number_is_read_as_a_whole_only() -> None:
    assert owners("девять миллиардов сто пятьдесят два миллиона сто сорок три тысячи") == set()
    assert owners("seventeen thousand, nine million, five hundred and fifty-two people") == set()
