"""Words that may be misheard names, and words that are not bent into names."""

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
    [("видёк", "Виктор"), ("Витюк", "Виктор"), ("сирёжа", "Сергей"),
     ("натажа", "Наталья")],
)  # fmt: skip
def test_a_word_one_sound_away_may_be_the_name(heard: str, name: str) -> None:
    assert name in {form.canonical for form in name_forms_near(heard)}


@pytest.mark.parametrize(
    "word",
    ["боль", "лимон", "Серёжа", "вода", "кот", "хать", "Petya", "Михалыч", "дякую", "тримайся",
     "братан", "бать", "лейтёха", "Дубоносцев", "сирёжища"],
)  # fmt: skip
def test_words_names_and_patronymics_are_not_bent_into_names(word: str) -> None:
    assert name_forms_near(word) == frozenset()


def test_a_misheard_name_stands_apart_and_only_where_somebody_is_called() -> None:
    heard = hear_names([_turn("Видёк, привет."), _turn("Там видёк какой-то стоит.")])
    assert heard.names == ()
    (name,) = heard.confused_names
    assert name.confused and name.names == ("Виктор",) and name.role is Role.ADDRESS


def test_a_name_that_is_heard_is_not_also_a_misheard_one() -> None:
    heard = hear_names([_turn("Витёк, привет."), _turn("Это Серёжа.")])
    assert heard.confused_names == () and not any(name.confused for name in heard.names)
    assert len(heard.names) == 2


@given(word=st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_word_can_be_bent(word: str) -> None:
    assert all(form.canonical for form in name_forms_near(word))
