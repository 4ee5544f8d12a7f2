"""Where a place lies that a claim names."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from functools import cache, lru_cache

from earwitness.claims.places_table import UKRAINE, TablePlace, table_places
from earwitness.claims.support.places import place_key, sound_of

_CITY = 200_000
"""Cities abroad of this size are as likely as villages in Ukraine. Estimate."""

_TOWN = 50_000
"""Who names a town of this size hardly means a village of that name. Estimate."""

_KNOWN_TO_ALL = 250_000
"""Inhabitants. Estimate: some dozens of towns, of which a map shows a few."""

_TOWN_ITSELF = 0.4
"""Degrees; nearer than that its name would stand on the other's. Estimate."""

_FAR_LARGER = 10
"""So many times larger than the next place of that name is the one that is meant. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLocation:
    """Where a named place lies, in degrees (WGS 84), to about a kilometre. `is_sure` is false
    where other places of the table have that name. `key` is one for all spellings."""

    key: str
    name: str
    latitude: float
    longitude: float
    is_sure: bool


@lru_cache(maxsize=20_000)
def location_of(untrusted_name: str) -> PlaceLocation | None:
    """The likeliest place of a name in Russian, Ukrainian or English; None of a country, a region,
    and of what the table does not have (villages below 500 inhabitants are not in it)."""
    key = place_key(untrusted_name)
    found = _by_key().get(key, [])
    if not key or not found:
        return None
    first = found[0]
    namesakes = {*found, *_by_sound().get(sound_of(untrusted_name), ())} - {first}
    return PlaceLocation(
        key=key,
        name=first.english or first.russian,
        latitude=first.latitude,
        longitude=first.longitude,
        is_sure=_is_sure(first, namesakes),
    )


@cache
def large_towns() -> tuple[PlaceLocation, ...]:
    """Towns that everybody knows, to find one's way on a map by."""
    found: list[PlaceLocation] = []
    for one in table_places():  # the largest first
        if one.population < _KNOWN_TO_ALL:
            break
        near = any(_are_near(one, town) for town in found)  # a district of a town has a row too
        if one.english and not near:
            found.append(
                PlaceLocation(
                    key=place_key(one.english),
                    name=one.english,
                    latitude=one.latitude,
                    longitude=one.longitude,
                    is_sure=True,
                )
            )
    return tuple(found)


def _are_near(one: TablePlace, town: PlaceLocation) -> bool:
    apart = abs(one.latitude - town.latitude), abs(one.longitude - town.longitude)
    return max(apart) < _TOWN_ITSELF


def _is_sure(first: TablePlace, others: Set[TablePlace]) -> bool:
    if others and first.population < _FAR_LARGER * max(one.population for one in others):
        return False
    return first.namesakes == 0 or first.population >= _TOWN


@cache
def _by_key() -> dict[str, list[TablePlace]]:
    """Places by the key of their own name; the likeliest first: in Ukraine or a city, then by
    size."""
    found: dict[str, list[TablePlace]] = defaultdict(list)
    for place in table_places():
        key = place_key(place.english or place.ukrainian or place.russian)
        if key:
            found[key].append(place)
    for own in found.values():
        own.sort(key=_rank)
    return dict(found)


def _rank(place: TablePlace) -> tuple[bool, int]:
    return place.country != UKRAINE and place.population < _CITY, -place.population


@cache
def _by_sound() -> dict[str, list[TablePlace]]:
    """Every place by each name that it has."""
    found: dict[str, list[TablePlace]] = defaultdict(list)
    for place in table_places():
        for name in {place.english, place.ukrainian, *place.all_russian} - {""}:
            found[sound_of(name)].append(place)
    return dict(found)
