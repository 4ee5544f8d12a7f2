import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.heard_facts import FactKind, HeardFact, hear_facts, town_is_heard
from earwitness.crossing.heard_roles import Role
from earwitness.records.hearing import Flag, Turn


def _turn(text: str, **fields: object) -> Turn:
    values: dict[str, object] = {
        "start_ms": 1000,
        "end_ms": 3000,
        "speaker_label": "channel-0",
        "channel": 0,
        "language": "ru",
        "text": text,
    }
    return Turn(**(values | fields))  # type: ignore[arg-type]


def _facts(*texts: str) -> list[HeardFact]:
    return list(hear_facts([_turn(text) for text in texts]))


def _short(*texts: str) -> list[tuple[str, str, str]]:
    return [(f.kind.value, f.value, f.of.value) for f in _facts(*texts)]


@pytest.mark.parametrize(
    ("text", "age", "of"),
    [
        ("Мне двадцать три.", "23", "self"),
        ("мне уже двадцать три", "23", "self"),
        ("Мне 23 года, а он мне в отцы годится.", "23", "self"),
        ("Да тебе всего девятнадцать лет!", "19", "address"),
        ("Ему двадцать лет, пацан совсем.", "20", "mention"),
        ("Ване сорок лет.", "40", "mention"),
    ],
)
def test_somebody_tells_an_age(text: str, age: str, of: str) -> None:
    assert _short(text) == [("age", age, of)]


def test_who_turns_an_age_has_a_birthday() -> None:
    assert _short("ему завтра двадцать исполнится") == [
        ("age", "20", "mention"),
        ("birthday", "tomorrow", "mention"),
    ]
    (age, day) = _facts("Отцу двадцать пятого марта пятьдесят исполняется.")
    assert (age.value, age.relation, day.value) == ("50", "father", "--03-25")


@pytest.mark.parametrize(
    ("text", "value", "of"),
    [
        ("Оль, с днём рождения!", "today", "address"),
        ("Поздравляем тебя с днём рождения, сынок", "today", "address"),
        ("Поздравь маму с днём рождения.", "today", "mention"),
        ("У меня завтра день рождения.", "tomorrow", "self"),
        ("у Вани 8 марта день рождения", "--03-08", "mention"),
        ("День рождения у Вани восьмого марта.", "--03-08", "mention"),
        ("Я родился двадцать первого января.", "--01-21", "self"),
        ("Я девяносто восьмого года рождения.", "1998", "self"),
        ("он две тысячи первого года", "2001", "mention"),
    ],
)
def test_somebody_tells_a_birthday(text: str, value: str, of: str) -> None:
    assert _short(text) == [("birthday", value, of)]


def test_a_third_person_is_named() -> None:
    (fact,) = _facts("у Вани 8 марта день рождения")
    assert (fact.names, fact.relation) == (("Иван",), "")


@pytest.mark.parametrize(
    ("text", "town", "of"),
    [
        ("Я из Кинешмы.", "кинешма", "self"),
        ("я с кинешмы сам", "кинешма", "self"),
        ("Ты же из Саратова, братан.", "саратов", "address"),
        ("Мы кинешемские.", "кинешемский", "self"),
        ("Я сам из Нижнего Новгорода.", "нижний новгород", "self"),
    ],
)
def test_somebody_says_whence_they_are(text: str, town: str, of: str) -> None:
    assert _short(text) == [("town", town, of)]


def test_an_origin_may_be_an_answer() -> None:
    assert _short("А ты сам откуда?", "Из Кинешмы.") == [("town", "кинешма", "self")]
    assert _short("Ты откуда звонишь?", "Из Кинешмы.") == []


@pytest.mark.parametrize(
    ("text", "unit", "of"),
    [
        ("наш полк девятьсот семнадцатый", "917 полк", "self"),
        ("Я из триста тридцать первого полка.", "331 полк", "self"),
        ("Служу в сорок пятой бригаде.", "45 бригада", "self"),
        ("Ваш 331-й полк где стоит, рядом с нами.", "331 полк", "address"),
    ],
)
def test_somebody_names_their_unit(text: str, unit: str, of: str) -> None:
    assert _short(text) == [("unit", unit, of)]


@pytest.mark.parametrize(
    "text",
    [
        "Мне двадцать тысяч должны.",
        "Мне пять лет дали.",
        "Мне пять минут осталось.",
        "Тебе двадцать лет?",
        "Когда мне было двадцать лет, войны не было.",
        "Через двадцать лет расскажу.",
        "Я из Изюма звоню.",
        "Мы из Киева уходим.",
        "Я с Олегом.",
        "я из дома",
        "я из части",
        "Спасибо, что поздравил с днём рождения.",
        "Сорок пятый полк разбили.",
        "Я тебе двадцать раз говорил.",
        "У меня день рождения.",
        "Восьмого марта позвоню.",
        "отдай ему двадцать",
        "я русский",
    ],
)
def test_what_tells_nothing_of_anybody_is_no_fact(text: str) -> None:
    facts = [fact for fact in _facts(text) if fact.value != "русский"]
    assert facts == []


def test_facts_point_to_the_turn_and_invented_turns_tell_nothing() -> None:
    (fact,) = _facts("Мне двадцать три.")
    assert (fact.speaker_label, fact.start_ms, fact.end_ms) == ("channel-0", 1000, 3000)
    assert fact.quote == "Мне двадцать три." and fact.of is Role.SELF
    assert fact.kind is FactKind.AGE
    assert hear_facts([_turn("Мне двадцать три.", flags=(Flag.STOCK_PHRASE,))]) == ()


@pytest.mark.parametrize(
    ("town", "words"),
    [
        ("Кинешма", "я из Кинешмы"),
        ("Кинешма", "мы кинешемские"),
        ("Псков", "псковский"),
        ("Москва", "московская"),
        ("Рязань", "с рязани"),
        ("Чита", "читинский"),
        ("Нижний Новгород", "в Нижнем Новгороде"),
        ("Улан-Удэ", "в улан-удэ"),
        ("Верхняя Пышма", "из Верхней Пышмы"),
        ("Орёл", "из Орла"),
    ],
)
def test_a_town_is_heard_in_any_form(town: str, words: str) -> None:
    assert town_is_heard(town, words.split())


@pytest.mark.parametrize(
    ("town", "words"),
    [
        ("Кинешма", "я из Костромы"),
        ("Орёл", "видел орла"),
        ("Мирный", "мирный житель"),
        ("Нижний Новгород", "нижний этаж"),
        ("", "что угодно"),
        ("Псков", "русский"),
    ],
)
def test_other_words_are_not_the_town(town: str, words: str) -> None:
    assert not town_is_heard(town, words.split())


@given(texts=st.lists(st.text(max_size=60), max_size=3))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_heard_for_facts(texts: list[str]) -> None:
    for fact in _facts(*texts):
        assert fact.value and fact.quote


_TELLING = (
    "мне двадцать лет 8 марта день рождения у Вани с днём из Кинешмы я полк наш исполнится"
    " , . третий года сын"
)
_WORDS = _TELLING.split()


@given(words=st.lists(st.sampled_from(_WORDS)))
@settings(max_examples=100, deadline=None)
def test_any_order_of_telling_words_gives_whole_facts(words: list[str]) -> None:
    for fact in _facts(" ".join(words)):
        assert fact.value and fact.quote
