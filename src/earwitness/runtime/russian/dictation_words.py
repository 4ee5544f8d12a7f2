"""The words in which digits are dictated in Russian and Ukrainian (`data/spoken_numbers.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from earwitness.runtime.russian.numbers import part_of

_NOMINATIVE = frozenset({"nomn", "accs"})


@dataclass(frozen=True, slots=True)
class DictationWords:
    """The tables of `data/spoken_numbers.toml`: Russian, and Ukrainian beside it."""

    values: Mapping[str, int]
    one_digit: Mapping[str, int]
    several_digits: Mapping[str, int]
    times: Mapping[str, int]
    plus: str
    filler: frozenset[str]
    correction: frozenset[str]
    correction_phrases: tuple[tuple[str, ...], ...]
    cue: frozenset[str]
    dictating: frozenset[str]
    other: tuple[str, ...]


@cache
def dictation_words() -> DictationWords:
    """The tables, read once."""
    source = files("earwitness.runtime.russian").joinpath("data", "spoken_numbers.toml")
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    words = tables["words"]
    return DictationWords(
        values=tables["ukrainian"] | tables["as_heard"],
        one_digit=_each(tables["one_digit"]),
        several_digits=_each(tables["several_digits"]),
        times=_each(tables["times"]),
        plus=words["plus"],
        filler=frozenset(words["filler"].split()),
        correction=frozenset(words["correction"].split()),
        correction_phrases=tuple(
            tuple(line.split()) for line in words["correction_phrases"].strip().splitlines()
        ),
        cue=frozenset(words["cue"].split()),
        dictating=frozenset(words["dictating"].split()),
        other=tuple(words["other"].split()),
    )


def _each(table: Mapping[str, int]) -> dict[str, int]:
    return {word: value for words, value in table.items() for word in words.split()}


@lru_cache(maxsize=20_000)
def number_word(low: str) -> int | None:
    """The value, 0 to 900, of one cardinal in the form in which digits are dictated, else None.

    Dictation is nominative: "из двух", "около сорока", "одна машина", "две роты" count things.
    """
    if low in dictation_words().values:
        return dictation_words().values[low]
    part = part_of(low)
    if part is None or part.kind != "plain" or part.value.denominator != 1:
        return None
    value = int(part.value)
    if (
        not part.cases & _NOMINATIVE
        or (value == 1 and low != "один")
        or (value == 2 and low != "два")
    ):
        return None
    return value
