"""Ukrainian names of places in all their forms, and the Russian and English names they go by.

The Russian name is the one under which a place is known in claims (`data/places.tsv`).
"""

from dataclasses import dataclass
from functools import cache

from earwitness.claims.places_table import table_places

# Ending of the nominative → endings of the other cases (Ukrainian orthography of 2019), longest
# first. Alternations of vowels and consonants are in the endings: Харків, Харкова.
_DECLENSIONS = (
    ("ська", ("ська", "ської", "ській", "ську", "ською")),
    ("цька", ("цька", "цької", "цькій", "цьку", "цькою")),
    ("ське", ("ське", "ського", "ському", "ським")),
    ("цьке", ("цьке", "цького", "цькому", "цьким")),
    ("ький", ("ький", "ького", "ькому", "ьким")),
    ("піль", ("піль", "поля", "полю", "полем", "полі")),
    ("інь", ("інь", "еня", "еню", "енем", "ені", "іня", "іню", "інем", "іні")),
    ("ець", ("ець", "ця", "цю", "цем", "ці")),
    ("іг", ("іг", "ога", "огу", "огом", "озі", "ігу", "ігом", "ігова")),
    ("їв", ("їв", "єва", "єву", "євом", "єві")),
    ("ів", ("ів", "ова", "ову", "овом", "ові", "ева", "еву", "евом", "еві")),
    ("ок", ("ок", "ка", "ку", "ком", "ці")),
    ("ка", ("ка", "ки", "ку", "кою", "ці")),
    ("га", ("га", "ги", "гу", "гою", "зі")),
    ("ха", ("ха", "хи", "ху", "хою", "сі")),
    ("ія", ("ія", "ії", "ію", "ією")),
    ("жжя", ("жжя", "жжю", "жжям", "жжі")),
    ("лля", ("лля", "ллю", "ллям", "ллі")),
    ("ння", ("ння", "нню", "нням", "нні")),
    ("а", ("а", "и", "і", "у", "ою", "ою", "ої", "ій", "ею", "ї")),
    ("я", ("я", "і", "ї", "ю", "ею", "єю")),
    ("ий", ("ий", "ого", "ому", "им", "ім")),
    ("ій", ("ій", "ія", "ію", "ієм", "ії", "ього", "ьому", "ім")),
    ("ине", ("ине", "иного", "иному", "иним", "ина", "ину", "ином", "ині")),
    ("е", ("е", "ого", "ому", "им", "ім", "я", "ю", "ем", "і", "а", "у", "ом")),
    ("є", ("є", "його", "йому", "їм")),
    ("о", ("о", "а", "у", "ом", "і")),
    ("и", ("и", "ів", "ам", "ами", "ах", "")),
    ("і", ("і", "ів", "їв", "ей", "ям", "ями", "ях", "их", "им", "ими")),
    ("ь", ("ь", "я", "ю", "ем", "і")),
    ("й", ("й", "я", "ю", "єм", "ї")),
    ("", ("", "а", "у", "ом", "ові", "і", "ем", "ю", "я")),
)


@dataclass(frozen=True, slots=True)
class UkrainianPlace:
    """One place of Ukraine in three languages."""

    ukrainian: str
    russian: str
    english: str


@cache
def ukrainian_places() -> tuple[UkrainianPlace, ...]:
    """Those of the table that have a Ukrainian name, each name once, largest places first."""
    found: dict[str, UkrainianPlace] = {}
    for one in table_places():
        if one.ukrainian:
            place = UkrainianPlace(one.ukrainian, one.russian, one.english)
            found.setdefault(one.ukrainian, place)
    return tuple(found.values())


def ukrainian_forms(low: str) -> frozenset[str]:
    """All forms that a lower-case Ukrainian place word may take; some are not in use."""
    for ending, others in _DECLENSIONS:
        if low.endswith(ending) and len(low) > len(ending):
            stem = low[: len(low) - len(ending)]
            return frozenset(stem + other for other in others)
    return frozenset({low})


@cache
def russian_names() -> dict[str, str]:
    """Every form of a Ukrainian one-word name to the Russian name; of namesakes the larger one."""
    found: dict[str, str] = {}
    for place in ukrainian_places():
        for form in ukrainian_forms(place.ukrainian.lower()):
            found.setdefault(form, place.russian)
    return found
