"""Where a place lies that a claim names, and whether it is certain which."""

from earwitness.claims.place_locations import large_towns, location_of


def test_a_place_lies_in_one_spot_in_every_spelling() -> None:
    spots = {location_of(name) for name in ("Бородянка", "Бородянці", "Borodianka", "Borodyanka")}
    found = location_of("Бородянка")
    assert found is not None and found in spots
    assert (found.latitude, found.longitude) == (50.64, 29.92)
    assert found.is_sure
    assert location_of("Borodianka") == found


def test_a_name_that_several_places_have_is_not_certain() -> None:
    found = location_of("Петровка")
    assert found is not None and not found.is_sure


def test_a_large_town_is_certain_though_villages_share_its_name() -> None:
    found = location_of("Киев")
    assert found is not None and found.is_sure
    assert round(found.latitude, 1) == 50.5


def test_a_country_a_region_and_an_unknown_name_lie_nowhere() -> None:
    for name in ("Украина", "Киевская область", "Нигдейск", "", "\x00"):
        assert location_of(name) is None


def test_towns_to_find_ones_way_by_are_few_and_have_a_name() -> None:
    towns = large_towns()
    assert {"Kyiv", "Kharkiv", "Minsk"} <= {town.name for town in towns}
    assert "Desna" not in {town.name for town in towns}  # a district of Kyiv
    assert len(towns) < 200
