"""A foreign transcript or name may be of any length: work grows in proportion to it."""

import sys
from collections.abc import Callable

import pytest

from earwitness.crossing.heard import hear_names
from earwitness.crossing.heard_facts import hear_facts
from earwitness.crossing.machine_voices import machine_channels
from earwitness.crossing.spoken_numbers import find_spoken_numbers
from earwitness.records.hearing import Turn, Word
from earwitness.runtime.russian.transliteration import skeleton

LONG = 100_000


def _turn(text: str) -> Turn:
    words = tuple(
        Word(text=word, start_ms=at, end_ms=at + 1, confidence=1.0)
        for at, word in enumerate(text.split())
    )
    return Turn(
        start_ms=0, end_ms=LONG, speaker_label="channel-0", channel=0, language="ru", text=text,
        words=words,
    )  # fmt: skip


def _names(turn: Turn) -> None:
    hear_names([turn])


def _facts(turn: Turn) -> None:
    hear_facts([turn])


def _numbers(turn: Turn) -> None:
    find_spoken_numbers("call", "0" * 64, [turn], region="RU")


def _steps(read: Callable[[Turn], None], turn: Turn) -> int:
    """Functions called, generators resumed included: the same on every machine."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        read(turn)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (_names, "Ваня "),
        (_names, "Ваня, "),
        (_names, "Вань "),
        (_names, "мама "),
        (_facts, "мне марта второго пять лет "),
        (_numbers, "1 кот "),
        (_numbers, "номер 89552104103 кот "),
        (_numbers, "сорок, нет, один кот "),
    ],
)
def test_twice_the_words_are_twice_the_work(read: Callable[[Turn], None], said: str) -> None:
    short, long = _turn(said * 200), _turn(said * 400)
    read(long)  # tables are read, words known
    assert _steps(read, long) < 2.5 * _steps(read, short)


@pytest.mark.parametrize("part", ["ошибл", "цифр", "номер", "абонент", "ваш", "kh", "й", "ск"])
def test_a_word_of_a_hundred_thousand_letters_is_read_to_its_end(part: str) -> None:
    turn = _turn(part * (LONG // len(part)))
    assert hear_names([turn]).names == () and hear_facts([turn]) == ()
    assert machine_channels([turn]) == frozenset()


@pytest.mark.parametrize(("part", "skeleton_of_it"), [("cz", "c"), ("kh", "h"), ("sch", "sh")])
def test_long_latin_words_have_a_skeleton(part: str, skeleton_of_it: str) -> None:
    assert skeleton(part * (LONG // len(part))).startswith(skeleton_of_it)
    assert skeleton("i" * LONG) == "i"
