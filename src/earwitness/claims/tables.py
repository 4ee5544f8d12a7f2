"""The word tables of this station (`data/*.toml`)."""

import tomllib
from importlib.resources import files
from typing import Any


def read_table(name: str) -> dict[str, Any]:
    """One file of the data folder as TOML. It ships with the package, so it is trusted."""
    return tomllib.loads(
        files("earwitness.claims").joinpath("data", name).read_text(encoding="utf-8")
    )
