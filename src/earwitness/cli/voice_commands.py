"""The commands that show voices across calls."""

from typing import Annotated

import typer

from earwitness.cli.commands import Json, _place, app
from earwitness.cli.voice_views import show_comparison, show_voices

voices_app = typer.Typer(
    help="Voices that may be one speaker in several calls. Leads for listening, never proof.",
    invoke_without_command=True,
)
app.add_typer(voices_app, name="voices")

VOICE = "CALL:LABEL as in `show`, CALL if it has one voice, or the id of a voice."


@voices_app.callback()
def voices(context: typer.Context, as_json: Json = False) -> None:
    """Voices that may be one speaker in several calls. Leads for listening, never proof."""
    from earwitness.app.voices import voices_answer

    if context.invoked_subcommand is None:
        _place()
        show_voices(voices_answer(), as_json)


@voices_app.command()
def compare(
    left: Annotated[str, typer.Argument(help=VOICE)],
    right: Annotated[str, typer.Argument(help=VOICE)],
    as_json: Json = False,
) -> None:
    """Two voices side by side: a likelihood ratio, or why there is none."""
    from earwitness.app.voices import comparison_answer

    _place()
    show_comparison(comparison_answer(left, right), as_json)
