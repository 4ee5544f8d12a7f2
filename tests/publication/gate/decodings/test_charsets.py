"""Cyrillic in one byte a letter: a short name is read in text, not in compressed sound."""

import random

import pytest

from earwitness.publication.gate.decodings.charsets import CHARSETS, charsets
from earwitness.publication.gate.decodings.undone import Stretch


def read(data: bytes) -> str:
    return " ".join(one.data.decode("utf-8", "replace") for one in charsets(Stretch(data)))


def noise(count: int) -> bytes:
    """Bytes of a compressed sound: none of them is a sign or a letter in any of the sets."""
    return bytes(random.Random(7).choice(b"\x01\x02\x03\x0e\x0f\x10\x11\x12") for _ in range(count))


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_short_surname_in_a_tag_is_read(charset: str) -> None:
    tag = b"TAG" + "Шина".encode(charset).ljust(30, b"\0") + b"2022"
    assert "Шина" in read(noise(400) + tag + noise(400))


@pytest.mark.parametrize("charset", CHARSETS)
def test_four_letters_among_compressed_sound_are_chance(charset: str) -> None:
    assert "Шина" not in read(noise(400) + "Шина".encode(charset) + noise(400))


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_surname_of_six_letters_is_read_wherever_it_stands(charset: str) -> None:
    assert "Еланчук" in read(noise(400) + "Еланчук".encode(charset) + noise(400))


@pytest.mark.parametrize("charset", CHARSETS)
def test_letters_by_chance_beside_a_text_are_not_read_with_it(charset: str) -> None:
    text = "Еланчук".encode(charset)
    found = read(noise(400) + "Шин".encode(charset) + b"\x01\x02" + text + noise(400))
    assert "Еланчук" in found
    assert "Шин" not in found
