import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.names import (
    UNKNOWN_NAME_WEIGHT,
    first_name_weight,
    given_names,
    is_also_a_word,
    may_be_surname,
    name_forms,
    sex_of,
    stems_agree,
    surname_stem,
)
from earwitness.runtime.russian.given_name_forms import FormCase, Sex, name_table
from earwitness.runtime.russian.transliteration import skeleton


@pytest.mark.parametrize(
    ("forms", "canonical"),
    [
        ("Серёжа Серёга Серый Сергею Серёже Сергій Sergey Sergei Seryozha Serezha", "Сергей"),
        ("Оля Оль Оленька Олечка Оле Olya Olia Ольге", "Ольга"),
        ("Настя Настюша Насте Anastasiya Настюх", "Анастасия"),
        ("Лёха Лёш Алёша Алексею Alexey Aleksei Лёшенька", "Алексей"),
        ("Димон Дим Дима Димочка Дмитрию Dmitry Dmitriy Дмитро", "Дмитрий"),
        ("Вить Витёк Витьку Виктором Viktor Victor", "Виктор"),
        ("Павлу Паша Павлик", "Павел"),
        ("Тётя_Галя Галю Галь Галина_Петровна Galina Halyna", "Галина"),
        ("Микола Коля Коль Николаю Nikolai", "Николай"),
        ("Гузель Гузели", "Гузель"),
        ("Тарасе Тарас", "Тарас"),
        ("Диман Димон", "Дмитрий"),
        ("Саня Шурик Сашко Олександр", "Александр"),
        ("Колян", "Николай"),
        ("Вован Володя", "Владимир"),
        ("Толян", "Анатолий"),
        ("Жека", "Евгений"),
        ("Тёма", "Артём"),
        ("Юрок", "Юрий"),
        ("Ромыч", "Роман"),
        ("Олексій Льоша", "Алексей"),
        ("Олена Оленка", "Елена"),
        ("Бато Батор", "Бато"),
        ("Айдар Айдару", "Айдар"),
        ("Ильназ", "Ильназ"),
        ("Рамзан Рамзану", "Рамзан"),
        ("Айсен Aysen", "Айсен"),
    ],
)
def test_forms_lead_to_the_nominative(forms: str, canonical: str) -> None:
    for form in forms.split():
        assert canonical in given_names(form.replace("_", " ")), form


def test_a_form_of_two_names_gives_both() -> None:
    assert given_names("Саша") == {"Александр", "Александра"}
    assert {"Евгений", "Евгения"} <= given_names("Женя")


def test_a_man_s_name_is_not_a_woman_s_name_called() -> None:
    assert given_names("Александр") == {"Александр"}


@pytest.mark.parametrize(
    "word",
    [
        "мост",
        "стол",
        "алло",
        "Алло",
        "алё",
        "Алё",
        "али",
        "сослана",
        "да",
        "танк",
        "",
        "123",
        "hello",
    ],
)
def test_ordinary_words_are_no_names(word: str) -> None:
    assert given_names(word) == frozenset()


def test_cases_tell_naming_from_calling() -> None:
    assert {f.case for f in name_forms("Оля")} == {FormCase.NOMINATIVE}
    assert {f.case for f in name_forms("Лёш")} == {FormCase.VOCATIVE}
    assert {f.case for f in name_forms("Серёже")} == {FormCase.OBLIQUE}


def test_some_names_are_also_words() -> None:
    assert all(map(is_also_a_word, ["вера", "надежда", "серый", "только", "слава"]))
    assert not any(map(is_also_a_word, ["Серёга", "Оля", "Димон", "Верхотоев"]))


def test_rare_names_weigh_more_than_common_ones() -> None:
    assert first_name_weight("Сергей") < first_name_weight("Руслан") < first_name_weight("Роза")
    assert first_name_weight("Серёжа") == first_name_weight("Сергей")
    assert first_name_weight("Саша") < first_name_weight("Александр")
    assert first_name_weight("Фёклуша") == UNKNOWN_NAME_WEIGHT


def test_shares_of_a_sex_do_not_exceed_everybody() -> None:
    table = name_table()
    for sex in Sex:
        assert 0.5 < sum(s for n, s in table.shares.items() if table.sexes[n] is sex) <= 1.05


def test_every_name_of_the_table_is_found_in_both_alphabets() -> None:
    for canonical in name_table().shares:
        assert canonical in given_names(canonical)
        assert canonical in given_names(skeleton(canonical)), canonical


def test_sex_is_told_only_where_all_agree() -> None:
    assert sex_of(frozenset({"Ольга"})) is Sex.FEMININE
    assert sex_of(given_names("Саша")) is None
    assert sex_of(frozenset()) is None


@pytest.mark.parametrize(
    "forms",
    [
        "Верхотоев Верхотоева Верхотоеву Верхотоевой Verkhotoev Verhotoeva Verkhotoyeva",
        "Дубоносцев Дубоносцева Dubonosceva Dubonostseva Dubonostsev",
        "Костромовцева Kostromovtsev Костромовцеву",
        "Щеголихина Schegolikhina Shchegolikhin Ščegolihin",
        "Чайковский Чайковская Чайковского Chaykovsky Tchaikovsky",
        "Шевченко Shevchenko",
        "Ковальчук Ковальчука Kovalchuk",
    ],
)
def test_forms_of_one_surname_share_their_stem(forms: str) -> None:
    assert len({surname_stem(form) for form in forms.split()}) == 1


def test_different_surnames_keep_different_stems() -> None:
    surnames = ["Верхотоев", "Дубоносцев", "Костромовцев", "Иванов", "Ивановский", "Лагутёнков"]
    assert len(set(map(surname_stem, surnames))) == len(surnames)


def test_an_abbreviated_surname_agrees_from_four_letters_on() -> None:
    assert stems_agree(skeleton("Тихоп."), surname_stem("Тихоплавова"))
    assert not stems_agree("b", surname_stem("Берёзкеева"))
    assert not stems_agree("", surname_stem("Берёзкеева"))


def test_trades_and_towns_are_no_surnames() -> None:
    assert all(map(may_be_surname, ["Верхотоева", "Романов", "Шевченко", "Kostromovtsev"]))
    assert not any(map(may_be_surname, ["магазин", "такси", "Елец", "шины", "сержант"]))


@given(word=st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_word_can_be_asked_about(word: str) -> None:
    assert given_names(word) <= set(name_table().shares)
    assert first_name_weight(word) > 0
    assert surname_stem(word) == surname_stem(word.lower())
    may_be_surname(word)
