"""Russian spellings of a place among all Cyrillic ones; for `make_places.py`, never at run time."""

import re

from earwitness.runtime.morphology import analyser, parses

RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁа-яё][а-яё]+){0,3}")
# э after a consonant is Rusyn or Belarusian spelling; sh, zh + ы is not Russian.
NOT_RUSSIAN = re.compile(r"[бвгджзклмнпрстфхцчшщ]э|[жшчщ]ы|ськ|цьк|йы|йо$", re.IGNORECASE)
NOT_A_PLACE = re.compile(
    r"район|област|квартал|масив|массив|станци|слобідка|колонія|шаары|балһсн|\bош\b", re.IGNORECASE
)

# Regular correspondences of Ukrainian and Russian endings and letters, tried in this order.
UKRAINIAN_TO_RUSSIAN = (
    (r"[’'ʼ]", "ъ"),
    (r"івськ", "овск"),
    (r"ївськ", "евск"),
    (r"ськ(?=[аеиого]|$)", "ск"),
    (r"цьк(?=[аеиого]|$)", "цк"),
    (r"([жчшщйь])ів\b", r"\1ев"),
    (r"ів(?=к|ц|\b)", "ов"),
    (r"їв(?=к|ц|\b)", "ев"),
    (r"(?<=[сц]к)е\b", "ое"),
    (r"(?<=н)е\b", "ое"),
    (r"(?<=[оеє]в)е\b", "о"),
    (r"(?<=[бвдзлмнпрст])и\b", "ы"),
    (r"ий\b", "ый"),
    (r"([гкх])ый\b", r"\1ий"),
    (r"ець\b", "ец"),
    (r"є", "е"),
    (r"[ії]", "и"),
    (r"ґ", "г"),
)


def in_russian(ukrainian: str) -> str:
    """The Russian spelling that the regular correspondences give for a Ukrainian name."""
    name = ukrainian
    for pattern, replacement in UKRAINIAN_TO_RUSSIAN:
        name = re.sub(pattern, replacement, name)
    return name.replace("І", "И").replace("Ї", "И").replace("Є", "Е")


def russian_spellings(cyrillic_names: str, country: str) -> list[str]:
    """Spellings of one place that a Russian speaker uses; made from Ukrainian if none is listed."""
    listed = [name.replace("\u0301", "").strip() for name in cyrillic_names.split("|")]
    listed = [name for name in listed if name and not NOT_A_PLACE.search(name)]
    plausible = [n for n in listed if RUSSIAN.fullmatch(n) and not NOT_RUSSIAN.search(n)]
    converted = {in_russian(name) for name in listed}
    originals = {name for name in listed if in_russian(name) in plausible} - {
        name for name in plausible if in_russian(name) == name
    }
    kept = [name for name in plausible if name not in originals and not _respelt(name, plausible)]
    if NOT_A_PLACE.search(cyrillic_names):  # a district named after a town
        kept = [name for name in kept if not name.endswith("ий")]
    if kept:
        return _familiar([_russian_ending(name) for name in kept], country != "UA")
    return sorted(name for name in converted if RUSSIAN.fullmatch(name))[:1]


def _familiar(names: list[str], abroad: bool) -> list[str]:
    """Drop spellings of other languages beside one that the Russian dictionary knows."""
    known = [name for name in names if is_in_dictionary(name)]
    return [
        name
        for name in names
        if name in known or not ((abroad and known) or any(k[:3] == name[:3] for k in known))
    ]


def is_in_dictionary(name: str) -> bool:
    """Whether every word of the name is listed, and the name is one of its nominatives."""
    return analyser().word_is_known(name.lower()) or all(
        analyser().word_is_known(word)
        and any("nomn" in parse.tag.grammemes for parse in parses(word))
        for word in re.split("[- ]", name.lower())
    )


# Endings that only Ukrainian has in place names, where no Russian spelling is listed beside.
RUSSIAN_ENDINGS = (
    (r"([оеи][вн])е$", r"\1о"),
    (r"([сц]к|[бвдзлмпрст]н)е$", r"\1ое"),
    (r"ця$", "ца"),
)


def _russian_ending(name: str) -> str:
    for pattern, replacement in RUSSIAN_ENDINGS:
        name = re.sub(pattern, replacement, name)
    return name


def _respelt(name: str, others: list[str]) -> bool:
    """Whether a name is an inflected form or the Ukrainian spelling of another one."""
    flat = name.replace("ы", "и")
    for other in others:
        if other == name:
            continue
        if "ы" in other and other.replace("ы", "и") == flat:
            return True
        if re.fullmatch(re.escape(other) + r"(ом|у|а|ую|е|скую)", name):
            return True
        if re.fullmatch(re.escape(name[:-1]) + r"(ая|ое|о|ый)", other) and name[-1] in "ае":
            return True
    return False
