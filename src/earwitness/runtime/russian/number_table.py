"""The number words of Russian (`data/numbers.toml`), read once."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class NumberWords:
    """One table of `numbers.toml`: values by dictionary form and by exact form, and phrases."""

    lemmas: dict[str, Fraction]
    forms: dict[str, Fraction]
    parts: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


@cache
def number_table() -> dict[str, NumberWords]:
    """`numbers.toml` by the name of its tables; longer phrases come first."""
    source = files("earwitness.runtime.russian").joinpath("data", "numbers.toml")
    return {
        name: NumberWords(
            lemmas={word: Fraction(value) for word, value in table.get("lemmas", {}).items()},
            forms={word: Fraction(value) for word, value in table.get("forms", {}).items()},
            parts=frozenset(table.get("parts", ())),
            phrases=tuple(
                sorted((tuple(p.split()) for p in table.get("phrases", ())), key=len, reverse=True)
            ),
        )
        for name, table in tomllib.loads(source.read_text(encoding="utf-8")).items()
    }
