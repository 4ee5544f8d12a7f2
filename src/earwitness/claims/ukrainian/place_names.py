"""Ukrainian names of places in all their forms, and the Russian names that the rules know
(`data/places.tsv`)."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from earwitness.claims.tables import read_table
from earwitness.claims.ukrainian.paradigms import noun_forms

# Closed last syllables open in the other cases: Харків, Харкова; Ірпінь, Ірпеня.
_OPENED = (("ків", "ков"), ("гів", "гов"), ("хів", "хов"), ("ів", "ов"), ("їв", "єв"),
           ("інь", "ень"), ("піль", "поль"), ("ріг", "рог"))  # fmt: skip
_ADJECTIVES = (
    ("ий", ("ий", "ого", "ому", "им", "ім")),
    ("ське", ("ське", "ського", "ському", "ським")),
    ("цьке", ("цьке", "цького", "цькому", "цьким")),
    ("не", ("не", "ного", "ному", "ним", "нім")),
    ("ве", ("ве", "вого", "вому", "вим", "ва", "ву", "вем", "ві")),
    ("на", ("на", "ної", "ній", "ну", "ною", "ни", "ні")),
    ("ська", ("ська", "ської", "ській", "ську", "ською")),
)
_PLURALS = (
    ("ці", ("ці", "ців", "цям", "цями", "цях")),
    ("и", ("и", "ів", "ам", "ами", "ах", "")),
    ("і", ("і", "їв", "ів", "ей", "ам", "ями", "ами", "ах", "ях")),
)


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
        name = PlaceName(ours, russian, tuple(frozenset(_forms(word)) for word in rest))
        for form in dict.fromkeys(_first_forms(first, bool(rest))):
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
    table = files("earwitness.claims").joinpath("ukrainian", "data", "places.tsv")
    for row in csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")), delimiter="\t"):
        yield row["ukrainian"], row["russian"] or row["ukrainian"]


def _first_forms(word: str, has_more: bool) -> Iterator[str]:
    """Forms of the first word; before a noun it may be an adjective: "Біла Церква"."""
    yield from _forms(word)
    if has_more and word.endswith("а"):
        yield from (word[:-1] + ending for ending in ("ої", "ій", "у", "ою"))


def _forms(word: str) -> Iterator[str]:
    yield word
    for ending, others in (*_ADJECTIVES, *_PLURALS):
        if word.endswith(ending):
            yield from (word[: len(word) - len(ending)] + other for other in others)
            return
    opened = list(_opened(word)) or [word]
    for stem in opened:
        yield from (form for form, said in noun_forms(stem) if "sing" in said and form != stem)


def _opened(word: str) -> Iterator[str]:
    for closed, open_ in _OPENED:
        if word.endswith(closed):
            yield word[: len(word) - len(closed)] + open_
            if closed == "ів":
                yield word[: len(word) - len(closed)] + "ев"
            return
