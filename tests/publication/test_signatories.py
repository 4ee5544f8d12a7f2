"""Whether two names are of two people; when in doubt they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.signatories import by_different_people, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "anna "),
        ("Anna", "АnnА"),
        ("Anna", "Анна"),
        ("Anna Petrenko", "Petrenko, Anna"),
        ("Anna Petrenko", "anna.petrenko"),
        ("Anna Petrenko", "AnnaPetrenko"),
        ("Zoë", "zoe"),
        ("Straße", "STRASSE"),
        ("Anna", "Ａｎｎａ"),
        ("Anna", "An\u200dna"),
        ("Nikita Lysenko", "Nikitа 1ysenko"),
        ("Oleh", "0leh"),
        ("ﬁona", "fiona"),
        ("", "  "),
        ("Anna Petrenko", "Anna"),
        ("Anna Petrenko", "A. Petrenko"),
        ("Anna Petrenko", "П. Анна"),
        ("Anna Mariia Petrenko", "Petrenko A."),
        ("A. P.", "Anna Petrenko"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    assert same_person(one, other) and same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "Olena"),
        ("Anna Petrenko", "Anna Kovalenko"),
        ("editor1", "editor2"),
        ("Анна", "Алла"),
        ("Іван", "Степан"),
        ("Anna", ""),
        ("Марія К.", "Марія П."),
        ("A. Petrenko", "B. Petrenko"),
        ("Anna Anna", "Anna Petrenko"),
        ("A. A. Petrenko", "Anna Petrenko Kovalenko"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not same_person(one, other)


@given(st.text(max_size=40))
def test_everybody_is_the_same_person_as_oneself_however_typed(name: str) -> None:
    assert same_person(name, f" {name.upper()} ") or name.upper().casefold() != name.casefold()
    assert same_person(name, name)


def test_of_each_person_the_first_counts() -> None:
    names = ["Olena", "олена", "Taras", "TARAS "]
    assert by_different_people(range(4), names) == (0, 2)
