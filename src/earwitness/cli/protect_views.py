"""How the protect list looks at the terminal."""

from collections.abc import Sequence
from typing import Any

from rich.markup import escape

from earwitness.cli.views import out, print_json, say

Answer = dict[str, Any]


def show_protected(found: Sequence[Answer], as_json: bool) -> None:
    """Every term with its kind."""
    if as_json:
        return print_json(list(found))
    for one in found:
        out.print(f"[bold]{escape(one['term'])}[/]  [dim]{one['kind']}[/]", soft_wrap=True)
    return say(f"{len(found)} protected terms. The gate finds them in every inflection.")


def show_added(one: Answer, as_json: bool) -> None:
    """A term that was added."""
    if as_json:
        return print_json(one)
    return say(f"{one['term']} ({one['kind']}) is protected. Check packages again.")


def show_dropped(one: Answer, as_json: bool) -> None:
    """A term that was taken away."""
    if as_json:
        return print_json(one)
    return say(f"{one['term']} is protected no more.")
