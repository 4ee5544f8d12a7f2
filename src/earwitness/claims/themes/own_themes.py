"""Themes of a case's own, in its file `themes.toml`: read, checked, written."""

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from earwitness.claims.themes.case_themes import LEAST_EXAMPLES
from earwitness.claims.themes.codebook import codebook
from earwitness.claims.themes.likeness import ExampleTheme
from earwitness.records.errors import CaseUnusable, InputUnusable, WrongUsage

MOST_THEMES = 200
"""Of a case. Each is encoded with all its sentences before a turn is read. Estimate."""

MOST_LINES, LONGEST_LINE = 200, 500
"""Sentences of a theme, characters of one. More teach nothing and cost time. Estimate."""

_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

HEAD = "# Themes of this case. `earwitness themes --add` and `--remove` change them.\n"


def sentences_of(untrusted: bytes, *, name: str) -> tuple[str, ...]:
    """The lines of a file, each once; empty ones and those that begin with "#" are left out.

    Raises:
        InputUnusable: it is no UTF-8 text, or has too many or too long lines.
    """
    try:
        text = untrusted.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputUnusable(
            f"{name} is not UTF-8 text.",
            remedy="Save it as plain text in UTF-8, one sentence a line.",
        ) from error
    lines = [" ".join(_CONTROL.sub(" ", line).split()) for line in text.splitlines()]
    found = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if len(found) > MOST_LINES or any(len(line) > LONGEST_LINE for line in found):
        raise InputUnusable(
            f"{name} has more than {MOST_LINES} lines, or one of over {LONGEST_LINE} characters.",
            remedy="Give some sentences as they are said, one a line.",
        )
    return found


def checked(theme: ExampleTheme) -> ExampleTheme:
    """The theme, if a case can have it.

    Raises:
        WrongUsage: its name is none, or belongs to the codebook, or there are too few examples.
    """
    if not _NAME.fullmatch(theme.name):
        raise WrongUsage(
            f"{theme.name!r} is no name for a theme.",
            remedy="Use up to 40 letters, digits, - and _, for example: frozen_feet.",
        )
    if theme.name in {one.name for one in codebook()}:
        raise WrongUsage(
            f"{theme.name!r} is a theme of the codebook.", remedy="Choose another name."
        )
    if len(theme.examples) < LEAST_EXAMPLES:
        raise WrongUsage(
            f"{theme.name} has {len(theme.examples)} examples.",
            remedy=f"Give at least {LEAST_EXAMPLES} sentences, one a line.",
        )
    return theme


def read_own_themes(text: str, *, name: str) -> tuple[ExampleTheme, ...]:
    """The themes of a `themes.toml`.

    Raises:
        CaseUnusable: the file is none that `written` could have made.
    """
    try:
        entries = tomllib.loads(text).get("themes", ())
        if len(entries) > MOST_THEMES:
            raise ValueError(f"it has more than {MOST_THEMES} themes")
        found = tuple(map(_theme, entries))
        if len({theme.name for theme in found}) < len(found):
            raise ValueError("a name stands twice")
    except (
        InputUnusable,
        tomllib.TOMLDecodeError,
        WrongUsage,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as error:
        reason = error.what if isinstance(error, (WrongUsage, InputUnusable)) else str(error)
        raise CaseUnusable(
            f"The themes {name} cannot be read: {reason}.",
            remedy="Correct the file, or remove it and add the themes again.",
        ) from error
    return found


def _theme(entry: dict[str, Any]) -> ExampleTheme:
    said = entry.get("examples", []), entry.get("near_misses", [])
    if not all(isinstance(texts, list) for texts in said):
        raise ValueError("sentences are no list")
    examples, near_misses = (
        sentences_of("\n".join(texts).encode(), name="a list of sentences") for texts in said
    )
    return checked(ExampleTheme(str(entry["name"]), examples, near_misses))


def written(themes: Iterable[ExampleTheme]) -> str:
    """The text of a `themes.toml`."""
    return HEAD + "".join(
        f"\n[[themes]]\nname = {_string(theme.name)}\n"
        f"examples = {_strings(theme.examples)}\nnear_misses = {_strings(theme.near_misses)}\n"
        for theme in themes
    )


def _strings(texts: Sequence[str]) -> str:
    return "[" + "".join(f"\n  {_string(text)}," for text in texts) + ("\n]" if texts else "]")


def _string(text: str) -> str:
    """A basic string of TOML: what JSON writes, for control characters are gone."""
    return json.dumps(text, ensure_ascii=False)
