"""Every form of the Russian and Ukrainian words that numbers are made of."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from earwitness.runtime.morphology import parses
from earwitness.runtime.russian.number_table import number_table

_TABLES = ("plain", "ordinal", "loss_ordinal")


@cache
def number_forms() -> Mapping[str, int]:
    """Values by word in small letters, ё as е, without apostrophes: cardinals in every case, and
    ordinals ("пятьдесят пятый") in every form; Ukrainian cardinals in every case."""
    source = files("earwitness.runtime.russian").joinpath("data", "number_forms.toml")
    own = tomllib.loads(source.read_text(encoding="utf-8"))
    lemmas = {
        word: int(value)
        for table in _TABLES
        for word, value in number_table()[table].lemmas.items()
        if value.denominator == 1 and value != 150
    }
    forms = {
        form: value
        for word, value in {**lemmas, **own["ordinals"]}.items()
        for form in _inflected(word)
    }
    ukrainian = {word: value for words, value in own["ukrainian"].items() for word in words.split()}
    return {**ukrainian, **forms}


@cache
def scale_forms() -> Mapping[str, int]:
    """The same of thousand, million and milliard."""
    source = files("earwitness.runtime.russian").joinpath("data", "number_forms.toml")
    scales = tomllib.loads(source.read_text(encoding="utf-8"))["scales"]
    return {word: value for words, value in scales.items() for word in words.split()}


def _inflected(word: str) -> set[str]:
    """All forms of a numeral or an ordinal (OpenCorpora: NUMR, ADJF), the word among them."""
    return {word} | {
        form.word.replace("ё", "е")
        for parse in parses(word)
        if parse.tag.POS in ("NUMR", "ADJF") and parse.normal_form.replace("ё", "е") == word
        for form in parse.lexeme
    }
