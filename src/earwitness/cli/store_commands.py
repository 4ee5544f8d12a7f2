"""Commands of the store itself: `store move`."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import views
from earwitness.cli.commands import Json, Quiet, _place, app
from earwitness.records.moving import Moved
from earwitness.runtime.records_json import to_json

store_app = typer.Typer(
    help="The store of a case: in its file, or in a database of a PostgreSQL server.",
    no_args_is_help=True,
)
app.add_typer(store_app, name="store")

To = Annotated[
    str, typer.Option("--to", help="postgresql://… (an empty database), or: file.", metavar="PLACE")
]
DeleteOld = Annotated[
    bool, typer.Option("--delete-old", help="Remove the old store instead of keeping it aside.")
]


@store_app.command("move")
def move(
    to: To,
    delete_old: DeleteOld = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Move the store from the file of the case to a server, or back. Compares every row."""
    from earwitness.app.store_moving import move_store

    place = _place()
    with views.progress(quiet) as bars:
        moved = move_store(place, to, delete_old=delete_old, progress=bars)
    _show_moved(moved, place.folder.root, as_json)


def _show_moved(moved: Moved, folder: Path, as_json: bool) -> None:
    if as_json:
        return views.print_json(to_json(moved))
    compared = f": {sum(moved.rows.values())} rows, compared one by one" if moved.rows else ""
    views.say(f"The store lies in {PLACES[moved.moved_to]} now{compared}.")
    views.out.print(f"head  {moved.head.sequence} {moved.head.hash}", soft_wrap=True)
    if moved.kept:
        views.say(f"The old file is {folder / moved.kept}. Nothing can be written to it any more.")
    return views.say("Next: earwitness verify. Start desks anew.")


PLACES = {"file": "the file of the case", "postgresql": "the PostgreSQL database"}
