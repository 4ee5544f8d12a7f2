"""How themes look at the terminal."""

from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from earwitness.cli.views import out, print_json, say

Answer = dict[str, Any]
AGAIN = "Mark the calls with: earwitness process --stage claims"


def show_themes(found: Sequence[Answer], note: str, as_json: bool) -> None:
    """Every theme with its counts; `note` says why nothing is found by meaning."""
    if note:
        say(note)
    if as_json:
        return print_json(list(found))
    table = Table("theme", "marks", "maybe", "what it is")
    for one in found:
        title = one["title"] or f"of this case, by {one['examples']} sentences"
        table.add_row(
            escape(one["name"]), str(one["marks"]), str(one["suggestions"]), escape(title)
        )
    return out.print(table)


def show_added(one: Answer, note: str, as_json: bool) -> None:
    """What a theme that was added can do."""
    if note:
        say(note)
    if as_json:
        return print_json(one)
    if one["threshold"] is None:
        return say(f"{one['name']} is kept with {one['examples']} sentences.")
    near = f" Near it: {', '.join(one['near'])}." if one["near"] else ""
    weak = " Few: give more sentences, as people say it." if one["found_again"] < 0.5 else ""
    return say(
        f"{one['name']}: {one['examples']} sentences, of which the others find "
        f"{round(100 * one['found_again'])} %.{weak}{near} {AGAIN}"
    )


def show_removed(one: Answer, as_json: bool) -> None:
    """That a theme is gone."""
    if as_json:
        return print_json(one)
    return say(f"{one['name']} is a theme of this case no more. {AGAIN}")
