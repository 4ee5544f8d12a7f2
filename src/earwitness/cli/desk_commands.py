"""The command that serves the desk."""

from pathlib import Path
from typing import Annotated

import typer

from earwitness.cli.commands import app, case_option
from earwitness.cli.desk_serving import serve_alone_at, serve_team_at
from earwitness.desk.log.lines import LogFormat
from earwitness.records.errors import WrongUsage


@app.command()
def desk(
    port: Annotated[
        int | None,
        typer.Option(
            help="The port; without it, any free one, or 8000 for a team.", min=0, max=65535
        ),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    team: Annotated[
        bool, typer.Option("--team", help="Serve a team, with accounts, behind an HTTPS proxy.")
    ] = False,
    host: Annotated[
        str,
        typer.Option(help="With --team: the desk's name in the browser's address."),
    ] = "",
    socket: Annotated[
        Path | None,
        typer.Option(help="With --team: a Unix socket for the proxy, instead of a port."),
    ] = None,
    log_format: Annotated[
        LogFormat | None,
        typer.Option(
            help="How the log on the error channel is written; without it json for a team, and "
            "errors alone, in plain words, for one person."
        ),
    ] = None,
) -> None:
    """Serve the desk: on this machine for one person, or behind HTTPS for a team.

    For one person it prints an address that logs in once.
    """
    if team:
        if socket is not None and port is not None:
            raise WrongUsage("--socket and --port do not go together.", remedy="Give one of them.")
        serve_team_at(
            case_option(), host=host, port=port, socket=socket, form=log_format or LogFormat.JSON
        )
        return
    if host or socket is not None:
        raise WrongUsage(
            f"{'--host' if host else '--socket'} is for a desk of a team.",
            remedy="Give --team with it, or leave it out.",
        )
    serve_alone_at(case_option(), port or 0, browser=browser, log_format=log_format)
