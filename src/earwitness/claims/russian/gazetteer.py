"""Names of places in all their forms (`data/places_uk_ru.tsv`, `data/names.toml`)."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from earwitness.claims.russian.inflection import word_forms
from earwitness.claims.tables import read_table


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

    Likelier is a known place, then one whose nominative it is, then one in Ukraine, then the
    larger one.
    """
    extra = read_table("russian", "names.toml")["places"]
    known = frozenset(extra["known"])
    table = files("earwitness.claims").joinpath("russian", "data", "places_uk_ru.tsv")
    rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")), delimiter="\t")
    places = [
        Place(
            row["name"], row["country"], int(row["population"]), _words(row["name"]),
            known=row["name"] in known,
        )
        for row in rows
    ]  # fmt: skip
    places += [
        Place(name, "RU" if name in {"Россия", "Чечня"} else "", 10**7, _words(name), region=True)
        for name in extra["regions"]
    ]
    places += [Place(name, "UA", 0, _words(name), known=True) for name in extra["missing"]]
    found: dict[str, list[Place]] = {}
    for place in places:
        for form in word_forms(place.words[0]):
            found.setdefault(form, []).append(place)
    for form, word in extra["spoken"].items():
        found.setdefault(form, []).insert(0, Place(word, "RU", 10**6, (form,)))
    return {form: _ranked(form, listed) for form, listed in found.items()}


def _ranked(form: str, listed: list[Place]) -> tuple[Place, ...]:
    def unlikeliness(place: Place) -> tuple[bool, bool, bool, bool, int]:
        other_form, abroad = place.words[0] != form, place.country != "UA"
        return (not place.known, not place.region, other_form, abroad, -place.population)

    return tuple(sorted(listed, key=unlikeliness))


@cache
def forms_of(word: str) -> frozenset[str]:
    """Forms of a further word of a name ("Рог" of "Кривой Рог")."""
    return word_forms(word)
