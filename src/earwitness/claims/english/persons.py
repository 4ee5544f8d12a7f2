"""Names of persons. Precision first: a public figure, or a capital with the ending of a surname."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from earwitness.claims.tables import read_table
from earwitness.runtime.english.words import Token


@cache
def _names() -> dict[str, Any]:
    table = read_table("english", "names.toml")["persons"]
    return {
        "leaders": dict(table["leaders"]),
        "first": frozenset(table["first"]),
        "endings": tuple(table["endings"]),
        "words": frozenset(table["words"]),
        "titles": frozenset(table["titles"]),
    }


def persons(tokens: Sequence[Token], taken: frozenset[int]) -> list[str]:
    """Persons of a sentence in order; `taken` are tokens that belong to places.

    A first name beside its surname is part of it; a first name alone is left out.
    """
    found: list[str] = []
    for index, token in enumerate(tokens):
        if index in taken or not token.is_word:
            continue
        name = _surname(tokens, index)
        if name is None:
            continue
        before = tokens[index - 1] if index else None
        if before is not None and before.low in _names()["first"] and before.is_capital:
            name = f"{before.text} {name}"
        found.append(name)
    return found


def _surname(tokens: Sequence[Token], index: int) -> str | None:
    token, names = tokens[index], _names()
    for low in (token.low, token.low.removesuffix("s")):  # "shoigus fault"
        if low in names["leaders"]:
            return str(names["leaders"][low])
    if not token.is_capital or len(token.low) < 5 or token.low in names["words"]:
        return None
    before = tokens[index - 1].low if index else ""
    introduced = before in names["titles"] or before in names["first"]
    if not token.low.endswith(names["endings"]):
        return None
    return token.text if introduced or index else None
