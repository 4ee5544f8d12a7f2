import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.heard import hear_names
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.near_names import name_forms_near
from earwitness.records.hearing import Turn


def _turn(text: str) -> Turn:
    return Turn(
        start_ms=0, end_ms=1000, speaker_label="channel-0", channel=0, language="ru", text=text
    )


@pytest.mark.parametrize(
    ("heard", "name"),
    [("видёк", "Виктор"), ("Витюк", "Виктор"), ("олья", "Ольга"), ("сирёжа", "Сергей"),
     ("натажа", "Наталья")],
)  # fmt: skip
def test_a_word_one_sound_away_may_be_the_name(heard: str, name: str) -> None:
    assert name in {form.canonical for form in name_forms_near(heard)}


@pytest.mark.parametrize("word", ["боль", "лимон", "Серёжа", "вода", "кот", "Petya", "Михалыч"])
def test_words_names_and_patronymics_are_not_bent_into_names(word: str) -> None:
    assert name_forms_near(word) == frozenset()


def test_a_misheard_name_stands_apart_and_only_where_somebody_is_called() -> None:
    heard = hear_names([_turn("Видёк, привет."), _turn("Там видёк какой-то стоит.")])
    assert heard.names == ()
    (name,) = heard.confused_names
    assert name.confused and name.names == ("Виктор",) and name.role is Role.ADDRESS


def test_a_patronymic_alone_is_no_first_name() -> None:
    heard = hear_names([_turn("Михалыч, привет.")])
    assert heard.names == ()
    (called,) = heard.patronymics
    assert (called.fathers, called.role) == (("Михаил",), Role.ADDRESS)
    (name,) = hear_names([_turn("Это Иван Петрович.")]).names
    assert (name.names, name.fathers, name.role) == (("Иван",), ("Пётр",), Role.SELF)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Тётя Саша, здравствуйте.", ("Александра",)),
        ("Дядя Женя, это ты?", ("Евгений",)),
        ("Саша Петровна, здравствуйте.", ("Александра",)),
    ],
)
def test_what_stands_beside_a_name_tells_the_sex(text: str, names: tuple[str, ...]) -> None:
    assert hear_names([_turn(text)]).names[0].names == names


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("андрюша ты там держись", Role.ADDRESS),
        ("береги себя андрюша", Role.ADDRESS),
        ("андрюша приехал вчера домой", Role.MENTION),
        ("слушай а где андрюша", Role.MENTION),
        ("вчера приехал андрюша", Role.MENTION),
    ],
)
def test_bare_words_tell_calling_from_telling(text: str, role: Role) -> None:
    (name,) = hear_names([_turn(text)]).names
    assert name.role is role


@given(word=st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_word_can_be_bent(word: str) -> None:
    name_forms_near(word)
