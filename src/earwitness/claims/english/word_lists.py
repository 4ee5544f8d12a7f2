"""Plain lists of words that the code itself needs (`data/words.toml`)."""

from functools import cache
from typing import Any

from earwitness.claims.tables import read_table


@cache
def _table() -> dict[str, Any]:
    return read_table("english", "words.toml")


def listed(name: str) -> frozenset[str]:
    """One list by its name, "section.list". KeyError if there is none: the table ships with us."""
    section, _, key = name.partition(".")
    return frozenset(_table()[section][key])
