"""The command of the gate: `check`."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import check_views, views
from earwitness.cli.commands import Json, Quiet, _leave_if, _place, app
from earwitness.cli.stopping import said_when_stopped

WHEN_STOPPED = (
    "There is no report, and nothing counts as clean. Given again, the command begins anew; only "
    "sounds that were heard to their end are not heard again."
)


@app.command()
def check(
    paths: Annotated[
        list[Path], typer.Argument(help="Files and folders that are to leave the newsroom.")
    ],
    listen: Annotated[
        bool,
        typer.Option(
            "--listen/--no-listen",
            help="Hear all sounds and films again; without it, none is clean.",
        ),
    ] = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Look in every byte and every sound for anything that must not leave this case."""
    from earwitness.app.checking import check_paths

    place = _place()
    with said_when_stopped(WHEN_STOPPED), views.progress(quiet) as bars:
        report = check_paths(place, paths, progress=bars, listen=listen)
    check_views.show_report(report, as_json)
    _leave_if(not report.clean)
