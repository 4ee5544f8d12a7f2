"""The codebook (`codebook.toml`): what each theme means, with examples and near misses."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("ru", "uk", "en")


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. `examples` are of all languages; `near_misses` sound like it and are not."""

    name: str
    title: str
    definition: str
    use: str
    avoid: str
    near: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@cache
def codebook() -> tuple[Theme, ...]:
    """Every theme, in the order of the book."""
    return tuple(
        Theme(
            name,
            entry["title"],
            entry["definition"],
            entry["use"],
            entry["not"],
            tuple(entry["near"]),
            tuple(example for language in LANGUAGES for example in entry[language]),
            tuple(entry["near_misses"]),
        )
        for name, entry in tomllib.loads(_text("codebook.toml")).items()
    )


@cache
def ordinary_talk() -> tuple[str, ...]:
    """Lines of talk that have no theme."""
    lines = _text("ordinary_talk.txt").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _text(name: str) -> str:
    return files("earwitness.claims").joinpath("themes", name).read_text(encoding="utf-8")
