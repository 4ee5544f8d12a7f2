"""Makes `place_spellings.tsv` from an extract of GeoNames; run by hand, never at run time.

    python make_place_spellings.py EXTRACT.tsv ../../russian/data/places_uk_ru.tsv OUT.tsv

The extract is the one of `claims/russian/data/make_places.py`. A line is a Russian name and, joined
by "|", the Latin ones whose skeleton is not its own: Киев, Kyiv. Ukrainian spellings share the
skeleton of the Latin ones.
"""

import csv
import sys
from pathlib import Path

from earwitness.claims.russian.data.make_places import russian_spellings
from earwitness.runtime.russian.transliteration import skeletons

SMALLEST = {"UA": 0, "RU": 100_000, "BY": 20_000, "MD": 50_000}


def main(source: Path, known: Path, target: Path) -> None:
    """Read the extract, write the table, sorted."""
    with known.open(encoding="utf-8", newline="") as lines:
        names = {row["name"] for row in csv.DictReader(lines, delimiter="\t")}
    found: dict[str, set[str]] = {}
    with source.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["population"] or 0) < SMALLEST.get(row["country"], 10**9):
                continue
            spelt = russian_spellings(row["cyrillic_names"] or "", row["country"])
            for name in names.intersection(one.replace("ё", "е") for one in spelt):
                if set(skeletons(name)).isdisjoint(skeletons(row["name"])):
                    found.setdefault(name, set()).add(row["name"])
    with target.open("w", encoding="utf-8", newline="") as out:
        out.write("name\tspellings\n")
        for name, others in sorted(found.items()):
            out.write(f"{name}\t{'|'.join(sorted(others))}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
