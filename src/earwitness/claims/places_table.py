"""The table of places in three languages (`data/places.tsv`)."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

UKRAINE = "UA"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """One populated place: its names, its country (ISO 3166), its inhabitants.

    `english` is in Ukraine's own system of 2010 there; `ukrainian` is known in Ukraine only.
    `russian` is the usual name, `other_russian` are older names and other spellings. What is not
    known is empty. `latitude` and `longitude` are degrees (WGS 84), to about a kilometre;
    `namesakes` counts smaller places of all the same names, which are not in the table.
    """

    english: str
    ukrainian: str
    russian: str
    other_russian: tuple[str, ...]
    country: str
    population: int
    latitude: float
    longitude: float
    namesakes: int

    @property
    def all_russian(self) -> tuple[str, ...]:
        """Every Russian name, the usual one first."""
        return (self.russian, *self.other_russian) if self.russian else self.other_russian


@cache
def table_places() -> tuple[TablePlace, ...]:
    """All of them, the largest first."""
    file = files("earwitness.claims").joinpath("data", "places.tsv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")), delimiter="\t")
    return tuple(
        TablePlace(
            english=row["en"],
            ukrainian=row["uk"],
            russian=row["ru"],
            other_russian=tuple(filter(None, row["ru_other"].split("|"))),
            country=row["country"],
            population=int(row["population"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            namesakes=int(row["namesakes"]),
        )
        for row in rows
    )


def largest_named(named: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """(name, country, inhabitants), each name of a country once and as large as its largest place;
    the largest first."""
    found: dict[tuple[str, str], int] = {}
    for name, country, population in named:
        found[name, country] = max(found.get((name, country), 0), population)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [(name, country, population) for (name, country), population in ordered]
