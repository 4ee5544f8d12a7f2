"""The forms under which a name that is said can be met, for many names at once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from earwitness.publication.naming.keys import cyrillic_key, latin_key
from earwitness.publication.naming.pet_forms import compound_parts, may_be_first_name, pet_forms
from earwitness.runtime.morphology import analyser, parses
from earwitness.runtime.russian.given_name_forms import (
    NO_NAMES,
    NO_NAMES_IF_SMALL,
    FormCase,
    comparable,
    name_table,
)
from earwitness.runtime.russian.name_inflection import (
    Inflected,
    NameCase,
    name_forms_of,
    possessives_of,
)
from earwitness.runtime.russian.patronymics import patronymic
from earwitness.runtime.russian.transliteration import is_latin

SHORTEST_LATIN = 2
"""Letters of a skeleton; "Ol" of Оль. Shorter ones are other words."""

SHORTEST_LATIN_OBLIQUE = 5
"""The same of a first name that is not in the nominative: "Мани" is no "Many". Estimate."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """A form of a name. `name` is the place of the name it belongs to, `possessive` the ending of
    a possessive adjective (None: it is none). `explicit`: it is a form of the word that was given,
    not of another pet form of it."""

    name: int
    case: NameCase
    plural: bool = False
    possessive: str | None = None
    explicit: bool = True
    nominative: bool = False


Forms = dict[str, tuple[NameForm, ...]]


@dataclass(frozen=True, slots=True)
class SaidNames:
    """Forms of names by their keys (`keys.py`), and patronymics: (canonical fathers, sex) of each
    name."""

    cyrillic: Forms
    latin: Forms
    fathers: dict[str, int]


def said_names(names: Sequence[str]) -> SaidNames:
    """All forms of names, each in dictionary form: first names with all their pet forms,
    surnames, patronymics, nicknames; Cyrillic and Latin."""
    cyrillic: defaultdict[str, dict[NameForm, None]] = defaultdict(dict)
    latin: defaultdict[str, dict[NameForm, None]] = defaultdict(dict)
    fathers: dict[str, int] = {}
    for place, name in enumerate(names):
        for word in _words(name):
            if (known := patronymic(word)) is not None:
                fathers |= {f"{father} {known.sex}": place for father in known.fathers}
            for text, form in _forms(place, word):
                if not is_latin(text):
                    cyrillic[cyrillic_key(text)][form] = None
                key = latin_key(text)
                if len(key) >= _fewest_letters(word, form) or (form.explicit and form.nominative):
                    latin[key][form] = None
    return SaidNames(_frozen(cyrillic), _frozen(latin), fathers)


def _fewest_letters(word: str, form: NameForm) -> int:
    called = form.case in (NameCase.NOMINATIVE, NameCase.VOCATIVE)
    is_oblique = not called or form.plural or form.possessive is not None
    return SHORTEST_LATIN_OBLIQUE if is_oblique and _canonicals(word) else SHORTEST_LATIN


def _words(name: str) -> list[str]:
    """The words of a name that say something: no initials."""
    return [
        word for part in name.split() for word in (part, *_halves(part)) if len(latin_key(word)) > 1
    ]


def _halves(part: str) -> list[str]:
    halves = [half for half in part.replace("–", "-").split("-") if len(half) > 2]
    return halves if len(halves) > 1 else []


def _frozen(forms: dict[str, dict[NameForm, None]]) -> Forms:
    return {key: tuple(value) for key, value in forms.items() if key}


def _forms(place: int, word: str) -> Iterator[tuple[str, NameForm]]:
    for one in _inflected(word.lower()):
        yield one.text, _form(place, one, explicit=True, given=word)
    for owned, ending, owned_case in possessives_of(word.lower()):
        if _canonicals(word):
            yield owned, NameForm(place, owned_case, possessive=ending)
    yield from _made_by_rule(place, word)
    for canonical in sorted(_canonicals(word)):
        met: set[str] = set()
        for text, case in _forms_by_canonical()[canonical]:
            if case is FormCase.NOMINATIVE:
                for one in _inflected(text):
                    if one.plural and one.case in (NameCase.GENITIVE, NameCase.ACCUSATIVE):
                        continue  # "Иванков" is a town and no row of men called Иванко
                    met.add(one.text)
                    yield one.text, _form(place, one, explicit=False, given=text)
                for owned, ending, owned_case in possessives_of(text):
                    yield owned, NameForm(place, owned_case, possessive=ending, explicit=False)
            elif text not in met:
                for one in _uninflected(text, case):
                    yield one.text, _form(place, one, explicit=False, given=text)


def _made_by_rule(place: int, word: str) -> Iterator[tuple[str, NameForm]]:
    """Pet forms and shortened compounds of a first name, in every case."""
    low = word.lower()
    if is_latin(low):
        return
    is_first = bool(_canonicals(word)) or may_be_first_name(low)
    for text in dict.fromkeys((*(pet_forms(low) if is_first else ()), *compound_parts(low))):
        for one in _inflected(text):
            yield one.text, _form(place, one, explicit=False, given=text)


def _form(place: int, one: Inflected, *, explicit: bool, given: str) -> NameForm:
    return NameForm(
        place, one.case, one.plural, explicit=explicit, nominative=one.text == given.lower()
    )


@lru_cache(maxsize=2_000)
def _inflected(low: str) -> tuple[Inflected, ...]:
    if is_latin(low):
        return (Inflected(low, NameCase.NOMINATIVE),)
    abroad = low.replace("ськ", "ск").replace("цьк", "цк")  # Ковальська: Ковальского
    abroad = re.sub("ць$", "ц", abroad)  # Кравець: Кравцы
    forms = (*name_forms_of(low), *name_forms_of(abroad), *_of_dictionary(low))
    return tuple(dict.fromkeys(forms))


def _of_dictionary(low: str) -> Iterator[Inflected]:
    """The forms of a word that serves as a name: call signs as Пёс, Ветер, Старый."""
    if not analyser().word_is_known(low):
        return
    for parse in parses(low):
        if parse.tag.POS in ("NOUN", "ADJF") and parse.normal_form in (low, low.replace("ё", "е")):
            for form in parse.lexeme:
                cases = [case for case in NameCase if case.value in form.tag.grammemes]
                for case in cases:
                    yield Inflected(form.word, case, "plur" in form.tag.grammemes)


def _uninflected(text: str, case: FormCase) -> tuple[Inflected, ...]:
    meant = NameCase.VOCATIVE if case is FormCase.VOCATIVE else NameCase.GENITIVE
    return (Inflected(text, meant),)


def _canonicals(word: str) -> frozenset[str]:
    """First names that a word may be in the nominative: "Саша" two, "Сидоров" none."""
    table = name_table()
    if is_latin(word):
        forms = table.skeletons.get(latin_key(word), frozenset())
    else:
        forms = table.forms.get(comparable(word), frozenset())
    return frozenset(form.canonical for form in forms if form.case is FormCase.NOMINATIVE)


@cache
def _forms_by_canonical() -> dict[str, tuple[tuple[str, FormCase], ...]]:
    """Every form of every first name of the table, without those that are said as greetings."""
    found: defaultdict[str, dict[tuple[str, FormCase], None]] = defaultdict(dict)
    for text, readings in name_table().forms.items():
        if text not in NO_NAMES | NO_NAMES_IF_SMALL:
            for reading in readings:
                found[reading.canonical][text, reading.case] = None
    for key, readings in name_table().skeletons.items():  # Latin ones of their own: Paul, Mike
        for reading in readings:
            found[reading.canonical][key, FormCase.NOMINATIVE] = None
    nominatives_first = {
        canonical: sorted(forms, key=lambda form: form[1] is not FormCase.NOMINATIVE)
        for canonical, forms in found.items()
    }
    return {canonical: tuple(forms) for canonical, forms in nominatives_first.items()}
