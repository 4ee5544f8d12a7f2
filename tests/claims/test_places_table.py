"""One table of places for three languages: whoever speaks, one place has one key."""

from datetime import date

import pytest

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.places_table import table_places
from earwitness.claims.support.places import place_key
from earwitness.claims.support.weighing import weigh
from earwitness.claims.ukrainian_places import ukrainian_places
from fakes.told import published, told


@pytest.mark.parametrize(
    "names",
    [
        ("Буча", "Bucha"),
        ("Ізюм", "Изюм", "Izium", "Izyum"),
        ("Бровари", "Бровары", "Brovary"),
        ("Київ", "Киев", "Kyiv", "Kiev"),
        ("Гостомель", "Hostomel", "Gostomel"),
        ("Вовчанськ", "Волчанск", "Vovchansk", "Volchansk"),
        ("Горлівка", "Горловка", "Horlivka"),
        ("Бахмут", "Артемовск", "Bakhmut"),
        ("Кременчук", "Кременчуг", "Kremenchuk"),
        ("Михайлівка", "Михайловка", "Mykhailivka"),
    ],
)
def test_names_of_one_place_are_one_key(names: tuple[str, ...]) -> None:
    assert len({place_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Кременчук", "Ямполь"),
        ("Романов", "Мурманск"),
        ("Михайловка", "Бородино"),
        ("Каменка", "Бильмак"),
        ("Красное", "Ивановское"),
        ("Белгород", "Белгород-Днестровский"),
        ("Петровское", "Святопетровское"),
    ],
)
def test_an_older_name_of_a_village_takes_no_town_away(one: str, other: str) -> None:
    assert place_key(one) != place_key(other)


def test_places_have_one_key_in_all_languages_but_where_several_share_a_russian_name() -> None:
    places = [place for place in ukrainian_places() if place.english]
    apart = [
        place
        for place in places
        if len({place_key(n) for n in (place.ukrainian, place.russian, place.english)}) > 1
    ]
    assert len(places) > 4000
    assert len(apart) < len(places) / 100


def test_the_ukrainian_name_is_the_one_that_the_english_name_is_made_of() -> None:
    named = {place.english: place.ukrainian for place in table_places() if place.ukrainian}
    assert named["Brovary"] == "Бровари"
    assert named["Mariupol"] == "Маріуполь"
    assert named["Nizhyn"] == "Ніжин"
    assert named["Halych"] == "Галич"


def test_claims_in_two_languages_and_a_fact_in_a_third_are_of_one_place() -> None:
    def place_of(text: str, language: str) -> str | None:
        (claim,) = RuleExtractor().extract(text, language).claims
        return claim.place

    ours = place_of("Під Ізюмом п'ятеро двохсотих.", "uk")
    theirs = place_of("Под Изюмом пятеро двухсотых.", "ru")
    assert (ours, theirs) == ("Ізюм", "Изюм")
    claims = [told(n, killed=5, unit=None, place=name) for n, name in enumerate((ours, theirs))]
    day = date(2022, 3, 8)
    fact = published(1, day, day, kind="event", place="Izium")
    (matter,) = weigh([*claims, fact]).matters
    assert matter.claim_ids == tuple(one.id for one in claims)
    assert matter.fact_ids == (fact.id,)
    between = {(one.left, one.right): one.relation for one in matter.relations}
    assert between[claims[0].id, claims[1].id] == "supports"
