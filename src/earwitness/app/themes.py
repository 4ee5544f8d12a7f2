"""Themes of a case: listed with their counts; its own added and removed, as acts of the ledger."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from earwitness.app.answers import all_themes
from earwitness.app.own_lists import rewrite
from earwitness.archive.foreign_files import read_foreign, shown
from earwitness.claims.ports import SentenceEncoder
from earwitness.claims.themes.background import Background, background
from earwitness.claims.themes.case_themes import calibrated
from earwitness.claims.themes.codebook import codebook
from earwitness.claims.themes.likeness import ExampleTheme
from earwitness.claims.themes.own_themes import MOST_THEMES, checked, sentences_of, written
from earwitness.pipeline.theme_meaning import MOST_BYTES as MOST_OWN_BYTES
from earwitness.pipeline.theme_meaning import (
    Meaning,
    made_encoder,
    meaning_of,
    missing_model,
    own_themes,
)
from earwitness.records.errors import WrongUsage
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace

Answer = dict[str, Any]
MOST_BYTES = 1 << 20
"""Of a file of sentences."""


def list_themes(place: Workplace) -> list[Answer]:
    """Every theme of the codebook and of the case, with how often it is marked and suggested.

    Raises:
        CaseUnusable: the case's `themes.toml` cannot be read.
    """
    counted = Counter((mark.kind, mark.value) for mark in all_themes())
    own = own_themes(place.folder)
    meaning = meaning_of(place)
    named = [(one.name, one.title, "codebook", len(one.examples)) for one in codebook()]
    named += [(one.name, "", "case", len(one.examples)) for one in own]
    found = [
        {
            "name": name,
            "title": title,
            "origin": origin,
            "marks": counted["theme", name],
            "suggestions": counted["suggestion", name],
            "examples": examples,
        }
        for name, title, origin, examples in named
    ]
    calibrate = _calibrating(meaning)
    told = {theme.name: calibrate(theme) for theme in own}
    return [{**one, **told.get(str(one["name"]), {})} for one in found]


def without_meaning(place: Workplace) -> str:
    """Why themes are found by rules alone, and what to do; empty if that is wanted or not so."""
    missing = missing_model(place)
    return f"Themes are found by rules alone. {missing.what} {missing.remedy}" if missing else ""


def _calibrating(meaning: Meaning | None) -> Callable[[ExampleTheme], Answer]:
    """Tells what a theme of the case's own can do; unknown without an encoder."""
    if meaning is None:
        return lambda theme: {"threshold": None, "found_again": None, "near": []}
    encoder = made_encoder(meaning)
    return partial(_calibration, encoder=encoder, behind=background(encoder))


def _calibration(theme: ExampleTheme, encoder: SentenceEncoder, behind: Background) -> Answer:
    found = calibrated(theme, encoder, behind)
    return {
        "threshold": round(found.vectors.threshold, 3),
        "found_again": round(found.found_again, 3),
        "near": list(found.overlaps),
    }


def add_theme(place: Workplace, name: str, *, examples: Path, near_misses: Path | None) -> Answer:
    """Add a theme to the case, or replace it there; the next `process --stage claims` marks it.

    Raises:
        WrongUsage: the name is none, there are too few examples, or too many themes.
        InputUnusable: a file cannot be read, or is no text.
        CaseUnusable: the case's `themes.toml` cannot be read or written.
    """
    said = _sentences(examples)
    avoided = _sentences(near_misses) if near_misses is not None else ()
    theme = checked(
        ExampleTheme(name, tuple(text for text in said if text not in avoided), avoided)
    )
    _change(place, "add", name, theme)
    return {
        "name": name,
        "examples": len(theme.examples),
        "near_misses": len(avoided),
        **_calibrating(meaning_of(place))(theme),
    }


def remove_theme(place: Workplace, name: str) -> Answer:
    """Take a theme of the case's own away.

    Raises:
        WrongUsage: the case has no such theme.
        CaseUnusable: the case's `themes.toml` cannot be read or written.
    """
    _change(place, "remove", name)
    return {"name": name, "removed": True}


def _sentences(path: Path) -> tuple[str, ...]:
    return sentences_of(read_foreign(path, max_bytes=MOST_BYTES), name=shown(path))


def _change(place: Workplace, change: str, name: str, instead: ExampleTheme | None = None) -> None:
    """Put a theme in the place of the one of that name; file and ledger change together."""

    def make() -> tuple[bytes, Answer]:
        own = own_themes(place.folder)
        changed = instead or _named(own, name)
        themes = [theme for theme in own if theme.name != name]
        themes += [instead] if instead else []
        act = {"change": change, "theme": to_json(changed), "themes": to_json(tuple(themes))}
        return _content(themes), act

    rewrite(place, place.folder.themes, make, action="themes", named="The themes")


def _named(own: Sequence[ExampleTheme], name: str) -> ExampleTheme:
    for theme in own:
        if theme.name == name:
            return theme
    raise WrongUsage(
        f"The case has no theme {name!r} of its own.",
        remedy="`earwitness themes` lists them; those of the codebook stay.",
    )


def _content(themes: Sequence[ExampleTheme]) -> bytes:
    """What `own_themes` reads again, and no more than it reads."""
    content = written(themes).encode()
    if len(themes) > MOST_THEMES:
        raise WrongUsage(
            f"The case has {MOST_THEMES} themes of its own.", remedy="Remove one of them first."
        )
    if len(content) > MOST_OWN_BYTES:
        raise WrongUsage(
            f"The themes of the case would have more than {MOST_OWN_BYTES // 2**20} MiB.",
            remedy="Remove one of them first, or give fewer sentences.",
        )
    return content
