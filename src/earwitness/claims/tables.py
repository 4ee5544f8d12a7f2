"""The word tables of this station (`data/*.toml`), read once and checked."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class NumberWords:
    """One table of `numbers.toml`: values by dictionary form and by exact form, and phrases."""

    lemmas: dict[str, Fraction]
    forms: dict[str, Fraction]
    parts: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


def read_table(name: str) -> dict[str, Any]:
    """One file of the data folder as TOML. It ships with the package, so it is trusted."""
    return tomllib.loads(
        files("earwitness.claims").joinpath("data", name).read_text(encoding="utf-8")
    )


@cache
def number_table() -> dict[str, NumberWords]:
    """`numbers.toml` by the name of its tables; longer phrases come first."""
    return {
        name: NumberWords(
            lemmas={word: Fraction(value) for word, value in table.get("lemmas", {}).items()},
            forms={word: Fraction(value) for word, value in table.get("forms", {}).items()},
            parts=frozenset(table.get("parts", ())),
            phrases=tuple(
                sorted((tuple(p.split()) for p in table.get("phrases", ())), key=len, reverse=True)
            ),
        )
        for name, table in read_table("numbers.toml").items()
    }
