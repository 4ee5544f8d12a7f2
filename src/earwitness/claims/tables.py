"""The word tables of each language (`russian/data/*.toml`, …)."""

import tomllib
from importlib.resources import files
from typing import Any


def read_table(language: str, name: str) -> dict[str, Any]:
    """One file of a language's data folder as TOML. It ships with the package: it is trusted.

    Without a language, one of those that all languages share (`claims/data`).
    """
    return tomllib.loads(
        files("earwitness.claims").joinpath(language, "data", name).read_text(encoding="utf-8")
    )
