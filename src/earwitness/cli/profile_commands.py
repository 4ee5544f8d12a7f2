"""Commands about profile sources: reading exports, and saying what is known of them."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli import profile_views, views
from earwitness.cli.commands import Json, Quiet, _leave_if, _place, app

Origin = Annotated[
    str | None, typer.Option(help="Who handed it over, and how it was made, in your words.")
]
AsOf = Annotated[
    str | None, typer.Option(help="The day it describes: 2022-03-05, or 2022-03, or 2022.")
]
Asked = Annotated[
    Path | None,
    typer.Option(help="The numbers that were looked up there, one a line; others count as not "
                 "checked."),
]  # fmt: skip
Unanswered = Annotated[
    Path | None,
    typer.Option(help="Of these, the numbers that got no answer (limits, errors), one a line."),
]


@app.command()
def profiles(
    paths: Annotated[list[Path], typer.Argument(help="Exports, or folders of them.")],
    origin: Origin = None,
    as_of: AsOf = None,
    asked: Asked = None,
    unanswered: Unanswered = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read exports of messaging apps, address books, phones and networks."""
    from earwitness.app.answers import list_problems
    from earwitness.app.profiles import read_profiles
    from earwitness.app.source_statements import said_of_a_source

    place = _place()
    said = said_of_a_source(place, origin=origin, as_of=as_of, asked=asked, unanswered=unanswered)
    with views.progress(quiet) as bars:
        sources = read_profiles(place, paths, progress=bars, said=said)
    given = [*paths, *(path for path in (asked, unanswered) if path)]
    met = [
        problem
        for problem in list_problems()
        if problem["stage"] == "profiles"
        and any(Path(problem["subject"]).is_relative_to(path) for path in given)
    ]
    profile_views.show_read(sources, met, as_json)
    _leave_if(bool(met))


sources_app = typer.Typer(
    help="List the sources of profiles: what they cover, whence they come, of which day.",
    invoke_without_command=True,
)
app.add_typer(sources_app, name="sources")


@sources_app.callback()
def sources(context: typer.Context, as_json: Json = False) -> None:
    """List the sources of profiles: what they cover, whence they come, of which day."""
    if context.invoked_subcommand is not None:
        return
    from earwitness.app.source_statements import list_sources

    _place()
    profile_views.show_sources(list_sources(), as_json)


@sources_app.command("describe")
def describe_source(
    source: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    origin: Origin = None,
    as_of: AsOf = None,
    asked: Asked = None,
    unanswered: Unanswered = None,
    as_json: Json = False,
) -> None:
    """Say what is known of a source: a new version, beside the earlier ones."""
    from earwitness.app import source_statements as use

    place = _place()
    said = use.said_of_a_source(
        place, origin=origin, as_of=as_of, asked=asked, unanswered=unanswered
    )
    profile_views.show_described(use.describe(place, source, said), as_json)
