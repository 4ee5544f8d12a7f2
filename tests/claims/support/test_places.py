"""One key for a place in tables of facts and in claims."""

import pytest

from earwitness.claims.support.places import place_key


@pytest.mark.parametrize(
    "written",
    ["Буча", "near Bucha", "in the city of Bucha", "м. Буча", "місто Буча", "Bucha town"],
)
def test_words_around_a_name_are_no_part_of_it(written: str) -> None:
    assert place_key(written) == place_key("Bucha") != ""


@pytest.mark.parametrize(
    "written", ["Ukraine", "Kyiv region", "Kyiv oblast", "Киевская область", "Київська обл."]
)
def test_a_country_or_region_is_too_large_to_be_one_place(written: str) -> None:
    assert place_key(written) == ""
