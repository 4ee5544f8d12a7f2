"""A leak that the generator plants is in the package: a wrapper keeps its file and the name of it,
and no sign of the text is lost on the way."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

sys.path.append(str(Path(__file__).resolve().parents[3] / "benchmarks"))
from leaks.encodings import ENCODINGS
from leaks.planting import CARRIERS
from leaks.plants import DoesNotFit, Files
from leaks.unwrapping import UNWRAPPERS
from leaks.wrappers import WRAPPERS

NAMES = (
    "media/звонил Тихоплавов.txt",
    'media/Ki\'i "x" & <y>; 100%/index.txt',
    "media/=?utf-8?Q?=D1=81?=.txt",
    "a.bc.txt",
)
TEXT = "Zh Ёлкина 795 52"
ALONE = "Ёлкина 795"
"""It fits everywhere, also into a field of thirty bytes."""


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_wrapper_keeps_the_file_and_its_name(wrapper: str, name: str) -> None:
    data = bytes(range(256)) * 3 + b"\r\n"
    outer, packed = WRAPPERS[wrapper](name, data, Random(1))
    inner, kept = UNWRAPPERS[wrapper](outer, packed)
    assert kept == data
    assert inner == (name.removesuffix(".txt") if wrapper == "wrong ending" else name)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_no_sign_of_a_text_is_lost_in_a_document(carrier: str) -> None:
    def carried(text: str) -> Files:
        return CARRIERS[carrier](text, Random(7))

    text = ALONE
    with suppress(DoesNotFit):
        carried(TEXT)
        text = TEXT
    assert any(carried(text) == carried(text) for _ in range(3))
    assert _unseen_signs(text, carried) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_sign_of_a_text_is_lost_in_an_encoding(encoding: str) -> None:
    assert _unseen_signs(TEXT, lambda own: ENCODINGS[encoding](own, Random(7))) == []


def _unseen_signs(text: str, made: Callable[[str], object]) -> list[str]:
    """Signs for which another can stand, and the same is made."""
    whole = made(text)
    others = {place: "q" if text[place].isascii() else "ж" for place in range(len(text))}
    return [
        text[place]
        for place, other in others.items()
        if made(text[:place] + other + text[place + 1 :]) == whole
    ]
