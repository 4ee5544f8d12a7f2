"""Units known by a name: the list is well-formed, sourced, and a case may add to it."""

import tomllib
from importlib.resources import files

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.named_units import (
    meant_by,
    named_units,
    read_named_units,
    with_number,
    with_numbers,
)
from earwitness.claims.tables import read_table
from earwitness.claims.unit_names import SIZES
from earwitness.records.claim import ClaimUnit
from earwitness.records.errors import InputUnusable

LIST = files("earwitness.claims").joinpath("data", "named_units.toml")


def test_every_line_has_its_names_and_its_sources() -> None:
    table = tomllib.loads(LIST.read_text(encoding="utf-8"))
    for line in table["unit"]:
        assert line["sources"] and set(line["sources"]) <= table["sources"].keys()
        assert line["ru"] and line["uk"] and line["en"] and line["home"] and line["type"] in SIZES
    assert all(source["licence"] for source in table["sources"].values())
    assert 30 <= len(named_units()) <= 70


def test_all_languages_name_one_unit() -> None:
    for name in ("костромской", "костромський", "Kostroma"):
        found = meant_by(name, "regiment")
        assert found is not None and found.number == "331"


def test_a_branch_tells_units_of_one_town_apart() -> None:
    tank, airborne = (meant_by("улан-удэнский", "brigade", b) for b in ("tank", "airborne"))
    assert tank is not None and tank.number == "5"
    assert airborne is None
    assert meant_by("улан-удэнский", "brigade") is None  # two numbers: nothing is guessed


def test_the_lines_of_a_case_go_first() -> None:
    own = read_named_units('[[unit]]\ntype = "regiment"\nnumber = "7"\nru = ["костромской"]')
    assert with_number(ClaimUnit(type="regiment", name="костромской"), own).number == "7"
    assert (
        with_number(ClaimUnit(type="regiment", name="костромской", number="9"), own).number == "9"
    )


def test_the_number_and_home_that_a_case_gives_to_a_name_replace_ours() -> None:
    own = read_named_units(
        '[[unit]]\ntype = "regiment"\nnumber = "7"\nbranch = "motor rifle"\nhome = "Галич"\n'
        'ru = ["костромской"]'
    )
    said = RuleExtractor().extract("Костромской полк весь погиб.", "ru")
    (claim,) = with_numbers(said, own).claims
    assert (said.claims[0].unit, claim.unit, claim.home_base) == (
        "331 regiment",
        "7 regiment",
        "Галич",
    )
    assert [(one.branch, one.number_by) for one in claim.units] == [("motor rifle", "name")]


@pytest.mark.parametrize(
    "text",
    [
        "no toml =",
        "unit = 3",
        '[[unit]]\ntype = "regiment"',
        "[unit]\nx = 1",
        "[[unit]]\nru = 5",
        '[[unit]]\ntype = "regiment"\nnumber = "7"\nru = "костромской"',
        "a=" + "[" * 100_000,
    ],
)
def test_a_list_that_cannot_be_read_says_what_to_do(text: str) -> None:
    with pytest.raises(InputUnusable) as raised:
        read_named_units(text)
    assert "docs/claims.md" in raised.value.remedy


def test_the_sizes_of_all_languages_are_those_of_the_tables() -> None:
    assert tuple(unit["name"] for unit in read_table("russian", "units.toml")["unit"]) == SIZES
