"""One key for a place, however it is spelt: Буча, Bucha; Киев, Київ, Kyiv."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from earwitness.claims.places_table import UKRAINE, TablePlace, table_places
from earwitness.runtime.russian.transliteration import skeletons

_ABOUT = re.compile(
    r"^(?:(?:near|outside|around|in|at|под|возле|около|під|біля|у|в|город|місто|село|пгт|смт"
    r"|[гмс]\.|the city of|city of)\s+)+"
    r"|\s+(?:area|district|city|town)$",
    re.IGNORECASE,
)
"""Words around the name in tables of facts."""

_REGION = re.compile(r"\b(?:oblast|region|область|області|области|обл\.?)$", re.IGNORECASE)
"""Ends the name of a region: Kyiv is not the Kyiv region, which is too large to be one place."""

_COUNTRIES = frozenset(
    ["украина", "україна", "ukraine", "россия", "росія", "russia", "беларусь", "белоруссия",
     "білорусь", "belarus", "донбасс", "донбас", "donbas", "крым", "крим", "crimea"]
)  # fmt: skip
"""Too large to be one place: two claims from one country need not be of one thing."""

_CITY = 200_000
"""Cities abroad of this size are as likely as villages in Ukraine. Estimate."""

_MOST_CHANGED = 0.5
"""Which part of a name's letters may differ between its languages, where several places share a
name: Петровское is Petrivske rather than Sviatopetrivske. Estimate."""

_MOST_STEPS = 3
"""From a name to the name of its place, to that of a larger place that is called so, and so on."""


@cache
def _keys() -> dict[str, str]:
    """Skeleton of every name in the table → that of its place's own name, where they differ.

    Of several places of one name: rather one that is called so today, then one in Ukraine or a
    city, then one whose own name is like it, then the largest.
    """
    chosen: dict[str, tuple[tuple[bool, bool, bool, int], str]] = {}
    for place in table_places():
        own = sound_of(place.english or place.ukrainian or place.russian)
        far = place.country != UKRAINE and place.population < _CITY
        for name, is_old in _names(place):
            said = sound_of(name)
            unlike = Levenshtein.distance(said, own) > _MOST_CHANGED * len(said)
            rank = (is_old, far, unlike, -place.population)
            if said and (said not in chosen or rank < chosen[said][0]):
                chosen[said] = (rank, own)
    nearest = {said: own for said, (_, own) in chosen.items() if said != own}
    for _ in range(_MOST_STEPS):
        nearest = {said: nearest.get(own, own) for said, own in nearest.items()}
    return nearest


def _names(place: TablePlace) -> Iterator[tuple[str, bool]]:
    """Every name, and whether it is an older one or another spelling."""
    usual = (place.english, place.ukrainian, place.russian)
    yield from ((name, False) for name in usual if name)
    yield from ((name, True) for name in place.other_russian)


def sound_of(name: str) -> str:
    """How a name sounds, in Latin letters; Russian г is h in Ukrainian: Гостомель, Hostomel."""
    return skeletons(name)[0].replace("h", "g")


@lru_cache(maxsize=20_000)
def place_key(untrusted_name: str) -> str:
    """The key of a place name in Russian, Ukrainian or English; "" of none, and of a country or
    region.

    Names of equal sound are one key: which of several towns of one name is meant is not decided.
    """
    bare = _ABOUT.sub("", " ".join(untrusted_name.split()))
    if not bare or bare.casefold() in _COUNTRIES or _REGION.search(bare):
        return ""
    key = sound_of(bare)
    return _keys().get(key, key) or bare.casefold()
