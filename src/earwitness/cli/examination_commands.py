"""The command that shows the technical examination."""

from typing import Annotated

import typer

from earwitness.cli import examination_views
from earwitness.cli.commands import Json, _place, app


@app.command()
def examine(
    recording: Annotated[
        str, typer.Argument(help="The id of a call or SHA-256 of a recording, or its beginning.")
    ],
    as_json: Json = False,
) -> None:
    """What the file and the sound show: facts, and hints with their false-alarm rate."""
    from earwitness.app.examinations import examination_answer

    examination_views.show_examination(examination_answer(_place(), recording), as_json)
