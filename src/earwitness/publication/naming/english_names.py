"""Names in an English text: transliterated, in the plural, with a possessive."""

import re
from dataclasses import dataclass
from itertools import pairwise

from earwitness.publication.naming.said_names import NameForm, SaidNames
from earwitness.runtime.russian.name_inflection import NameCase
from earwitness.runtime.russian.patronymics import patronymic
from earwitness.runtime.russian.transliteration import is_latin, skeletons

SHORTEST_SMALL = 5
"""Letters of a name that counts without its capital in a text with capitals. Estimate."""

SHORTEST_UNCASED = 4
"""Letters of a pet form that counts in a text without capitals. Estimate."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*['’]?")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\-‐‑–—]+")


@dataclass(frozen=True, slots=True)
class EnglishRun:
    """Characters [start, end) that name the person of the name at place `name`; `ending` is what
    is kept of the last word ("'s"). `weak`: it may as well be an English word ("Son" for Сонь)."""

    start: int
    end: int
    name: int
    ending: str
    weak: bool


def runs_in_english(text: str, names: SaidNames) -> list[EnglishRun]:
    """Where an English text says one of the names, in order."""
    cased = any(letter.isupper() for word in text.split() for letter in word if word != "I")
    found: list[EnglishRun] = []
    for match in _WORD.finditer(text):
        form, ending = _form_of(match[0], names, cased=cased)
        if form is None:
            continue
        earlier = found[-1] if found else None
        joins = (
            earlier is not None
            and not earlier.ending
            and earlier.name == form.name
            and _BETWEEN.fullmatch(text, earlier.end, match.start())
        )
        start, weak = match.start(), _is_weak(match[0], form)
        if earlier is not None and joins:
            start, weak = earlier.start, earlier.weak and weak
            found.pop()
        found.append(EnglishRun(start, match.end(), form.name, ending, weak))
    return found


def _is_weak(word: str, form: NameForm) -> bool:
    """Short forms in which one is called, and what is a name only without its doubled letters."""
    if form.explicit and form.nominative:
        return False
    doubled = any(one == other for one, other in pairwise(word.lower()))
    return form.case is NameCase.VOCATIVE or doubled or len(word) < SHORTEST_UNCASED


def _form_of(word: str, names: SaidNames, *, cased: bool) -> tuple[NameForm | None, str]:
    """The form that a word is, and the ending to keep."""
    bare = _POSSESSIVE.sub("", word)
    owned = "'s" if bare != word else ""
    tries = [(word, ""), (bare, owned)]
    if bare[-1:] in "sS" and len(bare) > SHORTEST_UNCASED:
        tries.append((bare[:-1], owned or "s"))
    for written, ending in tries:
        for form in _forms(written, names):
            if _accepts(written, form, cased=cased):
                return form, ending
    return None, ""


def _forms(written: str, names: SaidNames) -> tuple[NameForm, ...]:
    if not written:
        return ()
    if not is_latin(written):
        return names.latin.get(skeletons(written)[0], ())  # a name that stayed Cyrillic
    own = next((own for key in skeletons(written) if (own := names.latin.get(key))), ())
    return own or _patronymics(written, names)


def _patronymics(written: str, names: SaidNames) -> tuple[NameForm, ...]:
    """ "Ivanych" of Иванович: another form of the patronymic."""
    known = patronymic(written) if names.fathers else None
    if known is None:
        return ()
    places = {names.fathers.get(f"{father} {known.sex}") for father in sorted(known.fathers)}
    return tuple(
        NameForm(place, NameCase.NOMINATIVE, nominative=True)
        for place in places
        if place is not None
    )


def _accepts(written: str, form: NameForm, *, cased: bool) -> bool:
    if written[:1].isupper():
        return True
    if cased:
        return form.explicit and len(written) >= SHORTEST_SMALL
    return form.explicit or len(written) >= SHORTEST_UNCASED
