import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.runtime.russian.given_name_forms import Sex
from earwitness.runtime.russian.patronymics import has_patronymic_shape, patronymic


@pytest.mark.parametrize(
    ("word", "father", "sex"),
    [
        ("Сергеевич", "Сергей", Sex.MASCULINE),
        ("Сергеич", "Сергей", Sex.MASCULINE),
        ("Иваныч", "Иван", Sex.MASCULINE),
        ("Михалыча", "Михаил", Sex.MASCULINE),
        ("Палыч", "Павел", Sex.MASCULINE),
        ("Ильич", "Илья", Sex.MASCULINE),
        ("Магомедович", "Магомед", Sex.MASCULINE),
        ("Генадьевич", "Геннадий", Sex.MASCULINE),
        ("Михална", "Михаил", Sex.FEMININE),
        ("Петровне", "Пётр", Sex.FEMININE),
        ("Ильинична", "Илья", Sex.FEMININE),
        ("Миколаївна", "Николай", Sex.FEMININE),
        ("Сергійович", "Сергей", Sex.MASCULINE),
        ("Petrovich", "Пётр", Sex.MASCULINE),
        ("Sergeevna", "Сергей", Sex.FEMININE),
    ],
)
def test_a_patronymic_names_the_father_and_tells_the_sex(word: str, father: str, sex: Sex) -> None:
    known = patronymic(word)
    assert known is not None and father in known.fathers and known.sex is sex


@pytest.mark.parametrize("word", ["Сергей", "Петров", "кирпич", "москвич", "Заречкович", "весна"])
def test_other_words_are_no_patronymics(word: str) -> None:
    assert patronymic(word) is None


def test_an_unknown_father_shows_by_the_ending_only() -> None:
    assert has_patronymic_shape("Заречкович") and not has_patronymic_shape("Сергей")


@given(word=st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_word_can_be_asked_about(word: str) -> None:
    known = patronymic(word)
    assert known is None or known.fathers
