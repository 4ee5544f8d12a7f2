"""A number is read over the cuts that programs make: captions, lists of words, parameters."""

import json

import pytest

from earwitness.publication.gate.undoing import Undoing

WORDS = ("nine", "five", "five", "two", "one")
CAPTIONS = (
    "WEBVTT\n\n00:00.000 --> 00:01.000\nit is +7955214\n\n"
    "second\n00:01.000 --> 00:02.000 line:0\n3017 she said\n"
)
SUBRIP = CAPTIONS.replace("second", "2").replace(".", ",").replace("\n", "\r\n")


def undone(text: str) -> list[str]:
    return [one.data.decode("utf-8", "replace") for one in Undoing(4).of_bytes(text.encode())]


@pytest.mark.parametrize("text", [CAPTIONS, SUBRIP])
def test_a_number_goes_on_in_the_next_caption(text: str) -> None:
    assert any("+7955214 3017" in one.replace("\r", "") for one in undone(text))


def test_times_of_words_do_not_part_them() -> None:
    text = "".join(f"<00:00:0{n}.000><c> {word}</c>" for n, word in enumerate(WORDS))
    assert any("nine five five two one" in one for one in undone(text))


@pytest.mark.parametrize("indent", [None, 2])
def test_words_of_a_list_are_read_in_a_row(indent: int | None) -> None:
    words = [{"start": n * 0.3, "w": word, "p": 0.9} for n, word in enumerate(WORDS)]
    assert any("nine five five two one" in one for one in undone(json.dumps(words, indent=indent)))


def test_a_parameter_of_mail_goes_on() -> None:
    text = "attachment; filename*0*=UTF-8''call-%2B7955;\r\n filename*1*=2143017.wav"
    assert any("+79552143017" in one for one in undone(text))


def test_colours_of_a_terminal_do_not_part_digits_and_letters() -> None:
    assert any("Хворостинов" in one for one in undone("рядовой Хворо\x1b[31mстинов\x1b[0m"))
    assert any("+79552143017" in one for one in undone("call \x1b[31m+7955\x1b[0m2143017 back"))
