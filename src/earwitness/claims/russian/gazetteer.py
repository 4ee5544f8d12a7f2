"""Names of places in all their forms (`../data/places.tsv`, `data/names.toml`)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from earwitness.claims.places_table import largest_named, table_places
from earwitness.claims.russian.inflection import word_forms
from earwitness.claims.tables import read_table
from earwitness.claims.ukrainian_places import ukrainian_forms, ukrainian_places

# Cities abroad of this size are as likely as villages in Ukraine. Estimate.
_CITY = 200_000


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place or region: its name in the nominative, its country, its inhabitants.

    `known` ones are taken without a capital, too; `words` are the lower-case words of the name.
    """

    name: str
    country: str
    population: int
    words: tuple[str, ...]
    known: bool = False
    region: bool = False


def _words(name: str) -> tuple[str, ...]:
    return tuple(name.lower().replace("ё", "е").split())


@cache
def places_by_form() -> dict[str, tuple[Place, ...]]:
    """Every form of a name's first word to the places it may mean, likeliest first.

    Likelier is a known place, then one whose nominative it is, then one in Ukraine or a city, then
    the larger one.
    """
    extra = read_table("russian", "names.toml")["places"]
    known = frozenset(extra["known"])
    rows = [
        (name, place.country, place.population)
        for place in table_places()
        for name in place.all_russian
    ]
    places = [
        Place(name, country, size, _words(name), known=name in known)
        for name, country, size in largest_named(rows)
    ]
    places += [
        Place(name, "RU" if name in {"Россия", "Чечня"} else "", 10**7, _words(name), region=True)
        for name in extra["regions"]
    ]
    places += [Place(name, "UA", 0, _words(name), known=True) for name in extra["missing"]]
    places += [Place(name, "UA", 0, _words(name)) for name in extra["missing_and_common"]]
    places += [Place(n, "RU", 0, _words(n), known=True) for n in extra["missing_in_russia"]]
    found: dict[str, list[Place]] = {}
    for place in places:
        for form in word_forms(place.words[0]):
            found.setdefault(form, []).append(place)
    for form, place in _ukrainian(places):
        found.setdefault(form, []).append(place)
    for form, word in extra["spoken"].items():
        found.setdefault(form, []).insert(0, Place(word, "RU", 10**6, (form,)))
    return {form: _ranked(form, listed) for form, listed in found.items()}


def _ukrainian(places: list[Place]) -> Iterator[tuple[str, Place]]:
    """Ukrainian forms that Russian lacks ("в Бучі"), of the same places: many speak both."""
    known = {place.name: place for place in places if place.country == "UA"}
    russian = {form for place in places for form in word_forms(place.words[0])}
    for entry in ukrainian_places():
        # An apostrophe is a word of its own in a text.
        words = tuple(entry.ukrainian.lower().replace("'", " ' ").split())
        place = known.get(entry.russian) or Place(entry.russian, "UA", 0, words)
        for form in ukrainian_forms(words[0]) - (russian if len(words) == 1 else frozenset()):
            yield form, replace(place, words=words)


def _ranked(form: str, listed: list[Place]) -> tuple[Place, ...]:
    def unlikeliness(place: Place) -> tuple[bool, bool, bool, bool, int]:
        other_form = place.words[0] != form
        abroad = place.country != "UA" and place.population < _CITY
        return (not place.known, not place.region, other_form, abroad, -place.population)

    return tuple(sorted(listed, key=unlikeliness))


@cache
def forms_of(word: str) -> frozenset[str]:
    """Forms of a further word of a name ("Рог" of "Кривой Рог", "янськ" of "Слов'янськ")."""
    if word == "'":
        return frozenset("'’ʼ`")
    return word_forms(word) | ukrainian_forms(word)
