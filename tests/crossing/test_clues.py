"""What a profile says besides its name, by which its person is found."""

import pytest

from earwitness.crossing.clues import (
    clues_of,
    is_word,
    relative_clue,
    unit_clue,
    word_clue,
)
from earwitness.records.profile import Profile


def _words(profile: Profile) -> set[str]:
    return {clue for clue in clues_of(profile) if is_word(clue)}


def _profile(name: str = "Фёдор Кубышкин", **more: object) -> Profile:
    return Profile(source_id="s", profile_id="1", name=name, **more)  # type: ignore[arg-type]


def test_towns_groups_units_and_relatives_are_clues() -> None:
    own = _profile(city="Тотьма", groups=("917 полк", "Подслушано Рыбалка"),
                   relatives=("мать: Татьяна Кубышкина",))  # fmt: skip
    assert {
        word_clue("тотьма"), word_clue("Рыбалка"), unit_clue("917"), relative_clue("Татьяна")
    } <= clues_of(own)  # fmt: skip
    assert _words(own) == {clue for clue in clues_of(own) if clue.startswith("word:")}


def test_neither_its_own_surname_nor_a_first_name_nor_a_short_word_is_a_clue() -> None:
    assert _words(_profile("Фёдор Кубышкин", groups=("Семья Кубышкиных",))) == {word_clue("Семья")}
    assert _words(_profile("Серый Кинешма")) == {word_clue("Кинешма")}
    assert _words(_profile("Федя", city="Уфа", groups=("все свои",))) == set()


@pytest.mark.parametrize("text", ["2022", "99917", "7", "+79552110001"])
def test_only_two_to_four_digits_alone_may_be_a_unit(text: str) -> None:
    units = {clue for clue in clues_of(_profile(groups=(text,))) if clue.startswith("unit:")}
    assert units == ({unit_clue("2022")} if text == "2022" else set())


def test_yo_and_case_do_not_tell_words_apart() -> None:
    assert word_clue("Орёл") == word_clue("орел")


def test_an_empty_profile_has_no_clue() -> None:
    assert clues_of(_profile("", relatives=("", "мать:"), groups=("",))) == frozenset()
