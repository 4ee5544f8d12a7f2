"""What counts as a loss, whose it is, and what only sounds like one."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.json_shape import claim_to_json


def losses(text: str) -> list[dict]:
    technical = {"kind", "quote", "start", "end", "rule", "units", "place", "when", "home_base"}
    claims = [c for c in RuleExtractor().extract(text).claims if c.kind == "loss"]
    return [{k: v for k, v in claim_to_json(c).items() if k not in technical} for c in claims]


def test_killed_and_wounded_in_one_sentence_are_one_loss() -> None:
    assert losses("Двенадцать двухсотых и тридцать трёхсотых.") == [
        {"object": "people", "killed": 12, "wounded": 30}
    ]


def test_without_commas_each_number_stays_with_its_verb() -> None:
    expected = [{"object": "people", "killed": 12, "wounded": 20}]
    assert losses("погибло двенадцать ранило двадцать") == expected
    assert losses("ранило двадцать погибло двенадцать") == expected
    assert losses("погибших двенадцать раненых двадцать") == expected
    assert losses("двенадцать погибших двадцать раненых") == expected


def test_a_verb_gives_its_number_once() -> None:
    assert losses("Одиннадцать человек потеряли, трое на посту.") == [
        {"object": "people", "killed": 11}
    ]


def test_a_unit_that_is_only_mentioned_is_not_the_one_that_lost() -> None:
    assert losses("Нас поддерживает семидесятый полк, у нас один двухсотый.") == [
        {"object": "people", "killed": 1}
    ]


def test_the_unit_of_the_clause_before_is_kept_if_it_is_its_subject() -> None:
    assert losses("Взвод попал в засаду, семеро погибли.")[0]["unit"] == "platoon"


def test_a_second_unit_without_its_noun_has_a_loss_of_its_own() -> None:
    assert losses("В первом батальоне тридцать убитых, во втором сорок.") == [
        {"object": "people", "unit": "1 battalion", "killed": 30},
        {"object": "people", "unit": "2 battalion", "killed": 40},
    ]


def test_two_losses_of_the_same_kind_are_not_merged() -> None:
    found = losses("Комбата убили, потом Серёгу убили.")
    assert [claim["killed"] for claim in found] == [1, 1]


def test_a_share_that_is_left_is_told_as_the_share_that_is_gone() -> None:
    assert losses("Осталась треть батальона.") == [
        {"object": "people", "unit": "battalion", "fraction": "2/3"}
    ]


def test_equipment_is_apart_from_people() -> None:
    assert losses("Сожгли пять танков и два бэтээра, погибло семь человек.") == [
        {"object": "tank", "total": 5, "destroyed": True},
        {"object": "apc", "total": 2, "destroyed": True},
        {"object": "people", "killed": 7},
    ]


@pytest.mark.parametrize("text", ["Потерь нет.", "потерь у нас нет все живы", "Никто не погиб."])
def test_no_losses_is_a_claim_of_zero(text: str) -> None:
    assert losses(text) == [{"object": "people", "killed": 0}]


@pytest.mark.parametrize(
    "text",
    [
        "Мне двадцать пять лет.",
        "Ему тридцать, ей двадцать восемь.",
        "На свадьбе было сто человек, осталось тридцать.",
        "Из трёхсот рублей осталось сорок.",
        "Двести километров прошли, сто осталось.",
        "Осталось три дня.",
        "Хохлов человек двести положили.",
        "Мы положили человек пятьдесят.",
        "Если нас двоих убьют, скажи маме.",
        "Сколько у вас двухсотых, десять?",
        "Много ли погибло, человек сто?",
        "Квартира двести три, код триста.",
        "В двухсотой аптеке купи бинт.",
        "Третий батальон уехал на полигон.",
        "Пять человек отказались от прививки.",
        "Двадцать процентов зрения нет.",
        "Двое детей у него.",
    ],
)
def test_what_only_sounds_like_a_loss_is_none(text: str) -> None:
    assert losses(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Говорят, погибло сорок человек.",
        "Пацаны рассказывали, сорок двухсотых там.",
        "Я слышал, там сорок двухсотых.",
        "Сорок двухсотых, я сам не видел.",
        "По его словам, сорок двухсотых.",
    ],
)
def test_what_others_told_is_hearsay(text: str) -> None:
    assert [claim.get("hearsay") for claim in losses(text)] == [True]


def test_what_the_speaker_says_is_not_hearsay() -> None:
    assert "hearsay" not in losses("Я тебе говорю, погибло сорок человек.")[0]


def test_hearsay_ends_where_the_speaker_speaks_of_their_own() -> None:
    first, second = losses("Говорят, у соседей сорок двухсотых. А у нас двое раненых.")
    assert first["hearsay"] is True
    assert "hearsay" not in second


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Может, двадцать погибло, может, тридцать.", {"killed": "20-30"}),
        ("может сорок полегло а может шестьдесят", {"killed": "40-60"}),
        ("Нас было девяносто, а сейчас и двадцати нету.", {"total": 90, "remaining": "<20"}),
        ("Накрыло два двухсотых один трёхсотый.", {"killed": 2, "wounded": 1}),
        ("Погибло двое раненых трое.", {"killed": 2, "wounded": 3}),
        ("Двое тяжёлых трёхсотых.", {"wounded": 2}),
        ("Взяли в плен восьмерых наших.", {"captured": 8}),
        ("Не знаю, может, человек сто убитых.", {"killed": 100, "hearsay": True}),
        ("Было у нас три тысячи, осталось пятьсот.", {"total": 3000, "remaining": 500}),
    ],
)
def test_numbers_said_in_roundabout_ways_stay_exact(said: str, meant: dict) -> None:
    assert losses(said) == [{"object": "people", **meant}]


def test_a_unit_keeps_how_many_it_had() -> None:
    assert losses("Четвёртый батальон весь уничтожен, там триста человек было.") == [
        {"object": "people", "unit": "4 battalion", "total": 300, "destroyed": True}
    ]
    assert losses("Второй взвод целиком накрыло, сорок человек.") == [
        {"object": "people", "unit": "2 platoon", "total": 40, "destroyed": True}
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Если завтра туда пойдём, половина роты ляжет.",
        "а правда что у вас там сто человек погибло",
    ],
)
def test_what_is_only_supposed_or_asked_has_no_theme(said: str) -> None:
    found = RuleExtractor().extract(said)
    assert (found.claims, found.themes) == ((), ())


def test_a_part_that_stayed_lying_is_gone() -> None:
    assert losses("Треть роты там осталась лежать.") == [
        {"object": "people", "unit": "company", "fraction": "1/3"}
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Двоих наших положили в госпиталь.",
        "Бабушку положили в третью больницу.",
        "соседа с инфарктом положили в реанимацию",
    ],
)
def test_who_is_laid_into_a_hospital_is_not_dead(said: str) -> None:
    assert not RuleExtractor().extract(said).claims


@pytest.mark.parametrize(
    ("said", "unit", "total"),
    [
        ("Весь третий батальон, четыреста человек, полёг, шестьдесят восьмая бригада.",
         "3 battalion, 68 brigade", 400),
        ("Вся вторая рота из ста десяти человек погибла, это четыреста пятый полк.",
         "2 company, 405 regiment", 110),
        ("Полностью уничтожен первый батальон, пятьсот человек.", "1 battalion", 500),
        ("весь взвод из тридцати человек накрыло", "platoon", 30),
    ],
)  # fmt: skip
def test_the_strength_of_a_unit_that_is_gone_is_no_count_of_dead(
    said: str, unit: str, total: int
) -> None:
    (claim,) = RuleExtractor().extract(said).claims
    assert (claim.unit, claim.total, claim.destroyed, claim.killed) == (unit, total, True, None)
