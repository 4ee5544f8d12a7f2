"""The command about themes."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import theme_views
from earwitness.cli.commands import Json, _place, app
from earwitness.records.errors import WrongUsage


@app.command()
def themes(
    add: Annotated[
        str, typer.Option(metavar="NAME", help="Add this theme to the case, or replace it.")
    ] = "",
    examples: Annotated[
        Path | None,
        typer.Option(
            help="With --add: a text file with sentences that are this theme, one a line."
        ),
    ] = None,
    near_misses: Annotated[
        Path | None,
        typer.Option("--not", help="With --add: sentences that sound like it and are not."),
    ] = None,
    remove: Annotated[
        str, typer.Option(metavar="NAME", help="Take a theme of the case's own away.")
    ] = "",
    as_json: Json = False,
) -> None:
    """List the themes with their counts; teach the case a theme of its own by examples."""
    from earwitness.app.themes import add_theme, list_themes, remove_theme, without_meaning

    if (add and remove) or bool(add) != bool(examples) or (near_misses and not add):
        raise WrongUsage(
            "--add goes with --examples, --not with --add, and --remove stands alone.",
            remedy="For example: earwitness themes --add frozen_feet --examples feet.txt",
        )
    place = _place()
    note = "" if remove else without_meaning(place)
    if add and examples:
        added = add_theme(place, add, examples=examples, near_misses=near_misses)
        return theme_views.show_added(added, note, as_json)
    if remove:
        return theme_views.show_removed(remove_theme(place, remove), as_json)
    return theme_views.show_themes(list_themes(place), note, as_json)
