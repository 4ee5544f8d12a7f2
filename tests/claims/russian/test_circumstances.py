"""Place, home and time of a claim come from its own sentence; what is elsewhere stays out."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.records.claim import Claim, TimeMeant


def claim(text: str) -> Claim:
    (found,) = (one for one in RuleExtractor().extract(text).claims if one.kind == "loss")
    return found


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("Первый батальон под Гостомелем весь лёг.", "Гостомель"),
        ("первый батальон под гостомелем весь лёг", "Гостомель"),
        ("Мы под Изюмом, двенадцать двухсотых.", "Изюм"),
        ("У нас в роте восемь двухсотых возле Макарова.", "Макаров"),
        ("В районе Купянска двадцать двухсотых.", "Купянск"),
        ("В госпитале в Гомеле трое раненых.", None),
        ("В Гомель увезли троих раненых.", None),
        ("Путин хочет Киев взять, а у нас двадцать двухсотых.", None),
        ("Брат в Москве живёт, а у нас двое погибло.", None),
        ("От Чернигова отошли, двадцать двухсотых.", None),
    ],
)
def test_the_place_is_where_it_happened(said: str, place: str | None) -> None:
    assert claim(said).place == place


@pytest.mark.parametrize(
    ("said", "home", "place"),
    [
        ("От моего полка костромского уже нет никого.", "Кострома", None),
        ("Пацанов из Костромы двадцать двухсотых.", "Кострома", None),
        ("У рязанского полка двадцать двухсотых под Киевом.", "Рязань", "Киев"),
        ("В магаданской бригаде двадцать двухсотых.", "Магадан", None),
    ],
)
def test_the_home_of_a_unit_is_not_its_battle(said: str, home: str, place: str | None) -> None:
    assert (claim(said).home_base, claim(said).place) == (home, place)


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("Вчера восемь двухсотых.", {"days_from": -1, "days_to": -1}),
        ("Позавчера у нас в роте восемь двухсотых.", {"days_from": -2, "days_to": -2}),
        ("Три дня назад восемь двухсотых.", {"days_from": -3, "days_to": -3}),
        ("недели две назад восемь двухсотых", {"days_from": -17, "days_to": -11}),
        ("Седьмого числа у нас восемь двухсотых.", {"day": 7}),
        ("Десятого марта погибло восемь человек.", {"day": 10, "month": 3}),
        ("10 марта 2022 года погибло восемь человек.", {"day": 10, "month": 3, "year": 2022}),
        ("В марте погибло восемь человек.", {"month": 3}),
        ("В ночь на восьмое погибло восемь человек.", {"day": 8, "days_from": -1}),
        (
            "С двадцать четвёртого февраля погибло сто человек.",
            {"day": 24, "month": 2, "days_to": 0},
        ),
        ("В прошлую пятницу погибло восемь человек.", {"weekday": 4}),
        ("В двадцать втором году погибло восемь человек.", {"year": 2022}),
        ("За ночь восемь двухсотых.", {"days_from": -1, "days_to": 0}),
    ],
)
def test_the_time_is_told_as_it_is_said(said: str, time: dict[str, int]) -> None:
    when = claim(said).when
    assert when is not None and when == TimeMeant(said=when.said, **time)
    assert when.said.lower() in said.lower()


def test_no_time_comes_from_a_number_that_is_none() -> None:
    assert claim("Восемь двухсотых, у второго взвода.").when is None


def test_units_come_in_parts_small_to_large() -> None:
    found = claim("Весь второй батальон уничтожен, это триста тридцать первый полк.")
    assert [(unit.number, unit.type) for unit in found.units] == [
        ("2", "battalion"),
        ("331", "regiment"),
    ]
