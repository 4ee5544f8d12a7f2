"""Makes `places.tsv` from an extract of GeoNames; run by hand, never at run time.

    python make_places.py EXTRACT.tsv places.tsv

The extract is that of `claims/russian/data/make_places.py`, with GeoNames' `name` in Latin letters.
A spelling is Ukrainian if its official transliteration (resolution 55 of the Cabinet of Ministers
of Ukraine, 2010) is that name. README.md beside this file names source and licence.
"""

import csv
import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from earwitness.claims.russian.data.make_places import (
    NOT_A_PLACE,
    in_russian,
    russian_spellings,
)
from earwitness.claims.russian.gazetteer import places_by_form

ALIKE = 0.7
"""Of two spellings of one name; older names of a town are less alike. Chosen by looking."""


@cache
def places_by_name() -> frozenset[str]:
    """The names that the Russian reader knows."""
    return frozenset(place.name for listed in places_by_form().values() for place in listed)


_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
    "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ь": "", "'": "", "’": "",
}  # fmt: skip
_AT_HEAD = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def transliterated(name: str) -> str:
    """Latin letters of a Ukrainian name, small."""
    words = []
    for word in name.lower().replace("зг", "zgh").split(" "):
        head = _AT_HEAD.get(word[:1], _LATIN.get(word[:1], word[:1]))
        words.append(head + "".join(_LATIN.get(letter, letter) for letter in word[1:]))
    return " ".join(words)


def pairs(rows: Iterator[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """(Ukrainian, Russian) of every place of Ukraine with a Ukrainian spelling, largest first."""
    places = [row for row in rows if row["country"] == "UA"]
    for row in sorted(places, key=lambda row: -int(row["population"] or 0)):
        listed = (row["cyrillic_names"] or "").split("|")
        ours = max(listed, key=lambda name: _likeness(name, row["name"]))
        russian = _russian(ours, row["cyrillic_names"])
        known = russian in places_by_name()
        if known and _likeness(ours, row["name"])[0] and not NOT_A_PLACE.search(ours):
            yield ours.replace("’", "'"), russian


def _likeness(name: str, latin: str) -> tuple[bool, bool, int]:
    """Whether it is transliterated so, letter by letter, and how Ukrainian its letters are."""
    ours, theirs = transliterated(name), re.sub("['’]", "", latin.lower())
    letters = re.findall("[іїєґ'’ь]", name.lower())
    return _flat(ours) == _flat(theirs), ours == theirs, len(letters) - 9 * ("ы" in name)


def _flat(latin: str) -> str:
    return re.sub("['’]", "", latin).replace("y", "i").replace("ii", "i")


def _russian(ours: str, cyrillic_names: str) -> str:
    """The listed Russian spelling that is nearest to the regular one, else the regular one."""
    regular = in_russian(ours)
    shipped = places_by_name()
    listed = [name for name in russian_spellings(cyrillic_names, "UA") if name in shipped]
    if ours in shipped:
        return ours
    nearest = max(listed, key=lambda name: SequenceMatcher(None, name, regular).ratio(), default="")
    alike = SequenceMatcher(None, nearest, regular).ratio()
    chosen = nearest if alike >= ALIKE else regular
    return chosen.replace("ё", "е").replace("Ё", "Е")


def main(source: Path, target: Path) -> None:
    """Read the extract, write the table: name in Ukrainian, in Russian (empty: the same)."""
    with source.open(encoding="utf-8", newline="") as lines:
        found = dict(reversed(list(pairs(iter(csv.DictReader(lines, delimiter="\t"))))))
    with target.open("w", encoding="utf-8", newline="") as out:
        out.write("ukrainian\trussian\n")
        for ours, russian in reversed(found.items()):
            out.write(f"{ours}\t{'' if russian == ours else russian}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
