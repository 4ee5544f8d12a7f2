"""Places by any usual Latin spelling (`../data/places.tsv`, `data/names.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from earwitness.claims.english.spelling import place_key
from earwitness.claims.places_table import largest_named, table_places
from earwitness.claims.tables import read_table
from earwitness.runtime.english.words import Token

# Inhabitants of a town that small letters may name. Estimate.
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place or region: its English name, its country, the keys of its words.

    `known` ones are taken without a preposition and without a capital, too.
    """

    name: str
    country: str
    population: int
    keys: tuple[str, ...]
    known: bool = False


def _keys(name: str) -> tuple[str, ...]:
    return tuple(place_key(word) for word in name.replace("-", " ").split())


@cache
def _words() -> frozenset[str]:
    return frozenset(read_table("english", "names.toml")["places"]["words"])


@cache
def places_by_key() -> Mapping[str, tuple[Place, ...]]:
    """The key of a name's first word to the places that it may begin, likeliest first.

    Likelier is the longer name, then a known place, then one in Ukraine, then the larger one.
    """
    extra = read_table("english", "names.toml")["places"]
    known = frozenset(extra["known"])
    named = largest_named(
        [(one.english, one.country, one.population) for one in table_places() if one.english]
    )
    named += [(name, "", 10**7) for name in extra["regions"]]
    named += [(name, "UA", 0) for name in extra["missing"]]
    country = {name: land for name, land, _ in reversed(named)}
    places = [Place(name, land, size, _keys(name), name in known) for name, land, size in named]
    places += [
        Place(name, country.get(name, "UA"), 10**6, _keys(said), name in known)
        for said, name in extra["spoken"].items()
    ]
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.keys[0], []).append(place)
    return {
        key: tuple(
            sorted(
                listed,
                key=lambda p: (-len(p.keys), not p.known, p.country != "UA", -p.population),
            )
        )
        for key, listed in found.items()
    }


@lru_cache(maxsize=50_000)
def candidates(low: str) -> tuple[Place, ...]:
    """Places whose name may begin with a word in small letters."""
    return () if len(low) < 3 or low in _words() else places_by_key().get(place_key(low), ())


def base_named(token: Token, *, told: bool) -> str | None:
    """The town that a word before a unit names ("my Kostroma regiment"), or None.

    Without a capital only larger towns count, and only where an article or the like (`told`) goes
    before.
    """
    if not token.is_word:
        return None
    towns = (p for p in candidates(token.low) if len(p.keys) == 1)
    least = 0 if token.is_capital else _LARGE if told else 10**9
    return next((p.name for p in towns if p.population >= least), None)
