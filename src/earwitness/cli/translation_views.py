"""How the glossary looks at the terminal."""

from collections.abc import Sequence
from typing import Any

from rich.markup import escape

from earwitness.cli.views import out, print_json, say

Answer = dict[str, Any]


def show_glossary(found: Sequence[Answer], as_json: bool) -> None:
    """Every term with its meaning and what a translation must say."""
    if as_json:
        return print_json(list(found))
    for one in found:
        must = f"  → {' | '.join(one['renderings'])}" if one["renderings"] else ""
        aside = ", ".join(filter(None, (one["kind"], one["note"], one["origin"])))
        out.print(
            f"[bold]{escape(one['term'])}[/]  {escape(one['meaning'] + must)}  "
            f"[dim]{escape(aside)}[/]",
            soft_wrap=True,
        )
    return say(f"{len(found)} terms. → is English of which a translation must have one.")


def show_changed(one: Answer, as_json: bool) -> None:
    """A term that was added or removed."""
    if as_json:
        return print_json(one)
    did = "is not looked for any more" if one["origin"] == "removed" else f"is: {one['meaning']}"
    return say(f"{one['term']} {did}. Check again with: earwitness process --stage backcheck")
