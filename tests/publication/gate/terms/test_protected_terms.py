"""Protected units and addresses are found as people write them."""

import pytest

from earwitness.publication.gate.terms.search import TermSearch
from earwitness.records.gate import Identifier, IdentifierKind


def found(term: str, text: str) -> bool:
    one = Identifier(kind=IdentifierKind.PROTECTED, value=term, told="a protected term")
    return bool(TermSearch([one]).in_bytes(f"Они были там: {text}, а потом нет.".encode()))


@pytest.mark.parametrize(
    "text",
    [
        *("64-я бригада", "64-й бригаде", "64-ю бригаду", "64 бригады", "64-ая бригада"),
        *(
            "64th brigade",
            "бригада 64",
            "бригаде № 64",
            "64-ої бригади",
            "64-й отдельной мотострелковой бригады",
        ),
    ],
)
def test_a_unit_is_found_with_any_ending_of_its_number(text: str) -> None:
    assert found("64-я бригада", text)


@pytest.mark.parametrize(
    "text",
    [
        "63-я бригада",
        "164-я бригада",
        "64-я страница",
        "64-я страница о бригаде",
        "бригада",
        "бригада 63",
    ],
)
def test_another_unit_is_none(text: str) -> None:
    assert not found("64-я бригада", text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("улица Лесная", "ул. Лесная"),
        ("улица Лесная", "на Лесной улице"),
        ("улица Лесная", "Lesnaya street"),
        ("улица Лесная", "ул. Лесной, 4"),
        ("улица Мира", "вул. Мира"),
        ("площадь Ленина", "пл. Ленина"),
    ],
)
def test_an_address_is_found_shortened_and_turned(term: str, text: str) -> None:
    assert found(term, text)


@pytest.mark.parametrize("text", ["Лесная дорога", "улица Полевая", "ул. Лесника"])
def test_another_address_is_none(text: str) -> None:
    assert not found("улица Лесная", text)
