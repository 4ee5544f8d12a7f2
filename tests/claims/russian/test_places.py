"""Places in every case, with and without capitals; no common words and no surnames."""

import pytest

from earwitness.claims.russian.places import places
from earwitness.runtime.russian.words import tokenise


def names(text: str) -> list[str]:
    return [place.name for place in places(tokenise(text))]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Мы стоим в Буче", ["Буча"]),
        ("мы стоим в буче", ["Буча"]),
        ("под Изюмом и возле Броваров", ["Изюм", "Бровары"]),
        ("из кривого рога", []),
        ("в Кривом Роге", ["Кривой Рог"]),
        ("в Красном Лимане", ["Красный Лиман"]),
        ("Иванков заняли", ["Иванков"]),
        ("хочет киев взять", ["Киев"]),
        ("под гостомелем", ["Гостомель"]),
        ("в Белоруссию", ["Белоруссия"]),
        ("в Шуе и в Ельце", ["Шуя", "Елец"]),
        ("в районе Купянска", ["Купянск"]),
    ],
)
def test_a_place_is_found(said: str, meant: list[str]) -> None:
    assert names(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "изюм купила",
        "в лесу, в школе",
        "Толик Марьин живой",
        "Саша Макаров звонил",
        "у макарова",
        "Счастье есть",
    ],
)
def test_other_words_are_no_places(said: str) -> None:
    assert names(said) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ми стоїмо в Бучі", ["Буча"]),
        ("ми стоїмо в бучі", ["Буча"]),
        ("під Києвом", ["Киев"]),
        ("у Харкові", ["Харьков"]),
        ("біля Ізюма", ["Изюм"]),
        ("в Бородянці", ["Бородянка"]),
        ("під Слов'янськом і під Слов’янськом", ["Славянск", "Славянск"]),
        ("в Кривому Розі", ["Кривой Рог"]),
        ("під Черніговом", ["Чернигов"]),
        ("в Одессе и под Полтавой", ["Одесса", "Полтава"]),
    ],
)
def test_ukrainian_forms_name_the_same_place(said: str, meant: list[str]) -> None:
    assert names(said) == meant
