"""Units in plain English, small to large; the speaker's own are told from others."""

import pytest

from earwitness.claims.russian.quantities import quantities
from earwitness.claims.russian.units import joined_name, units
from earwitness.runtime.russian.words import tokenise


def name(text: str) -> str | None:
    tokens = tokenise(text)
    return joined_name(units(tokens, quantities(tokens)))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("триста тридцать первый полк", "331 regiment"),
        ("первая рота третьего батальона", "1 company, 3 battalion"),
        ("полк, второй батальон", "2 battalion, regiment"),
        ("двадцать седьмую бригаду", "27 brigade"),
        ("917-й гвардейский мотострелковый полк", "917 regiment"),
        ("2 батальон 331 полка", "2 battalion, 331 regiment"),
        ("первый и второй батальон", "1 and 2 battalion"),
        ("третью роту", "3 company"),
        ("с моего полка", "own regiment"),
        ("нас в роте", "own company"),
        ("в батальоне у нас", "own battalion"),
        ("половина полка осталась от нас", "regiment"),
        ("в соседнем полку", "regiment"),
        ("полроты", "company"),
    ],
)
def test_a_unit_is_named(said: str, meant: str) -> None:
    assert name(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "командир полка",
        "на полке лежит",
        "корпус два, квартира",
        "отделение больницы",
        "батарея села",
    ],
)
def test_what_is_no_unit_is_none(said: str) -> None:
    assert name(said) is None
