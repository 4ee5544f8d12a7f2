"""Commands of copies of a whole case: `backup` and `restore`."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import views
from earwitness.cli.commands import Json, Quiet, _leave_if, _place, app
from earwitness.records.backup import Backup
from earwitness.runtime.records_json import to_json


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")],
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Copy the whole case, store and files, while others work; then verify the copy."""
    from earwitness.app.backups import back_up

    place = _place()
    with views.progress(quiet) as bars:
        made = back_up(place, target, progress=bars)
    _show(made, "backup", as_json)


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(help="A folder that `earwitness backup` made.")],
    folder: Annotated[Path, typer.Argument(help="The case; not there yet, or empty.")],
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make a case of a backup, with its store in a file; compare every file, then verify it."""
    from earwitness.app import backups

    with views.progress(quiet) as bars:
        made = backups.restore(backup, folder, progress=bars)
    _show(made, "case", as_json)


def _show(made: Backup, what: str, as_json: bool) -> None:
    if as_json:
        views.print_json(to_json(made))
    else:
        views.say(
            f"The {what} is in {made.path}: {made.recordings} recordings, {made.files} files."
        )
        views.out.print(f"head      {made.head.sequence} {made.head.hash}", soft_wrap=True)
        views.out.print(f"manifest  {made.manifest}", soft_wrap=True)
        if made.left_out:
            views.say(f"Not in it: {', '.join(made.left_out)}.")
        for problem in made.problems:
            views.say(f"{problem.kind}: {problem.subject}: {problem.detail}")
        verified = "It verifies." if not made.problems else "It does not verify."
        views.say(f"{verified} It holds everything that was said: keep it as the case itself.")
    _leave_if(bool(made.problems))
