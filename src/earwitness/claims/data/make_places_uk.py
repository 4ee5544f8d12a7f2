"""Makes `places_uk.tsv` from an extract of GeoNames; run by hand, never at run time.

    python make_places_uk.py EXTRACT.tsv places_uk.tsv

Every place of Ukraine with its Ukrainian, Russian and English name. The extract is that of
`russian/data/make_places.py`, which also gives the Russian spelling.
"""

import csv
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

from earwitness.claims.russian.data.make_places import (
    NOT_A_PLACE,
    in_russian,
    is_in_dictionary,
    russian_spellings,
)
from earwitness.runtime.morphology import parses

UKRAINIAN = re.compile(r"[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]+(?:[- ][А-ЯІЇЄҐа-яіїєґ'’ʼ]+){0,3}")
ONLY_RUSSIAN = re.compile(r"[ыэъёЫЭЁ]")


# Resolution 55 of the Cabinet of Ministers of Ukraine (2010), Ukrainian in Latin letters; only
# what is needed to compare: the beginnings of words are written as their middles.
LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
    "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
}  # fmt: skip
LEAST_ALIKE = 0.8
# ї after a consonant was written before 1920.
AFTER_CONSONANT = r"(?<=[бвгджзклмнпрстфхцчшщ])ї"
KNOWN = 0.5
# Usual Russian names that the extract lacks.
USUAL = {"Одеса": "Одесса", "Біла Церква": "Белая Церковь"}


def in_latin(ukrainian: str) -> str:
    """Small Latin letters; other characters are left out."""
    return "".join(LATIN.get(letter, "") for letter in ukrainian.lower())


def alike(ukrainian: str, english: str) -> float:
    """How alike a spelling and the English name are, 0 to 1."""
    plain = re.sub("[^a-z]", "", english.lower().replace("y", "i"))
    return SequenceMatcher(None, in_latin(ukrainian).replace("y", "i"), plain).ratio()


def ukrainian_name(cyrillic_names: str, english: str) -> str:
    """The Ukrainian spelling: the one that in Latin letters is most like the English name, which
    GeoNames makes of it; "" if none is like it."""
    listed = [name.replace("\u0301", "").strip() for name in cyrillic_names.split("|")]
    fitting = [
        re.sub(AFTER_CONSONANT, "і", re.sub("[’ʼ]", "'", name))
        for name in listed
        if UKRAINIAN.fullmatch(name)
        and not ONLY_RUSSIAN.search(name)
        and not NOT_A_PLACE.search(name)
    ]
    best = max(fitting, key=lambda name: (*_likeness(name, english), name), default="")
    return best if best and alike(best, english) >= LEAST_ALIKE else ""


def main(source: Path, target: Path) -> None:
    """Read the extract, write uk, ru, en; largest first, each Ukrainian name once."""
    with source.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["country"] == "UA"]
    rows.sort(key=lambda row: (-int(row["population"] or 0), row["name"]))
    seen: set[str] = set()
    with target.open("w", encoding="utf-8", newline="") as out:
        out.write("uk\tru\ten\n")
        for row in rows:
            names = row["cyrillic_names"] or ""
            russian = [n.replace("ё", "е") for n in russian_spellings(names, "UA")]
            ukrainian = ukrainian_name(names, row["name"])
            if ukrainian and russian and ukrainian not in seen:
                seen.add(ukrainian)
                out.write(f"{ukrainian}\t{_likeliest(ukrainian, russian)}\t{row['name']}\n")


def _likeness(name: str, english: str) -> tuple[float, bool, bool, int]:
    """Of spellings that sound alike rather the one with "-ськ-", with letters that Russian lacks,
    and with its apostrophe."""
    soft, own = re.search("[сц]ьк", name), re.search("[ІЇЄіїє]", name)
    return round(alike(name, english), 1), soft is not None, own is not None, name.count("'")


def _likeliest(ukrainian: str, russian: list[str]) -> str:
    """The Russian spelling nearest to what the correspondences give, rather one that the
    dictionary knows."""
    made = in_russian(ukrainian).replace("ё", "е")

    def likeness(name: str) -> float:
        alike = SequenceMatcher(None, name, made).ratio()
        return alike + KNOWN * _is_a_place(name) - KNOWN * (name not in russian)

    return USUAL.get(ukrainian) or max([*russian, made], key=likeness)


def _is_a_place(name: str) -> bool:
    """Whether the Russian dictionary lists every word, and the first as a place."""
    words = re.split("[- ]", name.lower())
    return is_in_dictionary(name) and any("Geox" in p.tag.grammemes for p in parses(words[0]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
