"""All written forms of the first names in `data/given_names.toml`, made once per process.

Declension follows the regular paradigms of Russian first names (Zaliznyak, types 1 to 4); the
short vocative ("Оль", "Лёш") is the bare stem of names in -а, -я. Over-generated forms do no
harm: nobody says them.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from earwitness.runtime.russian.transliteration import is_latin, skeleton

NO_NAMES = frozenset({"алло", "ало", "альо", "але", "ево"})
"""Forms of names by the rules, but said in every call: greetings ("алё" with ё as е), "его"."""

NO_NAMES_IF_SMALL = frozenset({"али", "сослана", "разили", "тай", "ось", "ис"})
"""Forms of rare names that are likelier other words where they have no capital."""

_VOWELS = "аеёиоуыэюяіїє"
_HUSHING = "жшчщ"
_LONGEST_SHORT_FORM = 6
"""Letters of a short form ("Серёжа") that regular pet suffixes are put on."""


class Sex(StrEnum):
    """Grammatical sex of a first name."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


class FormCase(StrEnum):
    """How a form can be used: naming somebody, calling somebody, or in another case."""

    NOMINATIVE = "nominative"
    VOCATIVE = "vocative"
    OBLIQUE = "oblique"


@dataclass(frozen=True, slots=True)
class NameForm:
    """What a form may stand for."""

    canonical: str
    case: FormCase


@dataclass(frozen=True, slots=True)
class NameTable:
    """`forms`: Cyrillic form (lower case, ё as е) → readings; `skeletons`: Latin ones.

    `shares`: canonical → share among adults of that sex; `sexes`: canonical → sex; `full_forms`:
    canonical → the name in full, in Russian and, where another, in Ukrainian (Олексій).
    """

    forms: dict[str, frozenset[NameForm]]
    skeletons: dict[str, frozenset[NameForm]]
    shares: dict[str, float]
    sexes: dict[str, Sex]
    full_forms: dict[str, tuple[str, ...]]


@cache
def name_table() -> NameTable:
    """The table of all forms, about 40 thousand, built at first use in a fraction of a second."""
    source = files("earwitness.runtime.russian").joinpath("data", "given_names.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    forms: dict[str, set[NameForm]] = {}
    skeletons: dict[str, set[NameForm]] = {}
    shares: dict[str, float] = {}
    sexes: dict[str, Sex] = {}
    full_forms: dict[str, tuple[str, ...]] = {}
    for sex in Sex:
        for canonical, (share, listed, *ukrainian) in data[sex].items():
            shares[canonical] = data["shares"][share]
            sexes[canonical] = sex
            in_ukrainian = " ".join(ukrainian).split()
            full_forms[canonical] = (canonical, *in_ukrainian[:1])
            for form, case in _all_forms((canonical, *listed.split(), *in_ukrainian)):
                reading = NameForm(canonical, case)
                if not is_latin(form):
                    forms.setdefault(comparable(form), set()).add(reading)
                if case is FormCase.NOMINATIVE:
                    skeletons.setdefault(skeleton(form), set()).add(reading)
    _drop_vocatives_beside_nominatives(forms)
    return NameTable(_frozen(forms), _frozen(skeletons), shares, sexes, full_forms)


def _drop_vocatives_beside_nominatives(forms: dict[str, set[NameForm]]) -> None:
    """ "Александр" is the man, not Александра called."""
    for readings in forms.values():
        if any(reading.case is FormCase.NOMINATIVE for reading in readings):
            readings -= {r for r in readings if r.case is FormCase.VOCATIVE}


def comparable(word: str) -> str:
    """A Cyrillic word as the table's keys are written."""
    return word.lower().replace("ё", "е").replace("’", "'")


def _frozen(sets: dict[str, set[NameForm]]) -> dict[str, frozenset[NameForm]]:
    return {key: frozenset(value) for key, value in sets.items()}


def _all_forms(listed: tuple[str, ...]) -> Iterator[tuple[str, FormCase]]:
    nominatives = dict.fromkeys(listed)
    for form in listed:
        if len(form) <= _LONGEST_SHORT_FORM and not is_latin(form):
            nominatives.update(dict.fromkeys(_pet_forms(form)))
    for form in nominatives:
        yield form, FormCase.NOMINATIVE
        if not is_latin(form):
            yield from ((oblique, FormCase.OBLIQUE) for oblique in _oblique(form))
            yield from ((vocative, FormCase.VOCATIVE) for vocative in _vocative(form))


def _pet_forms(short: str) -> Iterator[str]:
    """Regular pet forms of a short form in -а, -я: Оля → Олька, Оленька, Олечка, Олюша."""
    stem, ending = short[:-1], short[-1]
    if ending not in "ая" or len(stem) < 2 or stem[-1] in _VOWELS + "кьй":
        return
    soft = "ь" if ending == "я" else ""
    yield f"{stem}{soft}ка"
    yield f"{stem}енька"
    yield f"{stem}{'ечка' if ending == 'я' or stem[-1] in _HUSHING else 'очка'}"
    yield f"{stem}{'юш' if ending == 'я' else 'уш'}ка"
    yield f"{stem}{'юл' if ending == 'я' else 'ул'}я"
    yield f"{stem}{'юх' if ending == 'я' else 'ух'}а"


def _oblique(form: str) -> tuple[str, ...]:
    stem, ending = form[:-1], form[-1]
    if form.endswith(("ия", "ія")):
        return tuple(stem + e for e in ("и", "ю", "ей", "ею", "ї"))
    if ending == "я":
        return tuple(stem + e for e in ("и", "е", "ю", "ей", "ею", "і", "їй"))
    if ending == "а":
        genitive = "и" if stem[-1] in "гкх" + _HUSHING else "ы"
        instrumental = ("ей", "ею") if stem[-1] in _HUSHING else ("ой", "ою")
        return tuple(stem + e for e in (genitive, "е", "у", *instrumental, "і"))
    if ending == "й":
        return tuple(stem + e for e in ("я", "ю", "ем", "е", "и", "єм", "ї"))
    if ending == "ь":
        return tuple(stem + e for e in ("я", "ю", "ем", "е", "и", "ью"))
    if ending in _VOWELS:
        return ()
    return tuple(_shortened(form) + e for e in ("а", "у", "ом", "е", "ові", "і"))


def _shortened(form: str) -> str:
    """The stem of oblique cases: Павел → Павл-, Лев → Льв-, Санёк → Саньк-, Толик as it is."""
    if form == "Лев":
        return "Льв"
    if form.endswith(("ел", "ёк", "ец")) and len(form) > 3:
        middle = "ьк" if form.endswith("ёк") else form[-1]
        return form[:-2] + middle
    return form


def _vocative(form: str) -> tuple[str, ...]:
    """Short vocatives of spoken Russian, and Ukrainian ones (Олено, Сергію, Тарасе)."""
    stem, ending = form[:-1], form[-1]
    if form.endswith(("ия", "ія", "ка")) or len(form) < 3:
        return (f"{stem}о",) if form.endswith("ка") else ()
    if ending == "а":
        return (stem, f"{stem}о")
    if ending == "я" and stem[-1] in _VOWELS:
        return (f"{stem}й",)
    if ending == "я":
        return (f"{stem}ь", f"{stem}ю")
    return ()
