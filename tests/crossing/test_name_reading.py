import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.name_reading import KinOf, read_name, read_relative
from earwitness.runtime.russian.given_name_forms import Sex


@pytest.mark.parametrize(
    ("written", "first", "stem"),
    [
        ("Верхотоев Сергей", "Сергей", "verhotoev"),
        ("Olya Verhotoeva", "Ольга", "verhotoev"),
        ("Галина Петровна Верхотоева", "Галина", "verhotoev"),
        ("Тамара Заречкович", "Тамара", "zarechkovich"),
        ("Иван Петрович", "Иван", ""),
        ("Настюша ❤️", "Анастасия", ""),
        ("Тихоп. Люда", "Людмила", "tihop"),
        ("Настя Б.", "Анастасия", ""),
        ("Петр такси", "Пётр", ""),
        ("Серый Кинешма", "Сергей", ""),
        ("Михаил Романов", "Михаил", "romanov"),
        ("Никитина Юля", "Юлия", "nikitin"),
    ],
)
def test_first_names_and_surnames_are_told_apart(written: str, first: str, stem: str) -> None:
    reading = read_name(written)
    assert (set(reading.given), reading.stem) == ({first}, stem)


def test_an_entry_may_say_whose_relative_somebody_is() -> None:
    galya = read_name("Тётя Галя мама Серёжи")
    assert galya.given == {"Галина"}
    assert galya.kin_of == (KinOf("mother", frozenset({"Сергей"})),)
    assert read_name("Оля Серегина жена").kin_of == (KinOf("wife", frozenset({"Сергей"})),)
    mother = read_name("мама Руслана")
    assert mother.given == frozenset() and mother.sex is Sex.FEMININE
    assert mother.kin_of == (KinOf("mother", frozenset({"Руслан"})),)


def test_a_surname_alone_is_no_first_name() -> None:
    reading = read_name("Костромовцев сержант")
    assert reading.given == frozenset() and reading.stem == "kostromovcev"


def test_listed_relatives_are_read_with_their_relation() -> None:
    relative = read_relative("мать: Галина Верхотоева")
    assert relative is not None
    assert (relative.relation, relative.given, relative.stem) == ("mother", {"Галина"}, "verhotoev")
    assert read_relative("дочь: Соня") is not None
    assert read_relative("сосед: Пётр Петров") is None


@pytest.mark.parametrize("written", ["Иванов С. А.", "С. Иванов"])
def test_initials_are_no_first_names(written: str) -> None:
    reading = read_name(written)
    assert (reading.given, reading.stem) == (frozenset(), "ivanov")


def test_patronymics_tell_the_sex_and_are_no_first_names() -> None:
    assert read_name("Михалыч гараж").given == frozenset()
    assert read_name("Михалыч гараж").sex is Sex.MASCULINE
    assert read_name("Петрович Иван Сергеевич").stem == "petrovich"
    assert read_name("Анна Петрович").stem == "petrovich"


def test_surname_and_patronymic_tell_whose_short_name_it_is() -> None:
    assert read_name("Саша Иванова").given == {"Александра"}
    assert read_name("Саша Иванов").given == {"Александр"}
    assert read_name("Женя Петровна").given == {"Евгения"}


def test_of_a_double_surname_the_first_half_counts() -> None:
    assert read_name("Римский-Корсаков Андрей").stem == "rimsk"
    assert read_name("Анна Иванова (Петрова)").stem == "ivanov"


def test_endearments_and_in_laws_are_no_names() -> None:
    for written in ("Любимый", "Зая", "Тёща", "Братан"):
        assert read_name(written).given == frozenset() and read_name(written).stem == ""


@given(written=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_name_can_be_read(written: str) -> None:
    reading = read_name(written)
    assert isinstance(reading.stem, str)
    read_relative(written)
