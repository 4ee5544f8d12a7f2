"""Words of war in talk that is of something else, and words of peace that tell of war."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor

NOTHING = [
    "Автобус в аварию попал, все живы.",
    "Сосед жену зарезал, посадили.",
    "Сын отца зарезал, посадили.",
    "Мы убийцы времени.",
    "На моей совести этот торт.",
    "Посылку собрали, носки положили.",
    "У нас дома квартиру обокрали.",
    "Забери меня у метро.",
    "Разошлись все по своим палаткам.",
    "Двести человек за неделю приехало.",
    "Обнулили счётчик воды.",
    "Маме скажи, что жив.",
    "Дедушка на войне убит.",
    "Собаку нашу машина сбила насмерть.",
    "Взяли двести грамм колбасы и пятьсот муки.",
    "В военкомат за справкой ходил.",
    "Президент поздравил с праздником.",
    "Бабушку в крематории сожгли.",
    "Сожгли хохлам пять танков.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_talk_of_peace_gives_nothing(text: str) -> None:
    read = RuleExtractor().extract(text)
    assert (read.claims, read.themes) == ((), ())


THEMES = [
    ("Расстрелянная легковушка, внутри девочка.", "civilian_dead"),
    ("Наши машину с детьми расстреляли.", "killing"),
    ("Дедушку во дворе застрелили.", "killing"),
    ("В нашей колонне двенадцать убитых.", "losses"),
    ("Больше сотни трёхсотых за неделю.", "losses"),
    ("Наше правительство само не знает, зачем эту войну начало.", "leader_criticism"),
    ("Я контракт разорву, больше сюда не вернусь.", "morale"),
    ("Хоть сажайте, не пойдём.", "refusal"),
    ("Там до нас уже всё вынесли.", "looting"),
    ("Бьют по своим.", "own_fire"),
    ("Чеченцы наших пацанов расстреливают, кто назад идёт.", "own_fire"),
    ("Мужиков на улицах хватают.", "mobilisation"),
    ("Вызывают в военкомат, говорят, сверка.", "mobilisation"),
    ("Погибших в мобильных крематориях жгут.", "concealment"),
    ("Молчать о потерях велели.", "concealment"),
    ("Стиралку в Белоруссию отвезли, оттуда домой отправим.", "looting"),
    ("У соседей весь взвод накрыло.", "losses"),
    ("Тридцать пятую бригаду под Изюмом почти всю положили.", "losses"),
]


@pytest.mark.parametrize(("text", "theme"), THEMES)
def test_a_sentence_has_the_one_theme_that_it_is_about(text: str, theme: str) -> None:
    assert RuleExtractor().extract(text).themes == (theme,)


@pytest.mark.parametrize(
    "text",
    [
        "Водителя нашего убило.",
        "Раненых наших добили хохлы.",
        "Соседей накрыло градами.",
        "Соседнюю роту расстреляли.",
    ],
)
def test_our_own_men_are_no_defenceless_victims(text: str) -> None:
    read = RuleExtractor().extract(text)
    assert "killing" not in {claim.kind for claim in read.claims}
    assert "killing" not in read.themes


UNITS = [
    (
        "Вся первая рота, сто двадцать человек, уничтожена, это двести тридцать седьмой полк.",
        "1 company, 237 regiment",
        120,
    ),
    ("Третий батальон наш, четыреста человек, разбит полностью.", "3 battalion", 400),
    ("Роту как корова языком слизала.", "company", None),
]


@pytest.mark.parametrize(("text", "unit", "total"), UNITS)
def test_a_whole_unit_is_gone_with_its_strength_said_between(
    text: str, unit: str, total: int | None
) -> None:
    [claim] = RuleExtractor().extract(text).claims
    assert (claim.unit, claim.total, claim.destroyed) == (unit, total, True)


def test_refusers_who_are_shot_are_a_killing() -> None:
    [claim] = RuleExtractor().extract("Командир расстрелял двоих отказников.").claims
    assert (claim.kind, claim.killed) == ("killing", 2)


def test_what_a_friend_told_is_hearsay_though_it_is_said_last() -> None:
    [claim] = RuleExtractor().extract("У соседей роту всю положили, мне Витёк рассказал.").claims
    assert claim.hearsay is True
