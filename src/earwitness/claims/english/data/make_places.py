"""Makes `places_en.tsv` from an extract of GeoNames; run by hand, never at run time.

    python make_places.py EXTRACT.tsv places_en.tsv

The extract is tab-separated with the columns `name`, `country`, `population` and
`cyrillic_names`. README.md beside this file names its source and licence.
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

# Inhabitants from which on a place is taken. Ukraine: everything (GeoNames counts some as 0).
SMALLEST = {"UA": 0, "BY": 3_000, "RU": 12_000, "MD": 20_000}

NOT_A_PLACE = re.compile(r"\b(Rayon|District|Mikrorayon|Masyv|Kvartal)\b|\d")
NAME = re.compile(r"[A-Z][A-Za-z]+([ -][A-Za-z]+)*")
DISTRICT = re.compile(r"(sk|ln|ichn|odsk|echn|dn)(yi|yy|iy)$")
TOWNS_LIKE_DISTRICTS = frozenset({"Khmelnytskyi"})

# The older system of GeoNames to Ukraine's own of 2010 (Resolution 55 of the Cabinet of Ministers),
# as English papers write: Izyum, Izium; Mykolayiv, Mykolaiv; Kryvyy, Kryvyi.
TO_NATIONAL = (
    (r"(?<=[aeiouy])yi", "i"),
    (r"(?<=[a-z])y(?=[aeu])", "i"),
    (r"yy\b", "yi"),
    (r"iy\b", "ii"),
)


def in_english(name: str, country: str) -> str:
    """A name without signs above or beside its letters, Ukrainian ones in the national system."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"['’ʼ`]", "", plain).strip()
    if country == "UA":
        for pattern, replacement in TO_NATIONAL:
            plain = re.sub(pattern, replacement, plain)
    return plain


def places(rows: Iterator[dict[str, str]]) -> dict[tuple[str, str], int]:
    """(name, country) to inhabitants; of namesakes in one country the largest counts."""
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        population = int(row["population"] or 0)
        if row["country"] not in SMALLEST or population < SMALLEST[row["country"]]:
            continue
        name = in_english(row["name"], row["country"])
        if NOT_A_PLACE.search(row["name"]) or not re.fullmatch(
            r"[A-Z][A-Za-z]+([ -][A-Za-z]+)*", name
        ):
            continue
        if DISTRICT.search(name) and name not in TOWNS_LIKE_DISTRICTS:
            continue
        key = (name, row["country"])
        found[key] = max(found.get(key, 0), population)
    return found


def main(source: Path, target: Path) -> None:
    """Read the extract, write the table (name, country, inhabitants), largest first."""
    with source.open(encoding="utf-8", newline="") as lines:
        found = places(csv.DictReader(lines, delimiter="\t"))
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    with target.open("w", encoding="utf-8", newline="") as out:
        out.write("name\tcountry\tpopulation\n")
        out.writelines(f"{name}\t{country}\t{count}\n" for (name, country), count in ordered)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
