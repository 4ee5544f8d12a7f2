"""Where claims say that something happened."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from earwitness.claims.place_locations import PlaceLocation, location_of
from earwitness.records.claim_board import SaidClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place, its names as they are said, and the claims that name it by kind. `location` is None
    where it is not known."""

    location: PlaceLocation | None
    names: Sequence[str]
    kinds: Counter[str]

    @property
    def claims(self) -> int:
        """How many there are."""
        return self.kinds.total()


def places_of(claims: Iterable[SaidClaim]) -> list[NamedPlace]:
    """Every place that is named, those with most claims first; spellings of one are one."""
    names: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {}
    located: dict[str, PlaceLocation | None] = {}
    for one in claims:
        if one.place:
            found = location_of(one.place)
            key = found.key if found else one.place
            located[key] = found if key not in located else _less_sure(located[key], found)
            names.setdefault(key, Counter())[one.place] += 1
            kinds.setdefault(key, Counter())[one.located.claim.kind] += 1
    told = [
        NamedPlace(
            location=located[key],
            names=[name for name, _number in names[key].most_common()],
            kinds=kinds[key],
        )
        for key in located
    ]
    return sorted(told, key=lambda one: (-one.claims, one.names[0]))


def _less_sure(one: PlaceLocation | None, other: PlaceLocation | None) -> PlaceLocation | None:
    """The unsurer of two spellings: what one of them leaves open is open."""
    return other if other is not None and not other.is_sure else one
