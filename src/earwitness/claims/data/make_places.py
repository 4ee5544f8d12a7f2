"""Makes `places.tsv` from an extract of GeoNames; run by hand, never at run time.

    python -m earwitness.claims.data.make_places EXTRACT.tsv places.tsv

The extract is tab-separated with the columns `name`, `country`, `population`, `lat`, `lon` and
`cyrillic_names` (all spellings in Cyrillic, joined by "|"). README.md beside this file names
its source and licence.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from earwitness.claims.data.english_names import english_name
from earwitness.claims.data.russian_names import russian_spellings
from earwitness.claims.data.ukrainian_names import alike, ukrainian_name, usual_russian

# Inhabitants from which on a place is taken. Ukraine: everything (GeoNames counts some as 0).
SMALLEST = {"UA": 0, "BY": 3_000, "RU": 12_000, "MD": 20_000}
NAMES = ("en", "uk", "ru", "ru_other", "country")
COLUMNS = (*NAMES, "population", "latitude", "longitude", "namesakes")


def row_of(place: dict[str, str]) -> tuple[str, ...] | None:
    """One line of the table, None of a place that is too small or has no name in any language."""
    country, population = place["country"], int(place["population"] or 0)
    if country not in SMALLEST or population < SMALLEST[country]:
        return None
    cyrillic = place["cyrillic_names"] or ""
    listed = russian_spellings(cyrillic, country)
    russian = list(dict.fromkeys(name.replace("ё", "е").replace("Ё", "Е") for name in listed))
    ukrainian = ukrainian_name(cyrillic, place["name"]) if country == "UA" and russian else ""
    usual = max(russian, key=lambda name: alike(name, place["name"]), default="")
    if ukrainian:
        usual = usual_russian(ukrainian, russian)
    others = [name for name in russian if name != usual]
    english = english_name(place["name"], country)
    if not (english or usual):
        return None
    at = (f"{float(place[name]):.2f}" for name in ("lat", "lon"))
    return english, ukrainian, usual, "|".join(others), country, str(population), *at


def main(source: Path, target: Path) -> None:
    """Read the extract, write the table, the largest places first."""
    with source.open(encoding="utf-8", newline="") as lines:
        places = list(csv.DictReader(lines, delimiter="\t"))
    places.sort(key=lambda place: (-int(place["population"] or 0), place["name"]))
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    namesakes: Counter[tuple[str, ...]] = Counter()
    for row in map(row_of, places):
        if row is not None:
            names = row[: len(NAMES)]
            rows.setdefault(names, row)  # a smaller place of the same names is only counted
            namesakes[names] += 1
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*row, str(namesakes[names] - 1)) for names, row in rows.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
