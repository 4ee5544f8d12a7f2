"""A shown name put into the case and number of what it stands for."""

from functools import lru_cache
from typing import Any

from earwitness.runtime.morphology import parses
from earwitness.runtime.russian.given_name_forms import FormCase, comparable, name_table
from earwitness.runtime.russian.name_inflection import VOWELS, NameCase, name_forms_of
from earwitness.runtime.russian.transliteration import is_latin

_DECLINED_PARTS = frozenset({"NOUN", "ADJF", "PRTF"})


@lru_cache(maxsize=10_000)
def declined(shown: str, case: NameCase, *, plural: bool = False) -> str:
    """ "Никита" → "Никиту"; "старший сержант" → "старшего сержанта".

    What is not made of Cyrillic words in the nominative stays as it is ("[имя]", "Nick").
    """
    words = shown.split()
    if not words or not all(_is_declinable(word) for word in words):
        return shown
    if case is NameCase.VOCATIVE or (case is NameCase.NOMINATIVE and not plural):
        return shown
    found: list[str] = []
    for place, word in enumerate(words):
        inflected, part = _inflected(word, case, plural, qualifies=place + 1 < len(words))
        if not inflected:
            return shown
        found.append(inflected)
        if part == "NOUN" and not word[0].isupper():  # "мать солдата": the rest stays
            return " ".join((*found, *words[place + 1 :]))
    return " ".join(found)


def possessive(shown: str, ending: str, case: NameCase) -> str:
    """ "Никита" for "Ванину" → "Никитину", "Олег" → "Олегову"; else the genitive ("сержанта")."""
    if len(shown.split()) == 1 and _is_declinable(shown) and _is_given_name(shown):
        stem, last = shown[:-1], shown[-1]
        if last in "ая":
            return f"{stem}{'ын' if stem[-1] == 'ц' else 'ин'}{ending}"
        if last in "йь":
            return f"{stem}ев{ending}"
        if last not in VOWELS:
            genitive = declined(shown, NameCase.GENITIVE)  # Павел: Павлов
            return f"{genitive.removesuffix('а')}ов{ending}"
    return declined(shown, NameCase.GENITIVE)


def _is_declinable(word: str) -> bool:
    return word.replace("-", "").isalpha() and not is_latin(word)


def _is_given_name(word: str) -> bool:
    forms = name_table().forms.get(comparable(word), frozenset())
    return any(form.case is FormCase.NOMINATIVE for form in forms)


def _inflected(word: str, case: NameCase, plural: bool, *, qualifies: bool) -> tuple[str, str]:
    """The form and its part of speech; "" if it is not known how the word declines. `qualifies`:
    another word follows, so that it is likelier an adjective ("старший сержант")."""
    own = parses(word.lower())
    for parse in sorted(own, key=lambda one: qualifies and one.tag.POS == "NOUN"):
        part = str(parse.tag.POS or "")
        proper = not word[0].isupper() or {"Name", "Surn"} & frozenset(parse.tag.grammemes)
        if (
            parse.is_known
            and part in _DECLINED_PARTS
            and {"nomn", "sing"} <= frozenset(parse.tag.grammemes)
            and proper
            and (form := _form(parse, case, plural))
        ):
            return _as_written(word, form), part
    if not word[0].isupper():
        return "", ""
    for one in name_forms_of(word):
        if one.case is case and one.plural is plural:
            return _as_written(word, one.text), "NOUN"
    return "", ""


def _form(parse: Any, case: NameCase, plural: bool) -> str:
    form = parse.inflect({case.value, "plur" if plural else "sing"})
    return str(form.word) if form else ""


def _as_written(word: str, form: str) -> str:
    """The form with the capital and the ё of the word."""
    pairs = zip(word.lower(), form, strict=False)
    shorter = min(len(word), len(form))
    same = next((place for place, (a, b) in enumerate(pairs) if a != b), shorter)
    return word[:same] + form[same:]
