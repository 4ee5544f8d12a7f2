"""Units in plain English, small to large; the speaker's own are told from others."""

from dataclasses import asdict

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
        ("из роты нашей", "own company"),
        ("нас в роте", "company"),
        ("в батальоне у нас", "battalion"),
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


def parts(text: str) -> list[dict[str, str]]:
    tokens = tokenise(text)
    found = [asdict(unit.normalised) for unit in units(tokens, quantities(tokens))]
    return [{name: value for name, value in one.items() if value} for one in found]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("в 331-м гвардейском десантном полку", [("regiment", "331", "guards airborne", "")]),
        ("35-я ОМСБр", [("brigade", "35", "motor rifle", "")]),
        ("331 пдп", [("regiment", "331", "airborne", "")]),
        ("наш второй бат", [("battalion", "2", "", "own")]),
        ("у нас во второй роте", [("company", "2", "", "own")]),
        ("нас в роте", [("company", "", "", "own")]),
        ("я из двадцать седьмой бригады", [("brigade", "27", "", "own")]),
        ("служу в третьей роте", [("company", "3", "", "own")]),
        ("соседний полк", [("regiment", "", "", "other")]),
        ("их второй батальон", [("battalion", "2", "", "other")]),
        ("не наш полк", [("regiment", "", "", "other")]),
        ("бригада морской пехоты", [("brigade", "", "naval infantry", "")]),
        ("рота разведки", [("company", "", "reconnaissance", "")]),
        ("мотострелковая рота", [("company", "", "motor rifle", "")]),
        ("отряд ОМОНа", [("OMON", "", "", "")]),
    ],
)
def test_branch_and_owner_are_told(said: str, meant: list[tuple[str, ...]]) -> None:
    tokens = tokenise(said)
    found = [unit.normalised for unit in units(tokens, quantities(tokens))]
    assert [(u.type, u.number, u.branch, u.whose) for u in found] == meant


def test_a_number_found_by_name_is_marked_as_such() -> None:
    (named,) = parts("наш костромской полк")
    assert named["number"] == "331" and named["number_by"] == "name"
    assert named["name"] == "костромской" and named["whose"] == "own"


def test_a_number_that_is_said_stands_before_the_name() -> None:
    (named,) = parts("сто восьмой псковский полк")
    assert named["number"] == "108" and "number_by" not in named


def test_a_name_that_fits_no_unit_or_several_gives_no_number() -> None:
    assert [one.get("number") for one in parts("псковский полк, магаданская рота")] == [None, None]


def test_the_name_of_the_larger_unit_is_not_the_smaller_ones() -> None:
    battalion, division = parts("второй батальон псковской дивизии")
    assert "name" not in battalion and division["number"] == "76"


def test_a_division_known_by_its_name_alone_is_found() -> None:
    assert [one["number"] for one in parts("кантемировскую всю разбили")] == ["4"]


def test_the_number_of_the_larger_unit_is_not_the_smaller_ones() -> None:
    assert name("БТГ семьдесят четвёртой бригады") == "battalion tactical group, 74 brigade"
    assert name("рота тридцать пятой мотострелковой бригады") == "company, 35 brigade"


def test_the_units_of_others_are_marked() -> None:
    assert parts("у соседей во втором батальоне")[0]["whose"] == "other"
