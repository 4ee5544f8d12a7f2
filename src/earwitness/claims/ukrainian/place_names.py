"""Names of places in Ukrainian text, and the Russian names that the rules know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from earwitness.claims.tables import read_table
from earwitness.claims.ukrainian_places import ukrainian_forms, ukrainian_places


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name in both languages; `rest` are the forms of its further words."""

    ukrainian: str
    russian: str
    rest: tuple[frozenset[str], ...]


@cache
def names_by_form() -> dict[str, tuple[PlaceName, ...]]:
    """Every form of a name's first word, in small letters, to the names, the largest first."""
    found: dict[str, list[PlaceName]] = {}
    for ours, russian in _names():
        first, *rest = ours.lower().split()
        name = PlaceName(ours, russian, tuple(ukrainian_forms(word) for word in rest))
        for form in _first_forms(first, bool(rest)):
            found.setdefault(form, []).append(name)
    return {form: tuple(names) for form, names in found.items()}


def place_at(words: Sequence[str]) -> PlaceName | None:
    """The place whose name these folded words begin with, the one of most words."""
    listed = names_by_form().get(words[0], ()) if words else ()
    fitting = [
        name
        for name in listed
        if len(name.rest) < len(words)
        and all(word in forms for word, forms in zip(words[1:], name.rest, strict=False))
    ]
    return max(fitting, key=lambda name: len(name.rest), default=None)


def _names() -> Iterator[tuple[str, str]]:
    yield from read_table("ukrainian", "glossary.toml")["places"].items()
    for place in ukrainian_places():
        yield place.ukrainian.replace("’", "'"), place.russian


def _first_forms(word: str, has_more: bool) -> frozenset[str]:
    """Forms of the first word; before a noun it may be an adjective: "Біла Церква"."""
    forms = ukrainian_forms(word)
    if has_more and word.endswith("а"):
        forms |= {word[:-1] + ending for ending in ("ої", "ій", "у", "ою")}
    return forms
