"""Where a unit is at home: "костромской полк", "полк из Юрги"."""

from collections.abc import Sequence
from functools import lru_cache

from earwitness.claims.named_units import meant_by, stem_of
from earwitness.claims.russian.gazetteer import places_by_form
from earwitness.claims.russian.units import Unit
from earwitness.runtime.russian.words import Token

# What the name of a town has in place of the adjective's "-ск-" or "-цк-": Псков, Рязань, Липецк.
_TOWN_ENDINGS = ("", "а", "ь", "о", "и", "ы", "ск", "е", "я", "к")


def home_of(tokens: Sequence[Token], own: Sequence[Unit]) -> str | None:
    """The home that the names of a claim's units say, or None."""
    for unit in own:
        if not unit.own_name:
            continue
        meant = meant_by(unit.own_name, unit.kind.name, unit.branch)
        home = meant.home if meant is not None else town_of(unit.own_name)
        if home:
            return home
    return None


@lru_cache(maxsize=2_000)
def town_of(adjective: str) -> str:
    """The Russian town that an adjective is made of, or "": only if the table has it so."""
    stem = stem_of(adjective).removesuffix("с")
    if len(stem) < 3:
        return ""
    for ending in _TOWN_ENDINGS:
        for place in places_by_form().get(stem + ending, ()):
            if place.country == "RU" and place.words == (stem + ending,):
                return place.name
    return ""
