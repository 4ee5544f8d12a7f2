"""The command that serves the desk."""

import webbrowser
from typing import Annotated

import typer

from earwitness.cli.commands import app, case_option
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
) -> None:
    """Serve the desk: on this machine for one person, or behind HTTPS for a team.

    For one person it prints an address that logs in once.
    """
    if team:
        _serve_team(host, port)
        return
    if host:
        raise WrongUsage(
            "--host is for a desk of a team.", remedy="Give --team with it, or leave it out."
        )
    serve_alone_here(port or 0, browser=browser)


def serve_alone_here(port: int, *, browser: bool) -> None:
    """Serve one person on this machine until Ctrl-C."""
    from earwitness.desk.serving import serve_alone

    serving = serve_alone(case_option(), port=port)
    typer.echo(serving.address)
    typer.echo("This link logs in once. Ctrl-C stops the desk.", err=True)
    if browser:
        webbrowser.open(serving.address)
    try:
        serving.run()
    except KeyboardInterrupt:
        typer.echo("The desk is stopped.", err=True)
    finally:
        serving.stop()


def _serve_team(host: str, port: int | None) -> None:
    from earwitness.desk.team import PORT, serve_team

    serving = serve_team(case_option(), host=host, port=PORT if port is None else port)
    typer.echo(serving.address)
    typer.echo("The team logs in there. Ctrl-C stops the desk.", err=True)
    try:
        serving.run()
    except KeyboardInterrupt:
        typer.echo("The desk is stopped.", err=True)
    finally:
        serving.stop()
