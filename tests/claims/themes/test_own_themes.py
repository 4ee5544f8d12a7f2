"""Themes of a case's own: sentences from a file, and the file of the case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.claims.themes.likeness import ExampleTheme
from earwitness.claims.themes.own_themes import (
    checked,
    read_own_themes,
    sentences_of,
    written,
)
from earwitness.records.errors import CaseUnusable, EarwitnessError, InputUnusable, WrongUsage

FEET = ExampleTheme(
    "frozen_feet", ('Ноги "отморозил".', "Ступни \\ чёрные.", "Cold feet."), ("Сапоги.",)
)


def test_a_file_of_sentences_is_read_line_by_line() -> None:
    content = "\ufeff# Ноги\r\nНоги  мокрые.\n\nНоги мокрые.\nFeet\tare cold.\n".encode()
    assert sentences_of(content, name="feet.txt") == ("Ноги мокрые.", "Feet are cold.")


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", ("ы" * 501).encode(), b"\n".join(str(i).encode() for i in range(201))],
)
def test_a_file_that_is_no_list_of_sentences_is_refused(content: bytes) -> None:
    with pytest.raises(InputUnusable):
        sentences_of(content, name="feet.txt")


@pytest.mark.parametrize("name", ["", "two words", "supply", "a" * 41, "../up", "_hidden"])
def test_a_name_that_a_case_cannot_have_is_refused(name: str) -> None:
    with pytest.raises(WrongUsage):
        checked(ExampleTheme(name, FEET.examples))


def test_two_sentences_are_too_few() -> None:
    with pytest.raises(WrongUsage, match="2 examples"):
        checked(ExampleTheme("feet", FEET.examples[:2]))


def test_what_was_written_is_read_again() -> None:
    themes = (FEET, ExampleTheme("обувь", ("раз", "два", "три")))
    assert read_own_themes(written(themes), name="themes.toml") == themes


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_sentences_that_are_taken_are_read_again(lines: list[str]) -> None:
    try:
        theme = checked(
            ExampleTheme(
                "feet", sentences_of("\n".join(lines).encode("utf-8", "replace"), name="f")
            )
        )
    except EarwitnessError:
        return
    assert read_own_themes(written([theme]), name="themes.toml") == (theme,)


@pytest.mark.parametrize(
    "text",
    [
        "themes = 3",
        "[[themes]]\nexamples = []",
        '[[themes]]\nname = "feet"\nexamples = [1, 2, 3]',
        '[[themes]]\nname = "feet"\nexamples = "abc"',
        'themes = ["feet"]',
        "[[themes]",
        "themes = " + "[" * 100_000,
        written([FEET, FEET]),
    ],
)
def test_a_broken_file_of_the_case_is_told(text: str) -> None:
    with pytest.raises(CaseUnusable, match="cannot be read"):
        read_own_themes(text, name="themes.toml")
