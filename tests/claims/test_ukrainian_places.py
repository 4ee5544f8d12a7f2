"""Ukrainian names of places in every case, and what they are called in Russian and English."""

import pytest

from earwitness.claims.ukrainian_places import russian_names, ukrainian_places


@pytest.mark.parametrize(
    ("form", "russian"),
    [
        ("києва", "Киев"),
        ("харкові", "Харьков"),
        ("бучі", "Буча"),
        ("ірпеня", "Ирпень"),
        ("гостомелем", "Гостомель"),
        ("бородянці", "Бородянка"),
        ("донецьку", "Донецк"),
        ("маріуполя", "Мариуполь"),
        ("запоріжжі", "Запорожье"),
        ("сум", "Сумы"),
        ("рівного", "Ровно"),
        ("балаклії", "Балаклея"),
        ("чернігова", "Чернигов"),
    ],
)
def test_every_case_names_the_place(form: str, russian: str) -> None:
    assert russian_names()[form] == russian


def test_a_place_has_its_three_names() -> None:
    named = {place.english: (place.ukrainian, place.russian) for place in ukrainian_places()}
    assert named["Kyiv"] == ("Київ", "Киев") and named["Svatove"] == ("Сватове", "Сватово")
    assert len(named) > 4000
